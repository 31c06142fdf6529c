package io.llmi.gateway.openai;

import java.nio.charset.StandardCharsets;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmi.events.Json;
import io.vertx.core.buffer.Buffer;

/** JSON trees as bytes and as frames of both APIs' streams. */
final class OpenAiJson {
    static final Buffer DONE = Buffer.buffer("data: [DONE]\n\n");

    private OpenAiJson() {}

    static byte[] bytes(JsonNode node) {
        try {
            return Json.mapper().writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write a JSON tree", e);
        }
    }

    /** A frame of the Responses stream: the event's name is its type. */
    static Buffer named(ObjectNode event) {
        String type = event.path("type").asText();
        return Buffer.buffer("event: " + type + "\n").appendBuffer(unnamed(event));
    }

    /** A frame of the chat stream. */
    static Buffer unnamed(ObjectNode chunk) {
        return Buffer.buffer("data: ")
                .appendBytes(bytes(chunk))
                .appendBytes("\n\n".getBytes(StandardCharsets.US_ASCII));
    }
}
