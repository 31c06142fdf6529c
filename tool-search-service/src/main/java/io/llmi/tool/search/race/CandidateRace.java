package io.llmi.tool.search.race;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Runs a {@link RaceOrder} on virtual threads: takes the best success, cancels what it beats, and at the deadline is
 * content with the best so far. Thread-safe.
 *
 * @param <R> what a try makes
 * @param <F> how a try fails
 */
public final class CandidateRace<R, F extends Exception> {
    private static final Logger LOG = Logger.getLogger(CandidateRace.class);

    private final int parallel;

    /** @param parallel candidates tried at a time, at least 1 */
    public CandidateRace(int parallel) {
        this.parallel = parallel;
    }

    /** One candidate's try. Blocks; ends soon after an interrupt. */
    @FunctionalInterface
    public interface Attempt<R, F extends Exception> {
        R run() throws F, InterruptedException;
    }

    /**
     * How a race ended.
     *
     * @param winner the number of the candidate that won, and what it made
     * @param failures why candidates failed, by number; not of those that were cancelled or never tried
     * @param unfinished how many were still being tried when the deadline passed
     */
    public record Result<R, F>(Optional<Winner<R>> winner, Map<Integer, F> failures, int unfinished) {}

    /** The candidate that won. */
    public record Winner<R>(int number, R made) {}

    private sealed interface Ended<R, F> {
        int number();

        record Made<R, F>(int number, R made) implements Ended<R, F> {}

        record Failed<R, F>(int number, F failure) implements Ended<R, F> {}

        record Defect<R, F>(int number, Throwable cause) implements Ended<R, F> {}
    }

    /**
     * @param attempts in rank order, the best first
     * @param failureType what attempts throw when a candidate is of no use; anything else is a defect
     * @param deadline when the best so far has to do
     * @throws InterruptedException if interrupted; all tries are interrupted by then
     * @throws IllegalStateException for a defect in a try
     */
    public Result<R, F> run(List<? extends Attempt<R, F>> attempts, Class<F> failureType, Instant deadline)
            throws InterruptedException {
        RaceOrder order = new RaceOrder(attempts.size(), parallel);
        BlockingQueue<Ended<R, F>> ended = new LinkedBlockingQueue<>();
        Map<Integer, Thread> threads = new HashMap<>();
        Map<Integer, F> failures = new HashMap<>();
        @Nullable R made = null;
        try {
            while (true) {
                for (int number : order.start()) {
                    Attempt<R, F> attempt = attempts.get(number);
                    threads.put(
                            number,
                            Thread.ofVirtual()
                                    .name("search-candidate-" + number)
                                    .start(() -> ended.add(attempted(number, attempt, failureType))));
                }
                if (order.decided()) {
                    return new Result<>(winner(order, made), failures, 0);
                }
                Ended<R, F> next = ended.poll(left(deadline), TimeUnit.NANOSECONDS);
                if (next == null) {
                    return new Result<>(winner(order, made), failures, order.inFlight());
                }
                if (!order.isRunning(next.number())) {
                    continue;
                }
                switch (next) {
                    case Ended.Made<R, F>(int number, R result) -> {
                        order.succeeded(number).forEach(beaten -> interrupt(threads, beaten));
                        made = result;
                    }
                    case Ended.Failed<R, F>(int number, F failure) -> {
                        order.failed(number);
                        failures.put(number, failure);
                    }
                    case Ended.Defect<R, F>(int number, Throwable cause) ->
                        throw new IllegalStateException("defect while trying candidate " + number, cause);
                }
            }
        } finally {
            threads.values().forEach(Thread::interrupt);
        }
    }

    private static void interrupt(Map<Integer, Thread> threads, int number) {
        LOG.tracef("candidate %d is beaten", number);
        Optional.ofNullable(threads.get(number)).ifPresent(Thread::interrupt);
    }

    private static <R, F extends Exception> Ended<R, F> attempted(
            int number, Attempt<R, F> attempt, Class<F> failureType) {
        try {
            return new Ended.Made<>(number, attempt.run());
        } catch (Throwable e) {
            return failureType.isInstance(e)
                    ? new Ended.Failed<>(number, failureType.cast(e))
                    : new Ended.Defect<>(number, e);
        }
    }

    private static <R> Optional<Winner<R>> winner(RaceOrder order, @Nullable R made) {
        return order.best().isPresent() && made != null
                ? Optional.of(new Winner<>(order.best().getAsInt(), made))
                : Optional.empty();
    }

    private static long left(Instant deadline) {
        Duration left = Duration.between(Instant.now(), deadline);
        return left.isNegative() ? 0 : left.toNanos();
    }
}
