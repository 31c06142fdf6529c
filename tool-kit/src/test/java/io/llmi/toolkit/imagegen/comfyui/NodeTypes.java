package io.llmi.toolkit.imagegen.comfyui;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmi.events.Json;

/** The node types that the server of the tests has installed, and how it validates a graph of them. */
final class NodeTypes {
    static final String MODEL = "sd_xl_base_1.0.safetensors";

    /**
     * A node type.
     *
     * @param inputs required inputs, by name
     * @param outputs how many
     */
    private record Type(Map<String, Input> inputs, int outputs, boolean isOutput) {}

    private enum Input {
        LINK,
        TEXT,
        INTEGER,
        NUMBER,
        MODEL_NAME,
        SAMPLER_NAME,
        SCHEDULER_NAME,
        UPLOADED
    }

    private static final Map<String, Type> TYPES = Map.of(
            "CheckpointLoaderSimple",
            new Type(Map.of("ckpt_name", Input.MODEL_NAME), 3, false),
            "CLIPTextEncode",
            new Type(Map.of("text", Input.TEXT, "clip", Input.LINK), 1, false),
            "EmptyLatentImage",
            new Type(Map.of("width", Input.INTEGER, "height", Input.INTEGER, "batch_size", Input.INTEGER), 1, false),
            "KSampler",
            new Type(
                    Map.of(
                            "model", Input.LINK,
                            "positive", Input.LINK,
                            "negative", Input.LINK,
                            "latent_image", Input.LINK,
                            "seed", Input.INTEGER,
                            "steps", Input.INTEGER,
                            "cfg", Input.NUMBER,
                            "sampler_name", Input.SAMPLER_NAME,
                            "scheduler", Input.SCHEDULER_NAME,
                            "denoise", Input.NUMBER),
                    1,
                    false),
            "VAEDecode",
            new Type(Map.of("samples", Input.LINK, "vae", Input.LINK), 1, false),
            "VAEEncode",
            new Type(Map.of("pixels", Input.LINK, "vae", Input.LINK), 1, false),
            "LoadImage",
            new Type(Map.of("image", Input.UPLOADED), 2, false),
            "ImageScaleToTotalPixels",
            new Type(
                    Map.of(
                            "image", Input.LINK,
                            "upscale_method", Input.TEXT,
                            "megapixels", Input.NUMBER,
                            "resolution_steps", Input.INTEGER),
                    1,
                    false),
            "SaveImage",
            new Type(Map.of("images", Input.LINK, "filename_prefix", Input.TEXT), 0, true),
            "PreviewImage",
            new Type(Map.of("images", Input.LINK), 0, true));

    private NodeTypes() {}

    /** The body of the 400 that the graph deserves, or empty if it is valid. */
    static Optional<ObjectNode> complaint(JsonNode graph, List<String> uploaded) {
        boolean hasOutput = false;
        ObjectNode nodeErrors = Json.mapper().createObjectNode();
        for (Map.Entry<String, JsonNode> node : graph.properties()) {
            String className = node.getValue().path("class_type").asText("");
            Type type = TYPES.get(className);
            if (type == null) {
                return Optional.of(error("missing_node_type", "Node '%s' not found.".formatted(className), nodeErrors));
            }
            hasOutput |= type.isOutput();
            type.inputs()
                    .forEach((name, input) -> check(
                            graph,
                            node.getKey(),
                            className,
                            name,
                            input,
                            node.getValue().path("inputs").path(name),
                            uploaded,
                            nodeErrors));
        }
        if (!hasOutput) {
            return Optional.of(error("prompt_no_outputs", "Prompt has no outputs", nodeErrors));
        }
        return nodeErrors.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        error("prompt_outputs_failed_validation", "Prompt outputs failed validation", nodeErrors));
    }

    static ObjectNode error(String type, String message, ObjectNode nodeErrors) {
        ObjectNode body = Json.mapper().createObjectNode();
        body.putObject("error")
                .put("type", type)
                .put("message", message)
                .put("details", "")
                .putObject("extra_info");
        body.set("node_errors", nodeErrors);
        return body;
    }

    static void complain(
            ObjectNode nodeErrors, String id, String className, String type, String message, String details) {
        ObjectNode node = nodeErrors.withObject("/" + id);
        node.put("class_type", className).withArray("dependent_outputs");
        node.withArray("errors")
                .addObject()
                .put("type", type)
                .put("message", message)
                .put("details", details);
    }

    private static void check(
            JsonNode graph,
            String id,
            String className,
            String name,
            Input input,
            JsonNode value,
            List<String> uploaded,
            ObjectNode nodeErrors) {
        if (value.isMissingNode()) {
            complain(nodeErrors, id, className, "required_input_missing", "Required input is missing", name);
            return;
        }
        boolean valid = switch (input) {
            case LINK -> isLink(graph, value);
            case TEXT -> value.isTextual();
            case INTEGER -> value.isIntegralNumber();
            case NUMBER -> value.isNumber();
            case MODEL_NAME -> MODEL.equals(value.textValue());
            case SAMPLER_NAME -> List.of("euler", "dpmpp_2m").contains(value.asText());
            case SCHEDULER_NAME -> List.of("normal", "karras").contains(value.asText());
            case UPLOADED -> uploaded.contains(value.asText());
        };
        if (!valid) {
            String type = input == Input.LINK ? "bad_linked_input" : "value_not_in_list";
            complain(
                    nodeErrors,
                    id,
                    className,
                    type,
                    "Value not in list",
                    name + ": '" + value.asText() + "' not in []");
        } else if (input == Input.INTEGER && value.longValue() > 16384 && name.matches("width|height")) {
            complain(nodeErrors, id, className, "value_bigger_than_max", "Value bigger than max", name);
        } else if (input == Input.INTEGER && value.longValue() < 0) {
            complain(nodeErrors, id, className, "value_smaller_than_min", "Value smaller than min", name);
        }
    }

    private static boolean isLink(JsonNode graph, JsonNode value) {
        if (!value.isArray() || value.size() != 2) {
            return false;
        }
        JsonNode source = graph.path(value.path(0).asText());
        Type type = TYPES.get(source.path("class_type").asText(""));
        return type != null && value.path(1).asInt(-1) >= 0 && value.path(1).asInt() < type.outputs();
    }
}
