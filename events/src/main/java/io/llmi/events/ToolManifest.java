package io.llmi.events;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.jspecify.annotations.Nullable;

/**
 * How a tool introduces itself; the record of {@link Topics#TOOLS}, keyed by name. The planner's system prompt and
 * {@code GET /v1/tools} are built from these.
 *
 * @param name what a tag calls it by: lower-case letters, digits and dashes, at most 32
 * @param whenToUse one or two sentences for the planner
 * @param paramsSchema JSON schema of the parameters
 * @param examples tag bodies that show a correct call
 * @param needsSource whether it changes an earlier picture, named by {@code img_index}
 * @param backends which backends it has, in the order it tries them
 * @param timeoutSeconds the longest that one call may take
 * @param publishedAt repeated while the tool lives; readers drop a manifest that is not
 */
public record ToolManifest(
        String name,
        String whenToUse,
        JsonNode paramsSchema,
        List<JsonNode> examples,
        boolean needsSource,
        List<String> backends,
        int timeoutSeconds,
        Instant publishedAt) {
    public ToolManifest {
        paramsSchema = orObject(paramsSchema);
        examples = copy(examples);
        backends = copy(backends);
        timeoutSeconds = timeoutSeconds <= 0 ? 60 : timeoutSeconds;
    }

    /** Whether the tool has a parameter of this name. */
    public boolean takes(String param) {
        return paramsSchema.path("properties").has(param);
    }

    public ToolManifest withPublishedAt(Instant at) {
        return new ToolManifest(name, whenToUse, paramsSchema, examples, needsSource, backends, timeoutSeconds, at);
    }

    private static JsonNode orObject(@Nullable JsonNode node) {
        return node == null ? JsonNodeFactory.instance.objectNode() : node;
    }

    private static <T> List<T> copy(@Nullable List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }
}
