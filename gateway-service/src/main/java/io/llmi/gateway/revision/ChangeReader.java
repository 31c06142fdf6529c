package io.llmi.gateway.revision;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmi.gateway.GatewayConfig;
import io.llmi.gateway.http.ProblemException;
import io.llmi.gateway.job.Fields;
import io.llmi.gateway.job.MaxCost;
import io.llmi.gateway.job.PictureFields;
import io.llmi.gateway.job.RawPicture;

/** Reads what a client wants of a picture strictly: whatever is wrong is refused by name, all of it at once. */
final class ChangeReader {
    private static final List<String> FIELDS =
            List.of("image", "tool", "description", "prompt", "params", "seed", MaxCost.FIELD);
    private static final int MAX_DESCRIPTION = 2_000;
    /** As many characters of JSON as a tag may have. */
    private static final int MAX_PARAMS = 65_536;

    private static final int MAX_NAME = 128;

    private final GatewayConfig.Limits limits;

    ChangeReader(GatewayConfig.Limits limits) {
        this.limits = limits;
    }

    /** A change, and what its pictures may cost in US dollars. */
    record Asked(Change change, Optional<BigDecimal> maxCost) {}

    /** @throws ProblemException naming each field that has to be changed, and how */
    Asked read(ObjectNode body) {
        Fields fields = Fields.of(body);
        fields.accept(FIELDS);
        Optional<String> tool = fields.text("tool");
        Optional<String> description = text(fields, "description", MAX_DESCRIPTION);
        Optional<String> prompt = text(fields, "prompt", limits.promptChars());
        Optional<ObjectNode> params = params(fields);
        Optional<Long> seed = fields.whole("seed");
        Optional<BigDecimal> maxCost = MaxCost.read(fields, limits.maxCost());
        Optional<RawPicture> picture = picture(fields);
        if (fields.get("image").isPresent()) {
            for (String name : List.of("tool", "prompt", "params", "seed")) {
                if (fields.get(name).isPresent()) {
                    fields.error(name, "says how a tool makes the picture; send either this or an image");
                }
            }
        }
        if (prompt.isPresent() && params.isPresent()) {
            fields.error("prompt", "send either prompt or params, not both");
        }
        if (!fields.errors().isEmpty()) {
            throw ProblemException.invalid(fields.errors());
        }
        Change change = picture.<Change>map(own -> new Change.Replaced(own, description))
                .orElseGet(() -> tool.isEmpty() && description.isEmpty() && prompt.isEmpty() && params.isEmpty()
                        ? new Change.Again(seed)
                        : new Change.Differently(tool, description, prompt, params, seed));
        return new Asked(change, maxCost);
    }

    private Optional<RawPicture> picture(Fields fields) {
        PictureFields pictures = new PictureFields(limits);
        return fields.get("image")
                .flatMap(image -> pictures.add(fields, image, "image"))
                .map(index -> pictures.pictures().get(index));
    }

    private static Optional<String> text(Fields fields, String name, int limit) {
        Optional<String> text = fields.text(name);
        if (text.isPresent() && text.get().isBlank()) {
            fields.error(name, "must not be empty; leave it out to keep what it was");
        }
        if (text.isPresent() && text.get().length() > limit) {
            fields.error(
                    name,
                    "has %d characters; at most %d are accepted"
                            .formatted(text.get().length(), limit));
        }
        return text;
    }

    private static Optional<ObjectNode> params(Fields fields) {
        Optional<JsonNode> params = fields.get("params");
        if (params.isEmpty()) {
            return Optional.empty();
        }
        if (!(params.get() instanceof ObjectNode object)) {
            fields.error("params", "must be an object of names and values, as the tool's schema in /v1/tools has them");
            return Optional.empty();
        }
        if (object.toString().length() > MAX_PARAMS) {
            fields.error("params", "are longer than the " + MAX_PARAMS + " characters allowed");
        }
        check(fields, object, "params");
        return Optional.of(object);
    }

    /** Nothing that could not be passed on as JSON. */
    private static void check(Fields fields, JsonNode node, String path) {
        if (node.isTextual()) {
            fields.text(node, path);
        } else if (node.isFloatingPointNumber() && !Double.isFinite(node.doubleValue())) {
            fields.errorAt(path, "is a number out of range");
        }
        for (var field : node.properties()) {
            boolean sound = field.getKey().length() <= MAX_NAME
                    && field.getKey()
                            .codePoints()
                            .noneMatch(c -> c == 0 || Character.getType(c) == Character.SURROGATE);
            if (!sound) {
                fields.errorAt(path, "has a name that is too long or not text");
            } else {
                check(fields, field.getValue(), path + "." + field.getKey());
            }
        }
        if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                check(fields, node.get(i), path + "[" + i + "]");
            }
        }
    }
}
