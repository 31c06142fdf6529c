package io.llmi.standalone.evaluation;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import io.llmi.events.Json;
import io.llmi.standalone.evaluation.task.BadTaskException;
import io.llmi.standalone.evaluation.task.Task;
import io.llmi.standalone.evaluation.task.TaskFile;

/** The benchmarks that come with the system; docs/benchmark.md tells of them. */
public final class Shipped {
    private Shipped() {}

    /** Questions for all tools. */
    public static List<Task> benchmark() throws BadTaskException {
        return TaskFile.read(text("benchmark.jsonl"), "benchmark.jsonl", Path.of(""));
    }

    /** Conversations. */
    public static List<Task> conversations() throws BadTaskException {
        return TaskFile.read(text("multi-turn.jsonl"), "multi-turn.jsonl", Path.of(""));
    }

    /**
     * The same tasks in two wordings.
     *
     * @param wording {@code implicit}, where the tool has to be inferred, or {@code explicit}, where it is named
     */
    public static List<Task> cues(String wording) throws BadTaskException {
        List<String> lines = new ArrayList<>();
        try {
            for (String line : text("cues.jsonl").split("\n")) {
                if (!line.isBlank()) {
                    JsonNode pair = Json.mapper().readTree(line);
                    lines.add(((com.fasterxml.jackson.databind.node.ObjectNode) pair)
                            .put("question", pair.path(wording).asText())
                            .toString());
                }
            }
        } catch (IOException e) {
            throw new BadTaskException("cues.jsonl: not JSON: " + e.getMessage());
        }
        return TaskFile.read(String.join("\n", lines), "cues.jsonl", Path.of(""));
    }

    private static String text(String name) throws BadTaskException {
        try (InputStream in = Shipped.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new BadTaskException(name + " is not part of this build");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new BadTaskException(name + " cannot be read: " + e.getMessage());
        }
    }
}
