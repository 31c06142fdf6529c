package io.llmi.planner.openai;

import java.util.List;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmi.events.Json;
import io.llmi.events.Sampling;
import io.llmi.planner.prompt.ChatMessage;

/** The JSON of a streaming chat request, in the form that every known server takes. */
final class ChatRequest {
    private ChatRequest() {}

    static byte[] body(
            Endpoint endpoint, String model, OpenAiSettings settings, Sampling sampling, List<ChatMessage> messages) {
        ObjectNode body = Json.mapper().createObjectNode();
        body.put("model", model);
        ArrayNode turns = body.putArray("messages");
        messages.forEach(message -> turns.add(turn(message)));
        body.put("stream", true);
        body.putObject("stream_options").put("include_usage", true);
        if (sampling.temperature().isPresent()) {
            body.put("temperature", sampling.temperature().get());
        } else {
            settings.temperature().ifPresent(temperature -> body.put("temperature", temperature));
        }
        sampling.topP().ifPresent(topP -> body.put("top_p", topP));
        sampling.seed().ifPresent(seed -> body.put("seed", seed));
        int maxTokens = Math.min(settings.maxTokens(), sampling.maxTokens().orElse(Integer.MAX_VALUE));
        // OpenAI's newer models refuse max_tokens; Ollama knows nothing else.
        body.put(endpoint.isOpenAi() ? "max_completion_tokens" : "max_tokens", maxTokens);
        try {
            return Json.mapper().writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write a chat request as JSON", e);
        }
    }

    private static ObjectNode turn(ChatMessage message) {
        ObjectNode turn = Json.mapper().createObjectNode().put("role", message.role());
        // Plain text as a string: some servers' templates do not take parts from other roles than the user's.
        if (message.parts().size() == 1 && message.parts().getFirst() instanceof ChatMessage.Text only) {
            return turn.put("content", only.text());
        }
        ArrayNode parts = turn.putArray("content");
        for (ChatMessage.Part part : message.parts()) {
            switch (part) {
                case ChatMessage.Text text ->
                    parts.addObject().put("type", "text").put("text", text.text());
                case ChatMessage.Image image ->
                    parts.addObject()
                            .put("type", "image_url")
                            .putObject("image_url")
                            .put("url", image.dataUri());
            }
        }
        return turn;
    }
}
