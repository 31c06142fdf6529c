package io.llmi.judge.endpoint;

import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmi.events.Json;

/** The JSON of a judge's question, in the form that every known server takes. */
final class ChatRequest {
    private ChatRequest() {}

    /** @param schema of a structured answer, if one is asked for */
    static byte[] body(
            EndpointSettings settings, String model, String system, List<Piece> user, Optional<ObjectNode> schema) {
        ObjectNode body = Json.mapper().createObjectNode();
        body.put("model", model);
        ArrayNode turns = body.putArray("messages");
        turns.addObject().put("role", "system").put("content", system);
        ObjectNode turn = turns.addObject().put("role", "user");
        // Plain text as a string: text-only servers do not know parts.
        if (user.size() == 1 && user.getFirst() instanceof Piece.Text only) {
            turn.put("content", only.text());
        } else {
            ArrayNode parts = turn.putArray("content");
            user.forEach(piece -> parts.add(part(piece)));
        }
        settings.temperature().ifPresent(temperature -> body.put("temperature", temperature));
        // OpenAI's newer models refuse max_tokens; Ollama knows nothing else.
        body.put(settings.isOpenAi() ? "max_completion_tokens" : "max_tokens", settings.maxTokens());
        schema.ifPresent(form -> body.putObject("response_format")
                .put("type", "json_schema")
                .putObject("json_schema")
                .put("name", "scores")
                .put("strict", true)
                .set("schema", form));
        try {
            return Json.mapper().writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write a judge's question as JSON", e);
        }
    }

    private static ObjectNode part(Piece piece) {
        ObjectNode part = Json.mapper().createObjectNode();
        switch (piece) {
            case Piece.Text text -> part.put("type", "text").put("text", text.text());
            case Piece.Picture picture ->
                part.put("type", "image_url").putObject("image_url").put("url", picture.dataUri());
        }
        return part;
    }
}
