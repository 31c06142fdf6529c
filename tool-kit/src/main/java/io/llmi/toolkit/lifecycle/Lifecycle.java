package io.llmi.toolkit.lifecycle;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import org.jboss.logging.Logger;

/** Starts the process's components phase by phase and stops them in reverse, also when a start fails half-way. */
@ApplicationScoped
public class Lifecycle {
    private static final Logger LOG = Logger.getLogger(Lifecycle.class);
    private final List<Component> components;
    private final Deque<Component> started = new ArrayDeque<>();

    @Inject
    public Lifecycle(@All List<Component> components) {
        this.components = components.stream()
                .sorted(Comparator.comparing(Component::phase).thenComparing(Component::name))
                .toList();
    }

    void onStart(@Observes StartupEvent event) {
        start();
    }

    void onStop(@Observes ShutdownEvent event) {
        stop();
    }

    /** @throws RuntimeException the failure of the first component that did not start; those before it are stopped */
    public synchronized void start() {
        for (Component component : components) {
            long begin = System.nanoTime();
            try {
                component.start();
            } catch (RuntimeException e) {
                LOG.errorf("%s did not start: %s", component.name(), e.getMessage());
                stop();
                throw e;
            }
            started.push(component);
            LOG.infof("%s started in %d ms", component.name(), (System.nanoTime() - begin) / 1_000_000);
        }
    }

    /** Stops what was started, last first; a component that fails to stop does not keep the others running. */
    public synchronized void stop() {
        while (!started.isEmpty()) {
            Component component = started.pop();
            try {
                component.stop();
                LOG.infof("%s stopped", component.name());
            } catch (RuntimeException e) {
                LOG.errorf(e, "%s did not stop cleanly", component.name());
            }
        }
    }

    /** Components that are not running, by name; empty once the process is ready. */
    public synchronized List<String> missing() {
        return components.stream()
                .filter(component -> !started.contains(component))
                .map(Component::name)
                .toList();
    }
}
