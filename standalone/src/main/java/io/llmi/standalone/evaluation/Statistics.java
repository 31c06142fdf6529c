package io.llmi.standalone.evaluation;

import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Figures of samples. Pure. */
final class Statistics {
    private static final int RESAMPLES = 2000;
    private static final double TAIL = 0.025;

    private Statistics() {}

    /** A mean with the interval in which 95 of 100 resampled means lie. */
    record Mean(double value, double low, double high) {}

    static Optional<Double> mean(List<Double> values) {
        return values.isEmpty()
                ? Optional.empty()
                : Optional.of(values.stream()
                        .mapToDouble(Double::doubleValue)
                        .average()
                        .orElseThrow());
    }

    /** By the percentile bootstrap, the same for the same values. Source: Efron, Tibshirani 1993, chapter 13. */
    static Optional<Mean> bootstrap(List<Double> values) {
        if (values.isEmpty()) {
            return Optional.empty();
        }
        Random random = new Random(42);
        double[] means = new double[RESAMPLES];
        for (int i = 0; i < RESAMPLES; i++) {
            double sum = 0;
            for (int j = 0; j < values.size(); j++) {
                sum += values.get(random.nextInt(values.size()));
            }
            means[i] = sum / values.size();
        }
        java.util.Arrays.sort(means);
        return Optional.of(new Mean(
                mean(values).orElseThrow(),
                means[(int) (TAIL * RESAMPLES)],
                means[(int) ((1 - TAIL) * RESAMPLES) - 1]));
    }

    /**
     * How alike two rankings of the same things are, from -1 (reversed) to 1 (the same), with ties: Kendall's tau-b
     * (Kendall 1945). Empty if one of them ranks nothing.
     */
    static Optional<Double> kendall(List<Double> one, List<Double> other) {
        long concordant = 0;
        long discordant = 0;
        long tiedInOne = 0;
        long tiedInOther = 0;
        for (int i = 0; i < one.size(); i++) {
            for (int j = i + 1; j < one.size(); j++) {
                int a = Double.compare(one.get(i), one.get(j));
                int b = Double.compare(other.get(i), other.get(j));
                if (a == 0 && b == 0) {
                    continue;
                }
                if (a == 0) {
                    tiedInOne++;
                } else if (b == 0) {
                    tiedInOther++;
                } else if (a == b) {
                    concordant++;
                } else {
                    discordant++;
                }
            }
        }
        double untied = concordant + discordant;
        double scale = Math.sqrt((untied + tiedInOne) * (untied + tiedInOther));
        return scale == 0 ? Optional.empty() : Optional.of((concordant - discordant) / scale);
    }
}
