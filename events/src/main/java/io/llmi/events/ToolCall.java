package io.llmi.events;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.OptionalInt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.jspecify.annotations.Nullable;

/**
 * What an {@code <imgen>} tag asks for.
 *
 * @param tool name of the tool
 * @param description what the picture shows, in the planner's words; may be empty
 * @param params the tool's parameters, a JSON object; {@code img_index} is among them where the tag had one
 */
public record ToolCall(String tool, String description, JsonNode params) {
    /** The parameter that names the picture to change. */
    public static final String IMAGE_INDEX = "img_index";

    /** The parameter of tools that make another picture for another number. */
    public static final String SEED = "seed";

    /** The parameter of tools that find pictures: which of the finds is wanted, from 1, the best. */
    public static final String RANK = "rank";

    public ToolCall {
        description = orEmpty(description);
        params = orObject(params);
    }

    /** The picture that the call changes, counting the user's first, then the document's in order. */
    public OptionalInt imageIndex() {
        JsonNode index = params.get(IMAGE_INDEX);
        return index != null && index.canConvertToInt() ? OptionalInt.of(index.intValue()) : OptionalInt.empty();
    }

    /**
     * A digest of all that decides the result. A draft that was planned again may ask something else in the same slot;
     * a result counts only for the request with its own fingerprint.
     */
    public String fingerprint() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String piece : new String[] {tool, description, params.toString()}) {
                digest.update(piece.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static JsonNode orObject(@Nullable JsonNode node) {
        return node == null || node.isNull() ? JsonNodeFactory.instance.objectNode() : node;
    }
}
