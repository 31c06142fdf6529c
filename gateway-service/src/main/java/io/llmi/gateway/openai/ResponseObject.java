package io.llmi.gateway.openai;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmi.events.Document;
import io.llmi.events.JobStatus;
import io.llmi.events.Json;

/** The response object of OpenAI's Responses API, with every key that its schema requires and real traffic carries. */
final class ResponseObject {
    private static final List<String> NULLABLE = List.of(
            "instructions",
            "max_output_tokens",
            "max_tool_calls",
            "prompt_cache_key",
            "safety_identifier",
            "temperature",
            "top_p",
            "user");

    private final ResponseRecord response;
    private final OutputItems items;

    ResponseObject(ResponseRecord response, OutputItems items) {
        this.response = response;
        this.items = items;
    }

    /** Before there is any output. */
    ObjectNode unfinished(String status) {
        ObjectNode object = frame(status);
        object.putArray("output");
        object.putNull("error");
        object.putNull("incomplete_details");
        object.putNull("usage");
        object.putNull("completed_at");
        return object;
    }

    /** With the document as far as it has come. */
    ObjectNode of(Document document) {
        ObjectNode object = unfinished(status(document));
        ArrayNode output = object.putArray("output");
        for (int i = 0; i < document.parts().size(); i++) {
            boolean last = i == document.parts().size() - 1;
            output.add(
                    switch (document.parts().get(i)) {
                        case Document.TextPart text -> items.message(i, textStatus(document, last), text.text());
                        case Document.ImagePart image -> items.image(i, image);
                    });
        }
        switch (status(document)) {
            case "failed" ->
                object.putObject("error")
                        .put("code", "server_error")
                        .put("message", document.error().orElse("The document could not be written."));
            case "incomplete" -> object.putObject("incomplete_details").put("reason", "max_output_tokens");
            default -> {
                // Nothing more to explain.
            }
        }
        if (document.status().isTerminal() && document.status() != JobStatus.CANCELLED) {
            object.set("usage", usage(document.usage()));
            document.completedAt().ifPresent(at -> object.put("completed_at", at.getEpochSecond()));
        }
        ObjectNode own = object.putObject("llmi");
        own.put("job_id", document.id().value());
        own.put("status", document.status().name().toLowerCase(Locale.ROOT));
        document.error().ifPresent(error -> own.put("note", error));
        return object;
    }

    /**
     * OpenAI's status. A document whose text is whole is completed even if a picture failed, for that item says so; one
     * that lacks something as a whole is incomplete.
     */
    static String status(Document document) {
        return switch (document.status()) {
            case QUEUED -> "queued";
            case RUNNING -> "in_progress";
            case COMPLETED -> "completed";
            case PARTIAL -> document.lack().equals(Optional.of(Document.Lack.PICTURES)) ? "completed" : "incomplete";
            case FAILED -> "failed";
            case CANCELLED -> "cancelled";
        };
    }

    private static String textStatus(Document document, boolean last) {
        if (!document.status().isTerminal()) {
            return last ? "in_progress" : "completed";
        }
        return last && !status(document).equals("completed") ? "incomplete" : "completed";
    }

    private static ObjectNode usage(Document.Usage usage) {
        ObjectNode node = Json.mapper().createObjectNode();
        node.put("input_tokens", usage.inputTokens());
        node.putObject("input_tokens_details").put("cached_tokens", 0).put("cache_write_tokens", 0);
        node.put("output_tokens", usage.outputTokens());
        node.putObject("output_tokens_details").put("reasoning_tokens", 0);
        node.put("total_tokens", usage.inputTokens() + usage.outputTokens());
        return node;
    }

    private ObjectNode frame(String status) {
        ObjectNode object = Json.mapper().createObjectNode();
        object.put("id", response.id());
        object.put("object", "response");
        object.put("created_at", response.createdAt().getEpochSecond());
        object.put("status", status);
        object.put("background", response.background());
        object.put("model", response.model());
        object.put("parallel_tool_calls", true);
        object.put("previous_response_id", response.previous().orElse(null));
        object.putObject("reasoning").putNull("effort").putNull("summary");
        object.put("service_tier", "default");
        object.put("store", response.store());
        object.putObject("text").put("verbosity", "medium").putObject("format").put("type", "text");
        object.put("tool_choice", "auto");
        object.putArray("tools");
        object.put("top_logprobs", 0);
        object.put("truncation", "disabled");
        object.putObject("metadata");
        NULLABLE.forEach(object::putNull);
        response.echo().properties().forEach(entry -> object.set(entry.getKey(), entry.getValue()));
        return object;
    }
}
