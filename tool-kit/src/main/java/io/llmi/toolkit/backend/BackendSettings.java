package io.llmi.toolkit.backend;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.PositiveOrZero;

import io.llmi.toolkit.settings.AtMost;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import org.hibernate.validator.constraints.time.DurationMin;

/** How the tools' backends are called. */
@AtMost(key = "retry-delay", bound = "max-retry-after", because = "no backend would ever be tried again")
@ConfigMapping(prefix = "llmi.backends")
public interface BackendSettings {
    /** Calls of one backend for one tool call, the first included, where a failure may pass. */
    @WithDefault("3")
    @Min(1)
    @Max(10)
    int attempts();

    /** Pause before the second try; doubled for each further one, with jitter. A backend's Retry-After goes before. */
    @WithDefault("500ms")
    @DurationMin(millis = 1)
    Duration retryDelay();

    /** The longest pause that a backend may ask for; if it wants more, the next backend is tried at once. */
    @WithDefault("20s")
    @DurationMin
    Duration maxRetryAfter();

    /** Failures in a row after which a backend is left alone for a while. */
    @WithDefault("5")
    @Min(1)
    int breakerFailures();

    /** How long a backend that failed too often is left alone. */
    @WithDefault("30s")
    @DurationMin(millis = 1)
    Duration breakerPause();

    /** Limits and prices, by backend name. */
    Map<String, Limits> of();

    /** What one backend bears and costs. */
    interface Limits {
        /** Calls per minute of this process; without it there is no limit. */
        Optional<@Min(1) Integer> perMinute();

        /** Price of one picture in US dollars, for the cost in the provenance; without it the cost is unknown. */
        Optional<@PositiveOrZero BigDecimal> priceUsd();
    }
}
