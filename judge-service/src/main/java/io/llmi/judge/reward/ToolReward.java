package io.llmi.judge.reward;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code r_tool}: half for trying the required tools, half for succeeding with them, each by the tools' difficulty.
 * Logged beside the reward, never added to it.
 */
public final class ToolReward {
    private static final Map<String, Double> DIFFICULTY =
            Map.of("code", 0.4, "edit", 0.3, "search", 0.2, "diffusion", 0.1);

    private ToolReward() {}

    /** The tools that can be required. */
    public static Set<String> tools() {
        return DIFFICULTY.keySet();
    }

    /**
     * @param required of {@link #tools()}
     * @return from 0 to 1, or empty if no tool is required
     */
    public static Optional<Double> of(Set<String> required, Set<String> attempted, Set<String> succeeded) {
        double all = weight(required, required);
        if (all == 0) {
            return Optional.empty();
        }
        return Optional.of(0.5 * weight(required, succeeded) / all + 0.5 * weight(required, attempted) / all);
    }

    private static double weight(Set<String> required, Set<String> achieved) {
        return required.stream()
                .filter(achieved::contains)
                .mapToDouble(tool -> DIFFICULTY.getOrDefault(tool, 0.0))
                .sum();
    }
}
