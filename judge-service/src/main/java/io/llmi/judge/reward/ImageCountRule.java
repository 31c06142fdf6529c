package io.llmi.judge.reward;

import io.llmi.events.ImageCount;
import io.llmi.events.RewardSplit;

/**
 * {@code R_rule}: how well the number of pictures fits the request (LLM-I, arXiv 2509.13642, as its release computes
 * it).
 */
public final class ImageCountRule {
    /** What each picture too many costs in training. */
    private static final double EXCESS_PENALTY = 0.3;

    private ImageCountRule() {}

    /**
     * @param made pictures that are really there, at least 0
     * @return from 0 to 1
     */
    public static double score(ImageCount wanted, int made, RewardSplit split) {
        boolean fits = wanted.isSatisfiedBy(made);
        if (!wanted.isExact()) {
            return fits ? 1 : 0;
        }
        return switch (split) {
            case EVAL -> fits ? 1 : 0;
            case TRAIN -> nearness(wanted.code(), made);
        };
    }

    private static double nearness(int wanted, int made) {
        return made <= wanted ? (double) made / wanted : Math.max(0, 1 - EXCESS_PENALTY * (made - wanted));
    }
}
