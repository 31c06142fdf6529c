package io.llmi.toolkit.imagegen.automatic1111;

import java.util.Base64;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.llmi.toolkit.backend.BackendException;
import io.llmi.toolkit.http.ServerJson;
import io.llmi.toolkit.image.ImageInspector;

/**
 * What {@code txt2img} and {@code img2img} answer.
 *
 * @param picture the picture itself: a grid before it and maps of extensions behind it are left out
 * @param seed the one that was used
 * @param model the checkpoint's name, or its hash where the server tells no name
 */
record WebUiAnswer(byte[] picture, Optional<Long> seed, Optional<String> model) {
    /** @throws BackendException if the answer is not what the protocol promises */
    static WebUiAnswer read(byte[] body) throws BackendException {
        JsonNode answer = ServerJson.object(body)
                .orElseThrow(() -> BackendException.garbage(
                        "The automatic1111 backend answered something that is not its protocol; check its address."));
        JsonNode info = info(answer);
        JsonNode images = answer.path("images");
        int first = Math.max(0, info.path("index_of_first_image").asInt(0));
        String encoded = images.path(first < images.size() ? first : 0).asText("");
        if (encoded.isEmpty()) {
            throw BackendException.garbage("The automatic1111 backend answered no picture.");
        }
        return new WebUiAnswer(
                decoded(encoded),
                Optional.of(info.path("seed"))
                        .filter(JsonNode::isIntegralNumber)
                        .map(JsonNode::longValue),
                text(info, "sd_model_name").or(() -> text(info, "sd_model_hash")));
    }

    /** The bytes of a picture that came as base64, with or without the prefix of a data URI. */
    static byte[] decoded(String encoded) throws BackendException {
        String base64 = encoded.startsWith("data:") ? encoded.substring(encoded.indexOf(',') + 1) : encoded;
        try {
            byte[] bytes = Base64.getDecoder().decode(base64);
            if (ImageInspector.sniff(bytes).isPresent()) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            // Said below: neither base64 nor a picture.
        }
        throw BackendException.garbage("The automatic1111 backend answered something that is no picture.");
    }

    /** It is a text that holds JSON. */
    private static JsonNode info(JsonNode answer) {
        return ServerJson.object(answer.path("info").asText("").getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .orElseGet(JsonNodeFactory.instance::objectNode);
    }

    private static Optional<String> text(JsonNode node, String field) {
        return Optional.ofNullable(node.path(field).textValue()).filter(text -> !text.isBlank());
    }
}
