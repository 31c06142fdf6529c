package io.llmi.gateway.openai;

import java.util.Base64;
import java.util.Optional;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmi.events.BlobRef;
import io.llmi.events.Document;
import io.llmi.events.Json;

/**
 * The output items of a response: text as messages, pictures as {@code image_generation_call}s. What OpenAI has no field
 * for is under {@code llmi}, which its clients ignore.
 */
final class OutputItems {
    /** Where a picture's bytes are. */
    interface Bytes {
        /** Empty if they are no longer kept. */
        Optional<byte[]> of(BlobRef blob);
    }

    private final String suffix;
    private final Bytes bytes;

    /** @param suffix makes ids unique among all responses */
    OutputItems(String suffix, Bytes bytes) {
        this.suffix = suffix;
        this.bytes = bytes;
    }

    String messageId(int outputIndex) {
        return "msg_" + suffix + outputIndex;
    }

    String imageId(int outputIndex) {
        return "ig_" + suffix + outputIndex;
    }

    ObjectNode message(int outputIndex, String status) {
        ObjectNode item = node();
        item.put("id", messageId(outputIndex));
        item.put("type", "message");
        item.put("status", status);
        item.put("role", "assistant");
        item.putArray("content");
        return item;
    }

    ObjectNode message(int outputIndex, String status, String text) {
        ObjectNode item = message(outputIndex, status);
        item.withArray("content").add(text(text));
        return item;
    }

    static ObjectNode text(String text) {
        ObjectNode part = node();
        part.put("type", "output_text");
        part.put("text", text);
        part.putArray("annotations");
        part.putArray("logprobs");
        return part;
    }

    /** A picture that is being made. */
    ObjectNode image(int outputIndex, String tool, String description) {
        ObjectNode item = node();
        item.put("id", imageId(outputIndex));
        item.put("type", "image_generation_call");
        item.put("status", "in_progress");
        item.putNull("result");
        ObjectNode own = item.putObject("llmi");
        own.put("tool", tool);
        own.put("description", description);
        return item;
    }

    /** A picture as it stands in the document. */
    ObjectNode image(int outputIndex, Document.ImagePart part) {
        ObjectNode item = image(outputIndex, part.tool(), part.description());
        ObjectNode own = item.withObject("/llmi");
        own.put("alt", part.alt());
        switch (part.status()) {
            case PENDING -> item.put("status", "in_progress");
            case FAILED -> {
                item.put("status", "failed");
                part.error().ifPresent(error -> own.set("error", Json.mapper().valueToTree(error)));
            }
            case READY -> {
                item.put("status", "completed");
                part.blob().ifPresent(blob -> ready(item, own, blob));
                part.provenance()
                        .ifPresent(provenance ->
                                own.set("provenance", Json.mapper().valueToTree(provenance)));
            }
        }
        return item;
    }

    private void ready(ObjectNode item, ObjectNode own, BlobRef blob) {
        item.put("result", base64(blob).orElse(null));
        item.put("output_format", format(blob));
        item.put("size", blob.width() + "x" + blob.height());
        item.put("quality", "auto");
        item.put("background", "opaque");
        item.putNull("revised_prompt");
        own.put("url", "/v1/blobs/" + blob.sha256());
        own.put("sha256", blob.sha256());
    }

    /** A picture's bytes as the API has them: base64 without a prefix. */
    Optional<String> base64(BlobRef blob) {
        return bytes.of(blob).map(Base64.getEncoder()::encodeToString);
    }

    static String format(BlobRef blob) {
        return blob.mediaType().substring("image/".length());
    }

    private static ObjectNode node() {
        return Json.mapper().createObjectNode();
    }
}
