package io.llmi.gateway.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;

import io.llmi.events.WebhookNotice;

/**
 * When to try again: exponential back-off with jitter, up to a number of attempts and an age.
 *
 * @param first wait after the first failure
 * @param longest wait between two attempts, before jitter
 */
record RetryPlan(Duration first, Duration longest, int maxAttempts, Duration maxAge) {
    private static final double JITTER = 0.2;
    private static final int MAX_DOUBLINGS = 30;

    static RetryPlan of(WebhookConfig config) {
        return new RetryPlan(config.firstDelay(), config.maxDelay(), config.maxAttempts(), config.maxAge());
    }

    /**
     * The notice as it goes on after an attempt that failed, or nothing if it is given up.
     *
     * @param wanted how long the receiver asked to be left alone; heeded up to the longest wait
     */
    Optional<WebhookNotice> next(WebhookNotice failed, Instant now, Optional<Duration> wanted, RandomGenerator random) {
        double doubled = first.toMillis() * Math.pow(2, Math.min(failed.attempts(), MAX_DOUBLINGS));
        double millis = Math.min(doubled, longest.toMillis()) * random.nextDouble(1 - JITTER, 1 + JITTER);
        double least = Math.min(wanted.orElse(Duration.ZERO).toMillis(), longest.toMillis());
        WebhookNotice next = failed.again(now.plusMillis((long) Math.max(millis, least)));
        boolean givenUp = next.attempts() >= maxAttempts
                || next.nextAttemptAt().isAfter(failed.endedAt().plus(maxAge));
        return givenUp ? Optional.empty() : Optional.of(next);
    }
}
