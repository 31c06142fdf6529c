package io.llmi.judge.scaling;

import java.util.List;

/**
 * What further candidates promise, from the scores seen so far: taken as draws of one normal distribution, each further
 * one adds {@code sd (phi(z) - z (1 - Phi(z)))} to the best score in the mean, with {@code z = (best - mean) / sd}.
 */
final class EarlyStop {
    /** With fewer scores a standard deviation says nothing. */
    private static final int LEAST_SCORES = 3;

    private EarlyStop() {}

    /**
     * Expected gain over the best score, at most; infinite while too few are known.
     *
     * @param scores seen so far
     * @param further candidates that are still to come
     */
    static double gain(List<Double> scores, int further) {
        if (further == 0) {
            return 0;
        }
        if (scores.size() < LEAST_SCORES) {
            return Double.POSITIVE_INFINITY;
        }
        double mean = scores.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
        double best = scores.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
        double variance = scores.stream()
                        .mapToDouble(score -> (score - mean) * (score - mean))
                        .sum()
                / (scores.size() - 1);
        double deviation = Math.sqrt(variance);
        if (deviation == 0) {
            return 0;
        }
        double z = (best - mean) / deviation;
        double density = Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
        return further * deviation * (density - z * (1 - cumulative(z)));
    }

    /** Of the standard normal distribution: Abramowitz and Stegun, Handbook of Mathematical Functions, 26.2.17. */
    private static double cumulative(double z) {
        double t = 1 / (1 + 0.2316419 * Math.abs(z));
        double polynomial =
                t * (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
        double tail = Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI) * polynomial;
        return z >= 0 ? 1 - tail : tail;
    }
}
