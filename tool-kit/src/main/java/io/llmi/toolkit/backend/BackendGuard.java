package io.llmi.toolkit.backend;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

import dev.failsafe.CircuitBreaker;
import dev.failsafe.RateLimiter;
import io.llmi.events.FailureCode;

/** What all calls of one backend share in this process: its circuit breaker, its rate limit, its usual duration. */
final class BackendGuard {
    private final CircuitBreaker<Object> breaker;
    private final Optional<RateLimiter<Object>> limiter;
    private final Optional<BigDecimal> price;
    private final AtomicLong usualNanos = new AtomicLong();

    BackendGuard(String backend, BackendSettings settings) {
        Optional<BackendSettings.Limits> limits =
                Optional.ofNullable(settings.of().get(backend));
        this.breaker = CircuitBreaker.builder()
                .withFailureThreshold(settings.breakerFailures())
                .withDelay(settings.breakerPause())
                .build();
        // Bursty: services count calls per window too, and a lone document's pictures need not be spread over minutes.
        this.limiter = limits.flatMap(BackendSettings.Limits::perMinute)
                .map(perMinute -> RateLimiter.burstyBuilder(perMinute, Duration.ofMinutes(1))
                        .build());
        this.price = limits.flatMap(BackendSettings.Limits::priceUsd);
    }

    Optional<BigDecimal> price() {
        return price;
    }

    /** Whether it failed too often of late, so that nobody should even wait for its rate limit. */
    boolean isResting() {
        return breaker.isOpen() && !breaker.getRemainingDelay().isZero();
    }

    /** 0 closed, 1 half open, 2 open. */
    int breakerState() {
        return switch (breaker.getState()) {
            case CLOSED -> 0;
            case HALF_OPEN -> 1;
            case OPEN -> 2;
        };
    }

    /** Waits for the rate limit; returns false at once if that would leave no time for a call. */
    boolean awaitTurn(Duration left) throws InterruptedException {
        return limiter.isEmpty() || limiter.get().tryAcquirePermit(spare(left));
    }

    /** Lets a call through, whose end must be told; returns false if the backend is left alone at present. */
    boolean admit() {
        return breaker.tryAcquirePermit();
    }

    void succeeded(Duration took) {
        breaker.recordSuccess();
        usualNanos.accumulateAndGet(took.toNanos(), (before, now) -> before == 0 ? now : (3 * before + now) / 4);
    }

    /** An answer that there is nothing to be had is an answer: only a backend that breaks down or hangs is at fault. */
    void failed(BackendException failure) {
        if (failure.remedy() instanceof Remedy.TryAgain || failure.code() == FailureCode.TIMEOUT) {
            breaker.recordFailure();
        } else {
            breaker.recordSuccess();
        }
    }

    /** The call threw what it should not, or was cut off at its deadline. */
    void brokeDown() {
        breaker.recordFailure();
    }

    /** The caller lost interest: says nothing about the backend, but the half-open breaker waits for its probe. */
    void abandoned() {
        if (breaker.isHalfOpen()) {
            breaker.recordFailure();
        }
    }

    /** The part of a time that a call of the usual duration would not need. */
    Duration spare(Duration left) {
        Duration spare = left.minusNanos(usualNanos.get());
        return spare.isNegative() ? Duration.ZERO : spare;
    }
}
