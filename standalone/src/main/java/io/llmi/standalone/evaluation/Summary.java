package io.llmi.standalone.evaluation;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

import io.llmi.events.JobStatus;
import io.llmi.events.Reward;

/**
 * Results taken together. Means are over what is known; how much that is stands beside them.
 *
 * @param judged results with a reward
 * @param criteria points of the possible ones, from 0 to 1, over all criteria with a score
 * @param criteriaScored how many those are
 * @param pictures share of documents with the wanted number of pictures
 * @param structure share of documents with the wanted order of blocks, where the benchmark says one
 */
public record Summary(
        int results,
        int completed,
        int judged,
        Optional<Double> reward,
        Optional<Double> rule,
        Optional<Double> llm,
        Optional<Double> mllm,
        Optional<Double> tool,
        Optional<Double> criteria,
        int criteriaScored,
        int criteriaAsked,
        Optional<Double> pictures,
        Optional<Double> structure,
        Optional<Double> seconds,
        Optional<BigDecimal> costUsd,
        long outputTokens,
        Map<String, ToolLine> tools) {
    public Summary {
        tools = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(tools));
    }

    /**
     * Use of one tool.
     *
     * @param required documents that needed it
     * @param tried of these, documents that called it
     * @param used documents that called it, needed or not
     * @param calls of it
     * @param succeeded calls that gave a picture
     */
    public record ToolLine(int required, int tried, int used, int calls, int succeeded) {
        /** Share of the documents that needed it and called it. */
        public Optional<Double> recall() {
            return required == 0 ? Optional.empty() : Optional.of(tried / (double) required);
        }

        /** Share of the documents that called it and needed it; means nothing where the benchmark names no tools. */
        public Optional<Double> precision() {
            return used == 0 || required == 0 ? Optional.empty() : Optional.of(tried / (double) used);
        }
    }

    public static Summary of(List<Result> results) {
        List<Integer> scores = results.stream()
                .flatMap(result -> result.criteria().stream())
                .flatMap(criterion -> criterion.score().stream())
                .toList();
        return new Summary(
                results.size(),
                (int) results.stream()
                        .filter(result -> result.status().equals(Optional.of(JobStatus.COMPLETED)))
                        .count(),
                (int) results.stream()
                        .filter(result -> result.reward().isPresent())
                        .count(),
                mean(results, Result::value),
                component(results, components -> Optional.of(components.rule())),
                component(results, Reward.Components::llm),
                component(results, Reward.Components::mllm),
                component(results, Reward.Components::tool),
                scores.isEmpty()
                        ? Optional.empty()
                        : Optional.of(
                                scores.stream().mapToInt(Integer::intValue).sum() / (2.0 * scores.size())),
                scores.size(),
                results.stream().mapToInt(result -> result.criteria().size()).sum(),
                mean(results, result -> Optional.of(result.hasWantedPictures() ? 1.0 : 0.0)),
                mean(results, result -> result.structure().map(right -> right ? 1.0 : 0.0)),
                mean(results, result -> Optional.of(result.seconds())),
                results.stream().flatMap(result -> result.costUsd().stream()).reduce(BigDecimal::add),
                results.stream().mapToLong(Result::outputTokens).sum(),
                tools(results));
    }

    /** By category, in alphabetical order. */
    public static Map<String, Summary> byCategory(List<Result> results) {
        Map<String, List<Result>> groups = new TreeMap<>();
        results.forEach(result -> groups.computeIfAbsent(result.category(), name -> new ArrayList<>())
                .add(result));
        Map<String, Summary> summaries = new LinkedHashMap<>();
        groups.forEach((category, group) -> summaries.put(category, of(group)));
        return summaries;
    }

    private static Map<String, ToolLine> tools(List<Result> results) {
        Map<String, ToolLine> lines = new TreeMap<>();
        for (Result result : results) {
            Map<String, Reward.ToolCount> calls =
                    result.reward().map(reward -> reward.tools().byTool()).orElse(Map.of());
            calls.forEach((tool, count) -> {
                int needed = result.required().contains(tool) ? 1 : 0;
                add(lines, tool, new ToolLine(needed, needed, 1, count.attempted(), count.succeeded()));
            });
            result.required().stream()
                    .filter(tool -> !calls.containsKey(tool))
                    .forEach(tool -> add(lines, tool, new ToolLine(1, 0, 0, 0, 0)));
        }
        return lines;
    }

    private static void add(Map<String, ToolLine> lines, String tool, ToolLine more) {
        lines.merge(
                tool,
                more,
                (a, b) -> new ToolLine(
                        a.required() + b.required(),
                        a.tried() + b.tried(),
                        a.used() + b.used(),
                        a.calls() + b.calls(),
                        a.succeeded() + b.succeeded()));
    }

    private static Optional<Double> component(
            List<Result> results, Function<Reward.Components, Optional<Double>> which) {
        return mean(results, result -> result.reward().map(Reward::components).flatMap(which));
    }

    private static Optional<Double> mean(List<Result> results, Function<Result, Optional<Double>> which) {
        return Statistics.mean(
                results.stream().flatMap(result -> which.apply(result).stream()).toList());
    }
}
