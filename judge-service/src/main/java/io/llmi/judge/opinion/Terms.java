package io.llmi.judge.opinion;

import java.time.Instant;
import java.util.List;

import io.llmi.events.ImageCount;
import io.llmi.events.RewardSplit;
import io.llmi.events.RewardWeights;

/**
 * By what a draft is judged.
 *
 * @param required tools that a good draft needs, of the four
 * @param outageScoresOne whether a judge that fails counts as one that gives the lowest score
 * @param deadline by when judges have to answer
 */
public record Terms(
        ImageCount wanted,
        List<String> required,
        RewardWeights weights,
        RewardSplit split,
        boolean outageScoresOne,
        Instant deadline) {
    public Terms {
        required = List.copyOf(required);
    }
}
