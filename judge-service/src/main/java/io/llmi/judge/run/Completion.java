package io.llmi.judge.run;

import java.util.List;

import io.llmi.events.BlobRef;

/**
 * What a model wrote.
 *
 * @param question what it was asked
 * @param text with tags
 * @param inputs pictures that came with the question
 */
public record Completion(String question, String text, List<BlobRef> inputs) {
    public Completion {
        inputs = List.copyOf(inputs);
    }
}
