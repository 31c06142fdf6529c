package io.llmi.judge.reward;

import java.util.Map;

/**
 * How far a document meets one criterion of a benchmark, as LLMI-Bench has it.
 *
 * @param met 0 not, 1 in part, 2 fully
 */
public record CriterionScore(double met) implements Scores {
    public static final String SCORE = "score";
    public static final double FULLY = 2;

    @Override
    public double component() {
        return met / FULLY;
    }

    @Override
    public Map<String, Double> byCriterion() {
        return Map.of(SCORE, met);
    }
}
