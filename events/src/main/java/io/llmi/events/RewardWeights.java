package io.llmi.events;

/**
 * How much each component counts in a {@link Reward}: {@code rule R_rule + mllm R_mllm R_rule + llm R_llm}.
 *
 * @param rule of the image-count rule, from 0 to 1
 * @param mllm of the pictures' score, which the rule gates, from 0 to 1
 * @param llm of the text's score, from 0 to 1
 */
public record RewardWeights(double rule, double mllm, double llm) {
    /** Those of the paper's release. */
    public static final RewardWeights DEFAULT = new RewardWeights(0.2, 0.3, 0.5);

    /** @throws IllegalArgumentException if one is not from 0 to 1, or all are 0 */
    public RewardWeights {
        require(rule, "rule");
        require(mllm, "mllm");
        require(llm, "llm");
        if (rule + mllm + llm == 0) {
            throw new IllegalArgumentException("at least one weight must be more than 0");
        }
    }

    private static void require(double weight, String name) {
        if (!(weight >= 0 && weight <= 1)) {
            throw new IllegalArgumentException("the weight " + name + " must be a number from 0 to 1");
        }
    }
}
