package io.llmi.standalone.evaluation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The plots of a report. */
final class ReportPlots {
    private ReportPlots() {}

    /** Each with a text that says what it shows; none if no document was judged. */
    static List<Map<String, String>> of(List<Result> results, Summary whole, Map<String, Summary> categories) {
        List<Map<String, String>> plots = new ArrayList<>();
        List<Double> rewards =
                results.stream().flatMap(result -> result.value().stream()).toList();
        if (rewards.isEmpty()) {
            return plots;
        }
        Map<String, List<Double>> byCategory = new LinkedHashMap<>();
        byCategory.put(
                "reward",
                categories.values().stream()
                        .map(Summary::reward)
                        .map(ReportPlots::orZero)
                        .toList());
        byCategory.put(
                "right number of pictures",
                categories.values().stream()
                        .map(Summary::pictures)
                        .map(ReportPlots::orZero)
                        .toList());
        plots.add(plot(
                "Reward and picture count by category",
                Plots.bars("By category", List.copyOf(categories.keySet()), byCategory, 1)));
        plots.add(plot("How rewards are distributed", Plots.histogram("Rewards", "reward", rewards)));
        if (!whole.tools().isEmpty()) {
            Map<String, List<Double>> use = new LinkedHashMap<>();
            var lines = whole.tools().values();
            use.put(
                    "documents that need it",
                    lines.stream().map(line -> (double) line.required()).toList());
            use.put(
                    "of these, documents that tried it",
                    lines.stream().map(line -> (double) line.tried()).toList());
            use.put(
                    "documents that tried it",
                    lines.stream().map(line -> (double) line.used()).toList());
            double highest = lines.stream()
                    .mapToInt(line -> Math.max(line.required(), line.used()))
                    .max()
                    .orElse(1);
            plots.add(plot(
                    "Need and use of tools",
                    Plots.bars("Tools", List.copyOf(whole.tools().keySet()), use, Math.max(1, highest))));
        }
        plots.add(plot(
                "How long documents took",
                Plots.histogram(
                        "Seconds from submission to the last picture",
                        "seconds",
                        results.stream().map(Result::seconds).toList())));
        return plots;
    }

    private static Map<String, String> plot(String alt, String source) {
        return Map.of("alt", alt, "source", source);
    }

    private static double orZero(Optional<Double> value) {
        return value.orElse(0.0);
    }
}
