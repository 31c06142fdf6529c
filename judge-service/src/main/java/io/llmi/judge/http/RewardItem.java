package io.llmi.judge.http;

import java.util.List;
import java.util.Optional;

import io.llmi.events.ImageCount;
import io.llmi.events.RewardSplit;
import io.llmi.events.RewardWeights;

/**
 * One completion of a batch, checked.
 *
 * @param tools tools that the question needs
 * @param images pictures of the question, decoded from base64
 * @param outageScoresOne empty if the setting decides
 */
record RewardItem(
        String question,
        String completion,
        ImageCount imageNum,
        List<String> tools,
        List<byte[]> images,
        RewardWeights weights,
        RewardSplit split,
        Optional<Boolean> outageScoresOne) {
    RewardItem {
        tools = List.copyOf(tools);
        images = List.copyOf(images);
    }
}
