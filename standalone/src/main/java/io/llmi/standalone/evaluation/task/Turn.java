package io.llmi.standalone.evaluation.task;

import java.util.List;
import java.util.Optional;

import io.llmi.events.ImageCount;

/**
 * One question.
 *
 * @param tools that a good answer needs
 * @param criteria that a judge holds the document against, each from 0 to 2
 * @param structure what follows what in a good answer, {@code text} and {@code image}; empty if the benchmark says nothing
 */
public record Turn(
        String question,
        ImageCount images,
        List<String> tools,
        List<String> criteria,
        Optional<List<String>> structure) {
    public Turn {
        tools = List.copyOf(tools);
        criteria = List.copyOf(criteria);
        structure = structure.map(List::copyOf);
    }

    /** A question of which no more is known. */
    public static Turn of(String question, ImageCount images, List<String> tools) {
        return new Turn(question, images, tools, List.of(), Optional.empty());
    }

    /** The same, asked in other words. */
    public Turn asked(String other) {
        return new Turn(other, images, tools, criteria, structure);
    }
}
