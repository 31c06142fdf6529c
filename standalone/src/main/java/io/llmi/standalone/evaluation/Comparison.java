package io.llmi.standalone.evaluation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.SerializationFeature;
import io.llmi.events.Json;

/** Writes what an experiment showed: a table of its arms, the difference of each to the first, and a plot. */
final class Comparison {
    private static final String TEMPLATE = "experiment.html";

    private Comparison() {}

    /** Writes {@code experiment.json} and {@code experiment.html}. */
    static Path write(Path directory, Experiment experiment, Map<String, List<Result>> arms) throws IOException {
        Map<String, List<Result>> shown = experiment == Experiment.MULTI_TURN ? byTurn(arms) : arms;
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("experiment", experiment.wire());
        Map<String, Summary> summaries = new LinkedHashMap<>();
        shown.forEach((name, results) -> summaries.put(name, Summary.of(results)));
        facts.put("arms", summaries);
        Map<String, Object> page = new LinkedHashMap<>();
        page.put("title", "Experiment " + experiment.wire());
        page.put("about", experiment.about());
        page.put("when", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        page.put("planners", planners(arms));
        page.put("arms", rows(shown));
        List<Reweighing.Line> weighed = weighed(experiment, arms);
        facts.put("weights", weighed);
        page.put("weights", weighed.stream().map(Comparison::row).toList());
        page.put("plots", plots(shown, weighed));
        Files.write(
                directory.resolve("experiment.json"),
                Json.mapper().writer(SerializationFeature.INDENT_OUTPUT).writeValueAsBytes(facts));
        Path report = directory.resolve(TEMPLATE);
        Files.writeString(report, Page.render(TEMPLATE, page));
        return report;
    }

    private static List<Reweighing.Line> weighed(Experiment experiment, Map<String, List<Result>> arms) {
        List<Result> all = arms.values().stream().flatMap(List::stream).toList();
        return switch (experiment) {
            case REWARD_ABLATION -> Reweighing.lines(all, Reweighing.ablations());
            case WEIGHT_GRID -> Reweighing.lines(all, Reweighing.grid());
            case BASELINE, TOOL_SUBSETS, CUES, MULTI_TURN, SCALING -> List.of();
        };
    }

    private static Map<String, List<Result>> byTurn(Map<String, List<Result>> arms) {
        Map<String, List<Result>> turns = new TreeMap<>();
        arms.values().stream()
                .flatMap(List::stream)
                .forEach(result -> turns.computeIfAbsent("turn " + (result.turn() + 1), name -> new ArrayList<>())
                        .add(result));
        return turns;
    }

    private static List<Map<String, String>> rows(Map<String, List<Result>> arms) {
        List<Map<String, String>> rows = new ArrayList<>();
        Optional<List<Result>> first = Optional.empty();
        for (Map.Entry<String, List<Result>> arm : arms.entrySet()) {
            Summary summary = Summary.of(arm.getValue());
            Map<String, String> row = new LinkedHashMap<>();
            row.put("name", arm.getKey());
            row.put("documents", Integer.toString(summary.results()));
            row.put("completed", Integer.toString(summary.completed()));
            row.put("reward", mean(Statistics.bootstrap(values(arm.getValue()))));
            row.put(
                    "difference",
                    first.map(reference -> mean(Statistics.bootstrap(differences(reference, arm.getValue()))))
                            .orElse("–"));
            row.put("rule", Figures.number(summary.rule()));
            row.put("llm", Figures.number(summary.llm()));
            row.put("mllm", Figures.number(summary.mllm()));
            row.put("tool", Figures.number(summary.tool()));
            row.put("pictures", Figures.percent(summary.pictures()));
            row.put(
                    "seconds",
                    summary.seconds()
                            .map(value -> String.format(Locale.ROOT, "%.1f", value))
                            .orElse("–"));
            row.put("tokens", Long.toString(summary.outputTokens()));
            row.put(
                    "cost",
                    summary.costUsd()
                            .map(cost -> cost.stripTrailingZeros().toPlainString())
                            .orElse("–"));
            rows.add(row);
            first = first.isPresent() ? first : Optional.of(arm.getValue());
        }
        return rows;
    }

    private static Map<String, String> row(Reweighing.Line line) {
        Map<String, String> row = new LinkedHashMap<>();
        row.put("name", line.name());
        row.put("reward", mean(line.reward()));
        row.put("tau", Figures.number(line.tau()));
        return row;
    }

    private static List<Double> values(List<Result> results) {
        return results.stream().flatMap(result -> result.value().stream()).toList();
    }

    /** Of the tasks that both have, task by task. */
    static List<Double> differences(List<Result> reference, List<Result> other) {
        Map<String, Double> known = reference.stream()
                .filter(result -> result.value().isPresent())
                .collect(Collectors.toMap(Result::name, result -> result.value().orElseThrow(), (a, b) -> a));
        return other.stream()
                .filter(result ->
                        known.containsKey(result.name()) && result.value().isPresent())
                .map(result -> result.value().orElseThrow() - known.getOrDefault(result.name(), 0.0))
                .toList();
    }

    private static String mean(Optional<Statistics.Mean> mean) {
        return mean.map(known ->
                        String.format(Locale.ROOT, "%.3f (%.3f to %.3f)", known.value(), known.low(), known.high()))
                .orElse("–");
    }

    private static String planners(Map<String, List<Result>> arms) {
        return arms.values().stream()
                .flatMap(List::stream)
                .flatMap(result -> result.planner().stream())
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static List<Map<String, String>> plots(Map<String, List<Result>> arms, List<Reweighing.Line> weighed) {
        List<Map<String, String>> plots = new ArrayList<>();
        Map<String, List<Double>> bars = new LinkedHashMap<>();
        bars.put(
                "reward",
                arms.values().stream()
                        .map(Summary::of)
                        .map(s -> s.reward().orElse(0.0))
                        .toList());
        bars.put(
                "right number of pictures",
                arms.values().stream()
                        .map(Summary::of)
                        .map(s -> s.pictures().orElse(0.0))
                        .toList());
        plots.add(Map.of(
                "alt",
                "Reward and picture count by arm",
                "source",
                Plots.bars("By arm", List.copyOf(arms.keySet()), bars, 1)));
        if (!weighed.isEmpty()) {
            plots.add(Map.of(
                    "alt",
                    "Mean reward and likeness of the ranking by weights",
                    "source",
                    Plots.bars(
                            "By weights",
                            weighed.stream().map(Reweighing.Line::name).toList(),
                            Map.of(
                                    "Kendall's tau",
                                    weighed.stream()
                                            .map(line -> line.tau().orElse(1.0))
                                            .toList()),
                            1)));
        }
        return plots;
    }
}
