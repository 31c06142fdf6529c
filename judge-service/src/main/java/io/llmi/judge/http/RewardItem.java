package io.llmi.judge.http;

import java.util.List;
import java.util.Optional;

import io.llmi.events.Document;
import io.llmi.events.ImageCount;
import io.llmi.events.RewardSplit;
import io.llmi.events.RewardWeights;

/**
 * One completion or finished document of a batch, checked.
 *
 * @param completion with tags, whose tools are to be run
 * @param document that is there already; one of both is present
 * @param tools tools that the question needs
 * @param images pictures of the question, decoded from base64
 * @param outageScoresOne empty if the setting decides
 * @param criteria of a benchmark, each judged on its own
 */
record RewardItem(
        String question,
        Optional<String> completion,
        Optional<Document> document,
        ImageCount imageNum,
        List<String> tools,
        List<byte[]> images,
        RewardWeights weights,
        RewardSplit split,
        Optional<Boolean> outageScoresOne,
        List<String> criteria) {
    RewardItem {
        tools = List.copyOf(tools);
        images = List.copyOf(images);
        criteria = List.copyOf(criteria);
    }
}
