package io.llmi.events;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Asks for the reward of a finished draft; the record of {@link Topics#JUDGE_REQUESTS}, keyed by job id.
 *
 * @param draft which candidate it is; the answer names it again
 * @param question what the user asked for
 * @param text the draft as it was written, with its tags
 * @param inputs the user's own pictures
 * @param document the draft with its pictures in place
 * @param tools the tools that a good draft needs
 * @param deadline when the answer is no longer wanted
 */
public record JudgeRequest(
        DraftId draft,
        String question,
        String text,
        List<BlobRef> inputs,
        Document document,
        ImageCount imageCount,
        List<String> tools,
        RewardWeights weights,
        RewardSplit split,
        Instant deadline) {
    public JudgeRequest {
        inputs = copy(inputs);
        imageCount = orElse(imageCount, ImageCount.ANY);
        tools = copy(tools);
        weights = orElse(weights, RewardWeights.DEFAULT);
        split = orElse(split, RewardSplit.EVAL);
    }

    private static <T> List<T> copy(@Nullable List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }

    private static <T> T orElse(@Nullable T value, T otherwise) {
        return value == null ? otherwise : value;
    }
}
