package io.llmi.gateway.openai;

import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmi.events.Json;

/** Reads a request of the Chat Completions API. Unknown parameters are ignored, as user interfaces send some. */
final class ChatRequest {
    private final Parameters parameters;
    private final PictureUrls urls;

    ChatRequest(Parameters parameters, PictureUrls urls) {
        this.parameters = parameters;
        this.urls = urls;
    }

    /** @throws OpenAiException naming the parameter that has to be changed */
    Asked read(ObjectNode body) {
        parameters.requireModel(body);
        if (body.path("n").asInt(1) != 1) {
            throw OpenAiException.unsupported("n", "more than one choice");
        }
        Parameters.refuse(body, "stop", "stop sequences");
        Parameters.refuse(body, "logprobs", "log probabilities");
        Parameters.refuse(body, "functions", "functions that the client runs");
        Parameters.refuse(body, "audio", "audio");
        String format = body.path("response_format").path("type").asText("text");
        if (!format.equals("text")) {
            throw OpenAiException.unsupported("response_format", "the format '" + format + "'; documents are text");
        }
        ObjectNode job = Json.mapper().createObjectNode();
        JsonNode messages = body.path("messages");
        if (!messages.isArray() || messages.isEmpty()) {
            throw OpenAiException.invalid(
                    "messages", "missing_required_parameter", "messages: must be an array of at least one message");
        }
        Turns turns = new Turns(urls);
        for (int i = 0; i < messages.size(); i++) {
            turns.add(messages.get(i).path("role").asText(""), messages.get(i).path("content"), "messages[" + i + "]");
        }
        job.set("messages", turns.messages());
        Parameters.metadata(body, job);
        Parameters.sampling(body, job, "max_tokens", "max_completion_tokens");
        parameters.tools(body, job);
        Parameters.own(body, job);
        return new Asked(
                job,
                Json.mapper().createObjectNode(),
                Parameters.flag(body, "stream", false),
                false,
                false,
                Optional.empty(),
                body.path("stream_options").path("include_usage").asBoolean(false));
    }
}
