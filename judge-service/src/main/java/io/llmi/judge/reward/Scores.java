package io.llmi.judge.reward;

import java.util.Map;

/** What a judge gives; text and pictures from 1 (worst) to 5, a criterion of a benchmark from 0 to 2. */
public sealed interface Scores permits TextScores, PictureScores, CriterionScore {
    double WORST = 1;
    double BEST = 5;

    /** The component of the reward, from 0 to 1. */
    double component();

    /** The scores by criterion, in a fixed order. */
    Map<String, Double> byCriterion();

    /** A score as a share of the way from worst to best. */
    private static double normal(double score) {
        return (score - WORST) / (BEST - WORST);
    }

    /** The weighted mean of scores, from 0 to 1. */
    static double component(double weightedSum, double weights) {
        return normal(weightedSum / weights);
    }

    /** @throws IllegalArgumentException if it is not from 1 to 5 */
    static void require(double score, String criterion) {
        if (!(score >= WORST && score <= BEST)) {
            throw new IllegalArgumentException("the score " + criterion + " must be from 1 to 5, not " + score);
        }
    }
}
