package io.llmi.standalone.evaluation;

import java.util.List;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmi.events.Json;

/**
 * How the tasks are run.
 *
 * @param tools that may be used; empty means all
 * @param samples candidates to write, with the other numbers as in docs/scaling.md
 */
public record Settings(List<String> tools, int samples, int keep, int variants, boolean polish) {
    /** All tools, one sample. */
    public static final Settings PLAIN = new Settings(List.of(), 1, 1, 1, false);

    public Settings {
        tools = List.copyOf(tools);
    }

    /** The same with these tools alone. */
    public Settings with(List<String> some) {
        return new Settings(some, samples, keep, variants, polish);
    }

    /** The fields of a job's request. */
    ObjectNode request() {
        ObjectNode request = Json.mapper().createObjectNode();
        if (!tools.isEmpty()) {
            tools.forEach(request.putArray("tools")::add);
        }
        if (samples > 1 || polish) {
            request.putObject("scaling")
                    .put("samples", samples)
                    .put("keep", keep)
                    .put("variants", variants)
                    .put("polish", polish);
        }
        return request;
    }
}
