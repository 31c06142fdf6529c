package io.llmi.standalone.evaluation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import io.llmi.events.Reward;
import io.llmi.events.RewardWeights;
import io.llmi.judge.reward.HybridReward;

/**
 * The same documents under other rewards, from the components that were kept with them: nothing is run again. Tells how a
 * reward ranks documents, not what a planner would become that is trained on it. Pure.
 */
final class Reweighing {
    private static final int GRID = 5;

    private Reweighing() {}

    /** Each part of the reward left out, and each alone; the paper's weights first. */
    static Map<String, RewardWeights> ablations() {
        RewardWeights paper = RewardWeights.DEFAULT;
        Map<String, RewardWeights> weights = new LinkedHashMap<>();
        weights.put("full (0.2, 0.3, 0.5)", paper);
        weights.put("without rule", new RewardWeights(0, paper.mllm(), paper.llm()));
        weights.put("without MLLM", new RewardWeights(paper.rule(), 0, paper.llm()));
        weights.put("without LLM", new RewardWeights(paper.rule(), paper.mllm(), 0));
        weights.put("rule alone", new RewardWeights(1, 0, 0));
        weights.put("MLLM alone", new RewardWeights(0, 1, 0));
        weights.put("LLM alone", new RewardWeights(0, 0, 1));
        return weights;
    }

    /** All weights in steps of a fifth that add up to 1, after the paper's. */
    static Map<String, RewardWeights> grid() {
        Map<String, RewardWeights> weights = new LinkedHashMap<>();
        weights.put("paper (0.2, 0.3, 0.5)", RewardWeights.DEFAULT);
        for (int rule = 0; rule <= GRID; rule++) {
            for (int mllm = 0; mllm <= GRID - rule; mllm++) {
                double[] w = {rule / (double) GRID, mllm / (double) GRID, (GRID - rule - mllm) / (double) GRID};
                weights.put(
                        String.format(Locale.ROOT, "(%.1f, %.1f, %.1f)", w[0], w[1], w[2]),
                        new RewardWeights(w[0], w[1], w[2]));
            }
        }
        return weights;
    }

    /**
     * One way of weighing.
     *
     * @param tau how alike its ranking is to the first way's
     */
    record Line(String name, Optional<Statistics.Mean> reward, Optional<Double> tau) {}

    /** Each way's mean, and its ranking against the first way's. Documents whose reward is not known in all are left out. */
    static List<Line> lines(List<Result> results, Map<String, RewardWeights> ways) {
        List<Reward.Components> known = results.stream()
                .flatMap(result -> result.reward().stream())
                .map(Reward::components)
                .filter(components ->
                        components.llm().isPresent() && components.mllm().isPresent())
                .toList();
        List<Line> lines = new ArrayList<>();
        Optional<List<Double>> first = Optional.empty();
        for (Map.Entry<String, RewardWeights> way : ways.entrySet()) {
            List<Double> rewards = known.stream()
                    .map(parts -> HybridReward.of(way.getValue(), parts.rule(), parts.llm(), parts.mllm())
                            .value()
                            .orElseThrow())
                    .toList();
            Optional<Double> tau = first.flatMap(reference -> Statistics.kendall(reference, rewards));
            first = first.isPresent() ? first : Optional.of(rewards);
            lines.add(new Line(way.getKey(), Statistics.bootstrap(rewards), tau));
        }
        return lines;
    }
}
