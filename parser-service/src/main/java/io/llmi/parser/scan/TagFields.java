package io.llmi.parser.scan;

import java.util.List;
import java.util.Locale;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmi.events.ToolCall;

/**
 * What a tag's object means: the tool under {@code source} (or {@code tool}, {@code name}), a {@code description}, and
 * {@code params}, which may also be a string that holds an object, or be written beside the tool.
 */
final class TagFields {
    static final List<String> TOOL_KEYS = List.of("source", "tool", "name");
    static final String DESCRIPTION = "description";
    private static final List<String> PARAMS_KEYS = List.of("params", "parameters", "arguments");

    private TagFields() {}

    static ToolCall toCall(JsonNode literal, int maxNesting) throws UnreadableTagException {
        if (!(literal instanceof ObjectNode object)) {
            throw new UnreadableTagException("does not hold an object with 'source', 'description' and 'params'");
        }
        ObjectNode rest = object.deepCopy();
        String tool = takeTool(rest);
        JsonNode description = rest.remove(DESCRIPTION);
        ObjectNode params = takeParams(rest, maxNesting);
        return new ToolCall(tool, description == null || description.isNull() ? "" : text(description), params);
    }

    private static String takeTool(ObjectNode rest) throws UnreadableTagException {
        for (String key : TOOL_KEYS) {
            JsonNode value = rest.get(key);
            if (value != null && value.isTextual() && !value.asText().isBlank()) {
                rest.remove(key);
                return value.asText().strip().toLowerCase(Locale.ROOT);
            }
        }
        throw new UnreadableTagException("does not name its tool under 'source'");
    }

    private static ObjectNode takeParams(ObjectNode rest, int maxNesting) throws UnreadableTagException {
        ObjectNode params = rest.objectNode();
        boolean given = false;
        for (String key : PARAMS_KEYS) {
            JsonNode value = rest.get(key);
            if (!given && value != null && !value.isNull()) {
                params = asObject(key, value, maxNesting);
                given = true;
            }
            if (given || value != null) {
                rest.remove(key);
            }
        }
        if (!given && rest.isEmpty()) {
            throw new UnreadableTagException("has no 'params'");
        }
        for (var field : rest.properties()) {
            params.putIfAbsent(field.getKey(), field.getValue());
        }
        return params;
    }

    private static ObjectNode asObject(String key, JsonNode value, int maxNesting) throws UnreadableTagException {
        JsonNode read = value;
        if (value.isTextual() && value.asText().strip().startsWith("{")) {
            read = TagBody.literal(value.asText().strip(), LenientLiteral.Leniency.WELL_FORMED, maxNesting);
        }
        if (read instanceof ObjectNode object) {
            return object.deepCopy();
        }
        throw new UnreadableTagException("has '" + key + "' that are not an object of names and values");
    }

    private static String text(JsonNode node) {
        return node.isValueNode() ? node.asText() : node.toString();
    }
}
