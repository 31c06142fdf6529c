package io.llmi.judge.http;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

import io.llmi.toolkit.access.Access;
import io.llmi.toolkit.access.AccessConfig;
import io.llmi.toolkit.access.AccessGate;
import io.llmi.toolkit.kafka.KafkaSettings;
import io.llmi.toolkit.lifecycle.Component;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Puts the gate before the judge's routes. */
@ApplicationScoped
class JudgeAccess implements Component {
    private final AccessGate gate;

    @Inject
    JudgeAccess(AccessConfig config, KafkaSettings kafka, @ConfigProperty(name = "quarkus.http.host") String host) {
        this.gate = new AccessGate(config, kafka, host, JudgeAccess::refuse);
    }

    void register(@Observes Filters filters) {
        // In one process with the gateway, whose answers the callers of its routes understand, that one looks first.
        filters.register(gate::check, AccessGate.PRIORITY - 10);
    }

    @Override
    public String name() {
        return "access of the judge";
    }

    @Override
    public Phase phase() {
        return Phase.TAIL;
    }

    @Override
    public void start() {
        gate.start();
    }

    @Override
    public void stop() {
        gate.stop();
    }

    private static void refuse(RoutingContext context, Access.Refused refused) {
        Problem problem = Problem.refused(refused, context.normalizedPath());
        context.response()
                .setStatusCode(problem.status())
                .putHeader("Content-Type", Problem.MEDIA_TYPE)
                .putHeader("Cache-Control", "no-store")
                .end(Buffer.buffer(problem.json()));
    }
}
