package io.llmi.standalone.evaluation.task;

import java.nio.file.Path;
import java.util.List;

/**
 * One task of a benchmark.
 *
 * @param id unique within its file
 * @param turns at least one; each goes on from the document of the one before
 * @param images pictures that go with the first turn
 */
public record Task(String id, String category, List<Turn> turns, List<Path> images) {
    public Task {
        turns = List.copyOf(turns);
        images = List.copyOf(images);
        if (turns.isEmpty()) {
            throw new IllegalArgumentException("a task needs a question");
        }
    }
}
