package io.llmi.gateway.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmi.gateway.http.Problem.FieldError;

/**
 * An object of the request: reads its fields and collects, rather than throws, what is wrong with them. A field that is
 * {@code null} counts as absent.
 */
public final class Fields {
    private final ObjectNode node;
    private final String path;
    private final List<FieldError> errors;

    private Fields(ObjectNode node, String path, List<FieldError> errors) {
        this.node = node;
        this.path = path;
        this.errors = errors;
    }

    public static Fields of(ObjectNode root) {
        return new Fields(root, "", new ArrayList<>());
    }

    /** An object further down; its errors are collected here too. */
    public Fields inside(ObjectNode child, String childPath) {
        return new Fields(child, childPath, errors);
    }

    public List<FieldError> errors() {
        return List.copyOf(errors);
    }

    public String pathOf(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    public void error(String name, String message) {
        errorAt(pathOf(name), message);
    }

    public void errorAt(String fullPath, String message) {
        errors.add(new FieldError(fullPath, message));
    }

    /** Reports every field that is not one of these. */
    public void accept(List<String> names) {
        for (String name : (Iterable<String>) node::fieldNames) {
            if (!names.contains(name)) {
                error(printable(name), "unknown field; accepted are " + String.join(", ", names));
            }
        }
    }

    public Optional<JsonNode> get(String name) {
        return Optional.ofNullable(node.get(name)).filter(value -> !value.isNull());
    }

    public Optional<String> text(String name) {
        return get(name).flatMap(value -> text(value, pathOf(name)));
    }

    /** A value as text, or empty and an error if it is none that can be stored. */
    public Optional<String> text(JsonNode value, String fullPath) {
        if (!value.isTextual()) {
            errorAt(fullPath, "must be a string");
            return Optional.empty();
        }
        String text = value.textValue();
        if (text.indexOf('\0') >= 0 || hasLoneSurrogate(text)) {
            errorAt(fullPath, "must be valid Unicode without NUL characters");
            return Optional.empty();
        }
        return Optional.of(text);
    }

    public OptionalInt integer(String name, int min, int max) {
        Optional<JsonNode> value = get(name);
        if (value.isEmpty()) {
            return OptionalInt.empty();
        }
        JsonNode number = value.get();
        if (!number.isIntegralNumber()
                || !number.canConvertToInt()
                || number.intValue() < min
                || number.intValue() > max) {
            error(name, "must be a whole number from " + min + " to " + max);
            return OptionalInt.empty();
        }
        return OptionalInt.of(number.intValue());
    }

    public Optional<Double> number(String name, double min, double max) {
        Optional<JsonNode> value = get(name);
        if (value.isPresent()
                && (!value.get().isNumber()
                        || value.get().doubleValue() < min
                        || value.get().doubleValue() > max)) {
            error(name, "must be a number from " + min + " to " + max);
            return Optional.empty();
        }
        return value.map(JsonNode::doubleValue);
    }

    /** A whole number of at most 63 bits. */
    public Optional<Long> whole(String name) {
        Optional<JsonNode> value = get(name);
        if (value.isPresent()
                && (!value.get().isIntegralNumber() || !value.get().canConvertToLong())) {
            error(name, "must be a whole number");
            return Optional.empty();
        }
        return value.map(JsonNode::longValue);
    }

    public boolean flag(String name) {
        Optional<JsonNode> value = get(name);
        if (value.isPresent() && !value.get().isBoolean()) {
            error(name, "must be true or false");
        }
        return value.map(JsonNode::booleanValue).orElse(false);
    }

    /** The elements of an array, none if it is absent or is not one. */
    public List<JsonNode> array(String name) {
        Optional<JsonNode> value = get(name);
        if (value.isEmpty()) {
            return List.of();
        }
        if (!value.get().isArray()) {
            error(name, "must be an array");
            return List.of();
        }
        List<JsonNode> elements = new ArrayList<>();
        value.get().forEach(elements::add);
        return elements;
    }

    public Optional<Fields> object(String name) {
        Optional<JsonNode> value = get(name);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        if (value.get() instanceof ObjectNode child) {
            return Optional.of(inside(child, pathOf(name)));
        }
        error(name, "must be an object");
        return Optional.empty();
    }

    public List<String> names() {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static boolean hasLoneSurrogate(String text) {
        return text.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }

    /** A name from outside as it may be repeated in an answer. */
    private static String printable(String name) {
        String shown = name.codePoints()
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE ? '?' : c)
                .limit(64)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return shown.isEmpty() ? "\"\"" : shown;
    }
}
