package io.llmi.judge.scaling;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.jboss.logging.Logger;

/** Work done at the same time, its outcomes taken as they come. Closing it interrupts what still runs. */
final class Fan<T> implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Fan.class);

    /** Takes one outcome; says whether further ones are wanted. */
    interface Taker<T> {
        boolean take(int index, T outcome);
    }

    private sealed interface Event<T> {
        int index();

        record Done<T>(int index, T outcome) implements Event<T> {}

        record Failed<T>(int index) implements Event<T> {}
    }

    private final String name;
    private final List<Thread> threads = new ArrayList<>();
    private final BlockingQueue<Event<T>> events = new LinkedBlockingQueue<>();

    Fan(String name) {
        this.name = name;
    }

    void start(int index, Callable<T> work) {
        threads.add(Thread.ofVirtual().name(name + "-" + index).start(() -> {
            try {
                events.add(new Event.Done<>(index, work.call()));
            } catch (InterruptedException e) {
                events.add(new Event.Failed<>(index));
            } catch (Exception e) {
                LOG.warnf("%s-%d failed: %s", name, index, e);
                events.add(new Event.Failed<>(index));
            }
        }));
    }

    /** Hands over outcomes until all have come, no more are wanted, or the time is up; those that failed are left out. */
    void take(Instant until, Clock clock, Taker<T> taker) throws InterruptedException {
        for (int left = threads.size(); left > 0; left--) {
            long patience = Math.max(0, Duration.between(clock.instant(), until).toMillis());
            Event<T> event = events.poll(patience, TimeUnit.MILLISECONDS);
            if (event == null) {
                return;
            }
            if (event instanceof Event.Done<T> done && !taker.take(done.index(), done.outcome())) {
                return;
            }
        }
    }

    @Override
    public void close() {
        threads.forEach(Thread::interrupt);
    }
}
