package io.llmi.judge.heuristic;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.llmi.judge.reward.Scores;

/** Named observations from 0 (bad) to 1, and what they amount to. */
final class Breakdown {
    private final Map<String, Double> values = new LinkedHashMap<>();

    Breakdown add(String name, double value) {
        values.put(name, Math.clamp(value, 0, 1));
        return this;
    }

    /** The mean of these observations on the judges' scale from 1 to 5. */
    double score(List<String> names) {
        double mean = names.stream()
                .mapToDouble(name -> values.getOrDefault(name, 0.0))
                .average()
                .orElse(0);
        return Scores.WORST + (Scores.BEST - Scores.WORST) * mean;
    }

    Map<String, Double> values() {
        return Collections.unmodifiableMap(values);
    }
}
