package io.llmi.events;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * How the planner's model samples, where the job says; what it leaves open is the planner's setting. A planner that has
 * no model takes its words by the seed and ignores the rest.
 *
 * @param temperature from 0 to 2
 * @param topP above 0, at most 1
 * @param maxTokens the longest draft in tokens, tags included; the planner's own limit applies if it is lower
 * @param seed for endpoints that have one
 */
public record Sampling(
        Optional<Double> temperature, Optional<Double> topP, Optional<Integer> maxTokens, Optional<Long> seed) {
    public static final Sampling DEFAULT =
            new Sampling(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    public Sampling {
        temperature = present(temperature);
        topP = present(topP);
        maxTokens = present(maxTokens);
        seed = present(seed);
    }

    private static <T> Optional<T> present(@Nullable Optional<T> optional) {
        return optional == null ? Optional.empty() : optional;
    }
}
