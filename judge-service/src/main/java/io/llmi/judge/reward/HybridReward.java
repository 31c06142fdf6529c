package io.llmi.judge.reward;

import java.util.Optional;

import io.llmi.events.Reward.Bounds;
import io.llmi.events.RewardWeights;

/**
 * {@code R = w_rule R_rule + w_mllm R_mllm R_rule + w_llm R_llm}; the product is the gate: pictures count only as far
 * as their number is right.
 *
 * @param bounds what the reward is at least and at most, a component that is not known being 0 or 1
 */
public record HybridReward(Bounds bounds) {
    /**
     * @param rule from 0 to 1
     * @param llm from 0 to 1, empty if the judge abstained
     * @param mllm from 0 to 1, empty if the judge abstained
     */
    public static HybridReward of(RewardWeights weights, double rule, Optional<Double> llm, Optional<Double> mllm) {
        return new HybridReward(new Bounds(
                sum(weights, rule, llm.orElse(0.0), mllm.orElse(0.0)),
                sum(weights, rule, llm.orElse(1.0), mllm.orElse(1.0))));
    }

    /** The reward, unless a component is unknown that would make a difference. */
    public Optional<Double> value() {
        return bounds.low() == bounds.high() ? Optional.of(bounds.low()) : Optional.empty();
    }

    private static double sum(RewardWeights weights, double rule, double llm, double mllm) {
        return weights.rule() * rule + weights.mllm() * mllm * rule + weights.llm() * llm;
    }
}
