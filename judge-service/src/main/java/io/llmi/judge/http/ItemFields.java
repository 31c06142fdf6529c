package io.llmi.judge.http;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import io.llmi.judge.http.ItemError.FieldError;

/** The fields of an item by their types; gathers what is wrong with them. A null field counts as absent. */
final class ItemFields {
    private final JsonNode item;
    private final List<FieldError> errors = new ArrayList<>();

    ItemFields(JsonNode item) {
        this.item = item;
    }

    /** Names fields that are not among these. */
    void accept(List<String> names) {
        item.fieldNames().forEachRemaining(name -> {
            if (!names.contains(name)) {
                error(printable(name), "unknown field; accepted are " + String.join(", ", names));
            }
        });
    }

    /** What is wrong so far. */
    List<FieldError> errors() {
        return List.copyOf(errors);
    }

    /** A field that is there and not null. */
    Optional<JsonNode> get(String name) {
        return Optional.ofNullable(item.get(name)).filter(value -> !value.isNull());
    }

    /** @param limit characters */
    String text(String name, int limit) {
        Optional<JsonNode> value = get(name);
        if (value.isEmpty() || !value.get().isTextual()) {
            error(name, "must be a string");
            return "";
        }
        String text = value.get().textValue();
        if (text.length() > limit) {
            error(name, "has %d characters; at most %d are accepted".formatted(text.length(), limit));
            return "";
        }
        if (text.indexOf('\0') >= 0
                || text.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
            error(name, "must be valid Unicode without NUL characters");
            return "";
        }
        return text;
    }

    /**
     * @param path where it stands in the item
     * @param maxBytes decoded
     */
    Optional<byte[]> image(String path, JsonNode value, int maxBytes) {
        String text = value.asText("");
        if (text.regionMatches(true, 0, "data:", 0, 5)) {
            int comma = text.indexOf(',');
            boolean base64 = comma > 0
                    && text.substring(0, comma).toLowerCase(Locale.ROOT).endsWith(";base64");
            text = base64 ? text.substring(comma + 1) : "";
        }
        if (!value.isTextual() || text.isEmpty()) {
            error(path, "must be a picture as base64 or as data:image/png;base64,...");
            return Optional.empty();
        }
        if (text.length() / 4L * 3 > maxBytes + 2L) {
            error(path, "the picture is too large; at most " + maxBytes + " bytes are accepted");
            return Optional.empty();
        }
        try {
            return Optional.of(Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException e) {
            error(path, "is not base64; send the picture's bytes as base64 or as a data URI");
            return Optional.empty();
        }
    }

    Optional<Boolean> flag(String name) {
        Optional<JsonNode> value = get(name);
        if (value.isPresent() && !value.get().isBoolean()) {
            error(name, "must be true or false");
        }
        return value.map(JsonNode::booleanValue);
    }

    /** Empty if it is not there. */
    List<JsonNode> array(String name) {
        Optional<JsonNode> value = get(name);
        List<JsonNode> elements = new ArrayList<>();
        if (value.isPresent() && !value.get().isArray()) {
            error(name, "must be an array");
        } else {
            value.ifPresent(array -> array.forEach(elements::add));
        }
        return elements;
    }

    void error(String field, String message) {
        errors.add(new FieldError(field, message));
    }

    /** A name from outside as it may be repeated in an answer. */
    static String printable(String name) {
        return name.replaceAll("[\\p{Cntrl}\\p{Cs}]", "?").substring(0, Math.min(64, name.length()));
    }
}
