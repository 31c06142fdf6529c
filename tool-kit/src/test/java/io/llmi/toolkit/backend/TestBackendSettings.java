package io.llmi.toolkit.backend;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Settings of backends in tests: quick, and otherwise as the defaults are. */
public record TestBackendSettings(
        int attempts,
        Duration retryDelay,
        Duration maxRetryAfter,
        int breakerFailures,
        Duration breakerPause,
        Map<String, Limits> of)
        implements BackendSettings {
    public TestBackendSettings() {
        this(3, Duration.ofMillis(5), Duration.ofSeconds(20), 5, Duration.ofSeconds(30), Map.of());
    }

    TestBackendSettings withMaxRetryAfter(Duration pause) {
        return new TestBackendSettings(attempts, retryDelay, pause, breakerFailures, breakerPause, of);
    }

    TestBackendSettings withBreaker(int failures, Duration pause) {
        return new TestBackendSettings(attempts, retryDelay, maxRetryAfter, failures, pause, of);
    }

    TestBackendSettings withLimits(String backend, Optional<Integer> perMinute, Optional<BigDecimal> priceUsd) {
        return new TestBackendSettings(
                attempts,
                retryDelay,
                maxRetryAfter,
                breakerFailures,
                breakerPause,
                Map.of(backend, new TestLimits(perMinute, priceUsd)));
    }

    private record TestLimits(Optional<Integer> perMinute, Optional<BigDecimal> priceUsd) implements Limits {}
}
