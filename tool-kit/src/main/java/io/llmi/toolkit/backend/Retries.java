package io.llmi.toolkit.backend;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

import dev.failsafe.RetryPolicy;
import io.llmi.toolkit.tool.ToolReply;

/**
 * When a backend that failed is called again: after the pause that it asked for, or else after a doubling one, with
 * jitter on top; and not at all if the pause is too long or the call could not end in time.
 */
final class Retries {
    private static final int MAX_DOUBLINGS = 6;
    private static final double JITTER = 0.25;

    private final BackendSettings settings;

    Retries(BackendSettings settings) {
        this.settings = settings;
    }

    /** @param spare the time until a call of the usual duration would have to begin, asked anew each time */
    RetryPolicy<ToolReply.Picture> policy(Supplier<Duration> spare) {
        return RetryPolicy.<ToolReply.Picture>builder()
                .withMaxAttempts(settings.attempts())
                .handleIf(failure -> failure instanceof BackendException known
                        && known.remedy() instanceof Remedy.TryAgain again
                        && isWorthWaiting(again, spare.get()))
                .withDelayFn(context -> jittered(pause(context.getLastException(), context.getAttemptCount())))
                .build();
    }

    private boolean isWorthWaiting(Remedy.TryAgain again, Duration spare) {
        Duration pause = again.notBefore().orElse(settings.retryDelay());
        return pause.compareTo(settings.maxRetryAfter()) <= 0 && pause.compareTo(spare) < 0;
    }

    private Duration pause(Throwable failure, int attempt) {
        Duration own = settings.retryDelay().multipliedBy(1L << Math.min(attempt - 1, MAX_DOUBLINGS));
        return failure instanceof BackendException known && known.remedy() instanceof Remedy.TryAgain again
                ? again.notBefore().orElse(own)
                : own;
    }

    /** Only ever longer: a pause that was asked for is kept. */
    private static Duration jittered(Duration pause) {
        double factor = 1 + ThreadLocalRandom.current().nextDouble(JITTER);
        return Duration.ofNanos((long) (pause.toNanos() * factor));
    }
}
