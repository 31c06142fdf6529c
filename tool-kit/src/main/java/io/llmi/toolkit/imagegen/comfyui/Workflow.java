package io.llmi.toolkit.imagegen.comfyui;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmi.events.Json;

/**
 * A graph of nodes in ComfyUI's API format ({@code {"<id>": {"class_type", "inputs": {…, "link": ["<id>", output]}}}})
 * with {@link Placeholder}s in its inputs. Checked as far as that is possible without the server: the format, links to
 * nodes that do not exist, placeholders that are unknown or missing. Immutable.
 */
public final class Workflow {
    private static final Pattern TOKEN = Pattern.compile("\\{\\{\\s*([A-Za-z0-9_]+)\\s*}}");

    private final String name;
    private final ObjectNode graph;
    private final Set<Placeholder> used;

    private Workflow(String name, ObjectNode graph, Set<Placeholder> used) {
        this.name = name;
        this.graph = graph;
        this.used = used;
    }

    /**
     * The operator's own template, or the one that ships with this module.
     *
     * @throws IllegalArgumentException if the file cannot be used; the message says what to change
     */
    public static Workflow load(Optional<Path> file, Purpose purpose) {
        try {
            if (file.isPresent()) {
                Path path = file.get();
                return parse(String.valueOf(path.getFileName()), Files.readString(path), purpose);
            }
            String shipped = purpose.template();
            try (InputStream resource = Workflow.class.getResourceAsStream(shipped)) {
                if (resource == null) {
                    throw new IllegalStateException("the template " + shipped + " is missing from the build");
                }
                return parse(shipped, new String(resource.readAllBytes(), StandardCharsets.UTF_8), purpose);
            }
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "The ComfyUI workflow %s cannot be read; check %s.workflow."
                            .formatted(file.orElse(Path.of("")), purpose.settings()),
                    e);
        }
    }

    /**
     * @param name for messages and the provenance
     * @throws IllegalArgumentException if it cannot be used; the message says what to change
     */
    public static Workflow parse(String name, String json, Purpose purpose) {
        ObjectNode graph = graph(name, json);
        Set<Placeholder> used = EnumSet.noneOf(Placeholder.class);
        graph.properties().forEach(node -> check(name, graph, node, purpose, used));
        purpose.required().stream()
                .filter(placeholder -> !used.contains(placeholder))
                .findFirst()
                .ifPresent(missing -> {
                    throw unusable(
                            name,
                            "has no %s; put it into the input that it belongs to. It needs %s."
                                    .formatted(missing.token(), Placeholder.list(purpose.required())));
                });
        return new Workflow(name, graph, used);
    }

    public String name() {
        return name;
    }

    /** Whether the template leaves this open. */
    public boolean uses(Placeholder placeholder) {
        return used.contains(placeholder);
    }

    /**
     * The graph with every placeholder replaced. A placeholder that is the whole of an input becomes the value with its
     * type, one inside a longer text becomes text. What was put in is never looked at again, so a prompt that contains
     * braces stays as it is.
     *
     * @param values at least those that the template uses
     */
    public ObjectNode fill(Map<Placeholder, JsonNode> values) {
        ObjectNode filled = graph.deepCopy();
        filled.forEach(node -> ((ObjectNode) node).set("inputs", filled(node.path("inputs"), values)));
        return filled;
    }

    @Override
    public String toString() {
        return graph.toString();
    }

    private static ObjectNode graph(String name, String json) {
        JsonNode tree;
        try {
            tree = Json.mapper().readTree(json);
        } catch (JsonProcessingException e) {
            throw unusable(
                    name, "is no JSON (line %d)".formatted(e.getLocation().getLineNr()));
        }
        if (tree.path("nodes").isArray() && tree.path("links").isArray()) {
            throw unusable(name, "is in the editor's format; export it with \"Export (API)\" in ComfyUI's menu");
        }
        if (tree instanceof ObjectNode graph && !graph.isEmpty()) {
            return graph;
        }
        throw unusable(name, "has no nodes");
    }

    private static void check(
            String name, ObjectNode graph, Map.Entry<String, JsonNode> node, Purpose purpose, Set<Placeholder> used) {
        if (!node.getValue().path("class_type").isTextual()
                || !node.getValue().path("inputs").isObject()) {
            throw unusable(name, "has a node \"%s\" without class_type and inputs".formatted(node.getKey()));
        }
        node.getValue().path("inputs").properties().forEach(input -> {
            JsonNode value = input.getValue();
            if (isLink(value) && !graph.has(value.path(0).textValue())) {
                throw unusable(
                        name,
                        "links the input \"%s\" of node \"%s\" to a node \"%s\" that it does not have"
                                .formatted(
                                        input.getKey(),
                                        node.getKey(),
                                        value.path(0).textValue()));
            }
            collect(name, value, purpose, used);
        });
    }

    private static boolean isLink(JsonNode value) {
        return value.isArray()
                && value.size() == 2
                && value.path(0).isTextual()
                && value.path(1).isIntegralNumber();
    }

    private static void collect(String name, JsonNode value, Purpose purpose, Set<Placeholder> used) {
        if (value.isContainerNode()) {
            value.forEach(child -> collect(name, child, purpose, used));
        } else if (value.isTextual()) {
            TOKEN.matcher(value.textValue()).results().forEach(token -> used.add(known(name, token, purpose)));
        }
    }

    private static Placeholder known(String name, MatchResult token, Purpose purpose) {
        return Placeholder.of(token.group(1))
                .filter(purpose::knows)
                .orElseThrow(() -> unusable(
                        name,
                        "has an unknown placeholder %s; known here are %s"
                                .formatted(token.group(), Placeholder.list(purpose.known()))));
    }

    private static JsonNode filled(JsonNode value, Map<Placeholder, JsonNode> values) {
        if (value instanceof ObjectNode object) {
            ObjectNode copy = object.objectNode();
            object.properties().forEach(field -> copy.set(field.getKey(), filled(field.getValue(), values)));
            return copy;
        }
        if (value instanceof ArrayNode array) {
            ArrayNode copy = array.arrayNode();
            array.forEach(element -> copy.add(filled(element, values)));
            return copy;
        }
        if (!value.isTextual()) {
            return value;
        }
        Matcher whole = TOKEN.matcher(value.textValue());
        return whole.matches()
                ? value(whole.group(1), values)
                : Json.mapper()
                        .getNodeFactory()
                        .textNode(whole.replaceAll(token -> Matcher.quoteReplacement(
                                value(token.group(1), values).asText())));
    }

    private static JsonNode value(String key, Map<Placeholder, JsonNode> values) {
        JsonNode value = Placeholder.of(key).map(values::get).orElse(null);
        if (value == null) {
            throw new IllegalArgumentException("no value for {{" + key + "}}");
        }
        return value;
    }

    private static IllegalArgumentException unusable(String name, String why) {
        return new IllegalArgumentException("The ComfyUI workflow " + name + " " + why + ".");
    }
}
