package io.llmi.tool.edit;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.llmi.events.Json;
import io.llmi.events.ToolManifest;

/** How the edit tool introduces itself to the planner: by what its first backend can do. */
final class EditManifest {
    private static final int MODEL_SECONDS = 240;
    private static final int CLASSICAL_SECONDS = 60;
    private static final String CLASSICAL_SCHEMA = """
            {"type": "object", "required": ["img_index", "prompt"], "properties": {
              "img_index": {"type": "integer", "minimum": 0, "description": "which picture: the user's first, then the document's in order"},
              "prompt": {"type": "string", "description": "what to change"}}}""";
    private static final String MODEL_SCHEMA = """
            {"type": "object", "required": ["img_index", "prompt"], "properties": {
              "img_index": {"type": "integer", "minimum": 0, "description": "which picture: the user's first, then the document's in order"},
              "prompt": {"type": "string", "description": "what to change, and what stays as it is"},
              "negative_prompt": {"type": "string", "description": "what the result must not show"},
              "seed": {"type": "integer", "description": "another seed gives another result"}}}""";
    private static final List<String> CLASSICAL_EXAMPLES = List.of("""
            {"source": "edit", "description": "The harbour at night", "params": {"img_index": 0, "prompt": "turn it into night"}}""", """
            {"source": "edit", "description": "The same scene in black and white, square", "params":
             {"img_index": 1, "prompt": "black and white, crop to a square"}}""");
    private static final List<String> MODEL_EXAMPLES = List.of("""
            {"source": "edit", "description": "The harbour at night", "params": {"img_index": 0, "prompt": "turn it into night"}}""", """
            {"source": "edit", "description": "The same street in winter", "params":
             {"img_index": 1, "prompt": "cover the roofs and the street with fresh snow, keep everything else"}}""");

    private EditManifest() {}

    /** @param backends in the order of trying */
    static ToolManifest of(List<String> backends) {
        boolean classicalFirst = backends.getFirst().equals(ClassicalBackend.NAME);
        boolean classicalOnly = classicalFirst && backends.size() == 1;
        return new ToolManifest(
                "edit",
                classicalFirst
                        ? "Changes an earlier picture, named by img_index. It can do: " + ClassicalBackend.ABILITIES
                                + "."
                        : "Changes an earlier picture, named by img_index, as an instruction says: adds, removes or"
                                + " replaces things, changes style, light, season or background. Say what stays as it is.",
                parse(classicalFirst ? CLASSICAL_SCHEMA : MODEL_SCHEMA),
                (classicalFirst ? CLASSICAL_EXAMPLES : MODEL_EXAMPLES)
                        .stream().map(EditManifest::parse).toList(),
                true,
                backends,
                classicalOnly ? CLASSICAL_SECONDS : MODEL_SECONDS,
                Instant.EPOCH);
    }

    private static JsonNode parse(String json) {
        try {
            return Json.mapper().readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the manifest's own JSON is broken", e);
        }
    }
}
