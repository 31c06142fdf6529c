package io.llmi.parser.scan;

import java.io.IOException;
import java.util.Optional;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import io.llmi.events.FailureCode;
import io.llmi.events.Json;
import io.llmi.events.ToolFailure;

/** Reads what stands between a tag's brackets: strictly as JSON, then as a well-formed literal, then by guessing. */
final class TagBody {
    /** How often the guessing may go over a body, with the readings before it. */
    static final int MAX_READINGS = 3 + 2 * QuoteGuess.MAX_ENDS;

    private static final int MAX_NAME = 128;
    private static final String FENCE = "```";
    private static final ObjectReader STRICT = Json.mapper()
            .reader()
            .with(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private TagBody() {}

    /**
     * A tag's body as it was read.
     *
     * @param complete whether it is a literal, though perhaps not a call
     */
    record Reading(Fragment fragment, boolean complete) {}

    static Reading read(String body, LenientLiteral.Leniency leniency, int maxNesting) {
        boolean complete = false;
        try {
            String text = withoutFence(body.strip());
            requireText(text);
            JsonNode literal = literal(text, leniency, maxNesting);
            complete = true;
            requireSane(literal, maxNesting, 1);
            return new Reading(new Fragment.Call(TagFields.toCall(literal, maxNesting)), true);
        } catch (UnreadableTagException e) {
            return new Reading(rejected(body, e.code(), e.reason()), complete);
        }
    }

    /** @param reason completes the sentence "The tag ..." */
    static Fragment rejected(String body, FailureCode code, String reason) {
        return new Fragment.Rejected(
                Glimpse.tool(body), Glimpse.description(body), new ToolFailure(code, "The tag " + reason + "."));
    }

    static JsonNode literal(String text, LenientLiteral.Leniency leniency, int maxNesting)
            throws UnreadableTagException {
        Optional<JsonNode> json = strict(text);
        if (json.isPresent()) {
            return json.get();
        }
        try {
            return LenientLiteral.read(text, LenientLiteral.Leniency.WELL_FORMED, maxNesting);
        } catch (UnreadableTagException e) {
            if (leniency == LenientLiteral.Leniency.WELL_FORMED || e.code() != FailureCode.UNREADABLE_TAG) {
                throw e;
            }
            return LenientLiteral.read(text, leniency, maxNesting);
        }
    }

    private static Optional<JsonNode> strict(String text) {
        try {
            return Optional.of(STRICT.readTree(text)).filter(node -> !node.isMissingNode());
        } catch (IOException notJson) {
            // Most models write Python; the lenient reading says what is wrong if it is neither.
            return Optional.empty();
        }
    }

    private static String withoutFence(String text) {
        if (!text.startsWith(FENCE) || !text.endsWith(FENCE) || text.length() < 2 * FENCE.length()) {
            return text;
        }
        int open = text.indexOf('{');
        return open < 0
                ? text
                : text.substring(open, text.length() - FENCE.length()).strip();
    }

    private static void requireText(String text) throws UnreadableTagException {
        if (text.indexOf('\0') >= 0 || !Surrogates.areAllPaired(text)) {
            throw new UnreadableTagException("holds a character that is not text");
        }
    }

    private static void requireSane(JsonNode node, int maxNesting, int depth) throws UnreadableTagException {
        if (node.isContainerNode() && depth > maxNesting) {
            throw new UnreadableTagException(
                    FailureCode.LIMIT_EXCEEDED, "nests deeper than the " + maxNesting + " levels allowed");
        }
        if (node.isTextual()) {
            requireText(node.asText());
        }
        if (node.isFloatingPointNumber() && !Double.isFinite(node.doubleValue())) {
            throw new UnreadableTagException("has a number that is out of range");
        }
        for (var field : node.properties()) {
            requireText(field.getKey());
            if (field.getKey().length() > MAX_NAME) {
                throw new UnreadableTagException("has a name of more than " + MAX_NAME + " characters");
            }
            requireSane(field.getValue(), maxNesting, depth + 1);
        }
        if (node.isArray()) {
            for (JsonNode element : node) {
                requireSane(element, maxNesting, depth + 1);
            }
        }
    }
}
