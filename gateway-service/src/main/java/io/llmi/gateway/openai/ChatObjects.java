package io.llmi.gateway.openai;

import java.time.Instant;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmi.events.Document;
import io.llmi.events.Json;

/** The objects of one chat completion: whole, or chunk by chunk. */
final class ChatObjects {
    private final String id;
    private final Instant createdAt;
    private final String model;

    ChatObjects(String id, Instant createdAt, String model) {
        this.id = id;
        this.createdAt = createdAt;
        this.model = model;
    }

    ObjectNode completion(String text, Document document) {
        ObjectNode completion = frame("chat.completion");
        ObjectNode choice = completion.putArray("choices").addObject().put("index", 0);
        ObjectNode message = choice.putObject("message");
        message.put("role", "assistant").put("content", text).putNull("refusal");
        message.putArray("annotations");
        choice.putNull("logprobs").put("finish_reason", finishReason(document));
        completion.set("usage", counted(document.usage()));
        return completion;
    }

    /** The first chunk. */
    ObjectNode role(boolean usage) {
        ObjectNode chunk = chunk(usage);
        choice(chunk).putObject("delta").put("role", "assistant").put("content", "");
        return chunk;
    }

    ObjectNode content(String text, boolean usage) {
        ObjectNode chunk = chunk(usage);
        choice(chunk).putObject("delta").put("content", text);
        return chunk;
    }

    ObjectNode finish(Document document, boolean usage) {
        ObjectNode chunk = chunk(usage);
        ObjectNode choice = choice(chunk);
        choice.putObject("delta");
        choice.put("finish_reason", finishReason(document));
        return chunk;
    }

    /** The last chunk where usage was asked for. */
    ObjectNode usage(Document document) {
        ObjectNode chunk = frame("chat.completion.chunk");
        chunk.putArray("choices");
        chunk.set("usage", counted(document.usage()));
        return chunk;
    }

    private ObjectNode chunk(boolean usage) {
        ObjectNode chunk = frame("chat.completion.chunk");
        chunk.putArray("choices")
                .addObject()
                .put("index", 0)
                .putNull("logprobs")
                .putNull("finish_reason");
        if (usage) {
            chunk.putNull("usage");
        }
        return chunk;
    }

    private static ObjectNode choice(ObjectNode chunk) {
        return (ObjectNode) chunk.path("choices").path(0);
    }

    private ObjectNode frame(String object) {
        return Json.mapper()
                .createObjectNode()
                .put("id", id)
                .put("object", object)
                .put("created", createdAt.getEpochSecond())
                .put("model", model);
    }

    private static String finishReason(Document document) {
        return ResponseObject.status(document).equals("incomplete") ? "length" : "stop";
    }

    private static ObjectNode counted(Document.Usage usage) {
        return Json.mapper()
                .createObjectNode()
                .put("prompt_tokens", usage.inputTokens())
                .put("completion_tokens", usage.outputTokens())
                .put("total_tokens", usage.inputTokens() + usage.outputTokens());
    }
}
