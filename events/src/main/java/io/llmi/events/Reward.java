package io.llmi.events;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * How good a document is, with everything that the number is made of.
 *
 * @param reward {@code weights.rule R_rule + weights.mllm R_mllm R_rule + weights.llm R_llm}; empty if a judge
 *     abstained whose score would have made a difference
 * @param bounds what the reward is at least and at most; equal if it is known
 * @param llm the verdict on text and tags
 * @param mllm the verdict on the pictures
 */
public record Reward(
        Optional<Double> reward,
        Bounds bounds,
        Components components,
        RewardWeights weights,
        RewardSplit split,
        Verdict llm,
        Verdict mllm,
        PictureCount pictures,
        ToolUse tools) {
    public Reward {
        reward = present(reward);
    }

    private static <T> Optional<T> present(@Nullable Optional<T> optional) {
        return optional == null ? Optional.empty() : optional;
    }

    private static <T> Map<String, T> ordered(@Nullable Map<String, T> map) {
        return map == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }

    /** The least and the most that a reward can be. */
    public record Bounds(double low, double high) {}

    /**
     * The parts of the reward, each from 0 to 1.
     *
     * @param rule how well the number of pictures fits
     * @param llm empty if the judge abstained
     * @param mllm before the gate; empty if the judge abstained
     * @param tool use of the required tools, logged beside the reward and never added; empty if none is required
     */
    public record Components(double rule, Optional<Double> llm, Optional<Double> mllm, Optional<Double> tool) {
        public Components {
            llm = present(llm);
            mllm = present(mllm);
            tool = present(tool);
        }
    }

    /** Where a verdict comes from. */
    public enum Source {
        /** A language model was asked. */
        @JsonProperty("model")
        MODEL,
        /** No model is configured: computed from text and pixels. */
        @JsonProperty("heuristic")
        HEURISTIC,
        /** A rule of the paper settles it without a judge. */
        @JsonProperty("rule")
        RULE,
        /** The judge failed and the caller wants the lowest score for that, as the paper's release gives it. */
        @JsonProperty("outage")
        OUTAGE,
        /** The judge failed. */
        @JsonProperty("abstained")
        ABSTAINED
    }

    /**
     * What one judge says.
     *
     * @param scores by criterion, from 1 to 5; empty if the judge abstained
     * @param breakdown what heuristic scores are made of, each from 0 to 1
     * @param model the model that was asked
     * @param prompt version of the judge's prompt
     * @param reason why it abstained, or which rule settled it
     * @param second what a second judge says, where one was asked; never counts
     * @param durationMs time that it took, in milliseconds
     */
    public record Verdict(
            Source source,
            Map<String, Double> scores,
            Map<String, Double> breakdown,
            Optional<String> model,
            Optional<String> prompt,
            Optional<String> reason,
            Optional<SecondOpinion> second,
            long durationMs) {
        public Verdict {
            scores = ordered(scores);
            breakdown = ordered(breakdown);
            model = present(model);
            prompt = present(prompt);
            reason = present(reason);
            second = present(second);
        }
    }

    /**
     * Another judge's scores for the same document.
     *
     * @param disagreement absolute difference of the two components, from 0 to 1
     */
    public record SecondOpinion(String model, String prompt, Map<String, Double> scores, double disagreement) {
        public SecondOpinion {
            scores = ordered(scores);
        }
    }

    /**
     * Pictures of the document.
     *
     * @param wanted in the encoding of the training data
     * @param made pictures that are there
     * @param failed places where one is missing
     */
    public record PictureCount(ImageCount wanted, int made, int failed) {}

    /**
     * Tool calls of the document.
     *
     * @param byTool counts of each tool that was called
     */
    public record ToolUse(List<String> required, int attempted, int succeeded, Map<String, ToolCount> byTool) {
        public ToolUse {
            required = required == null ? List.of() : List.copyOf(required);
            byTool = ordered(byTool);
        }
    }

    /**
     * Calls of one tool.
     *
     * @param failures how often it failed, by the code of the failure
     */
    public record ToolCount(int attempted, int succeeded, Map<String, Integer> failures) {
        public ToolCount {
            failures = ordered(failures);
        }
    }
}
