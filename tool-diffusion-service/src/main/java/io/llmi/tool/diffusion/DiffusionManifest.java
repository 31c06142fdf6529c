package io.llmi.tool.diffusion;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.llmi.events.Json;
import io.llmi.events.ToolManifest;

/** How the diffusion tool introduces itself to the planner. */
final class DiffusionManifest {
    private static final int MODEL_SECONDS = 240;
    private static final int PROCEDURAL_SECONDS = 60;
    private static final String SCHEMA = """
            {"type": "object", "required": ["prompt"], "properties": {
              "prompt": {"type": "string", "description": "what the picture shows: subjects, place, time of day, colours, style"},
              "negative_prompt": {"type": "string", "description": "what it must not show"},
              "size": {"type": "string", "pattern": "^[0-9]+x[0-9]+$", "description": "WIDTHxHEIGHT in pixels, each 256 to 1536"},
              "seed": {"type": "integer", "description": "another seed gives another picture"}}}""";
    private static final String STEPS = """
            {"type": "integer", "minimum": 1, "maximum": 150, "description": "sampling steps; more take longer, few need any"}""";
    private static final String EXAMPLE = """
            {"source": "diffusion", "description": "A red sailing boat at sunset", "params":
             {"prompt": "a red sailing boat on a calm sea at sunset, a lighthouse in the distance, oil painting"}}""";

    private DiffusionManifest() {}

    /**
     * @param backends in the order of trying
     * @param takesSteps whether one of them can be told how many sampling steps to take
     */
    static ToolManifest of(List<String> backends, boolean takesSteps) {
        boolean rulesOnly = backends.equals(List.of(ProceduralBackend.NAME));
        return new ToolManifest(
                "diffusion",
                "Makes a synthetic picture from a text prompt. Use it for imagined, artistic or illustrative scenes;"
                        + " not for real people, places or events, and not for charts.",
                schema(takesSteps),
                List.of(parse(EXAMPLE)),
                false,
                backends,
                rulesOnly ? PROCEDURAL_SECONDS : MODEL_SECONDS,
                Instant.EPOCH);
    }

    private static JsonNode schema(boolean takesSteps) {
        JsonNode schema = parse(SCHEMA);
        if (takesSteps) {
            schema.withObject("/properties").set("steps", parse(STEPS));
        }
        return schema;
    }

    private static JsonNode parse(String json) {
        try {
            return Json.mapper().readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the manifest's own JSON is broken", e);
        }
    }
}
