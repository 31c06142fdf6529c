package io.llmi.gateway.openai;

import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmi.events.Json;

/** Reads a request of the Responses API. Unknown parameters are ignored, as OpenAI ignores them. */
final class ResponsesRequest {
    private static final List<String> ECHOED = List.of(
            "instructions",
            "max_output_tokens",
            "max_tool_calls",
            "metadata",
            "parallel_tool_calls",
            "prompt_cache_key",
            "safety_identifier",
            "temperature",
            "tool_choice",
            "tools",
            "top_p",
            "user");

    private final Parameters parameters;
    private final PictureUrls urls;

    ResponsesRequest(Parameters parameters, PictureUrls urls) {
        this.parameters = parameters;
        this.urls = urls;
    }

    /** @throws OpenAiException naming the parameter that has to be changed */
    Asked read(ObjectNode body) {
        parameters.requireModel(body);
        Parameters.refuse(body, "conversation", "conversations; use previous_response_id");
        Parameters.refuse(body, "prompt", "prompt templates; send the text as input");
        requirePlainText(body);
        boolean background = Parameters.flag(body, "background", false);
        boolean store = Parameters.flag(body, "store", true);
        if (background && !store) {
            throw OpenAiException.invalid("store", "background needs store to be true");
        }
        ObjectNode job = Json.mapper().createObjectNode();
        Turns turns = new Turns(urls);
        Parameters.text(body, "instructions")
                .filter(text -> !text.isBlank())
                .ifPresent(text -> turns.add("system", body.get("instructions"), "instructions"));
        input(body.path("input"), turns);
        job.set("messages", turns.messages());
        Parameters.metadata(body, job);
        Parameters.sampling(body, job, "max_output_tokens");
        Parameters.copy(body, "max_tool_calls", job, "max_images");
        parameters.tools(body, job);
        Parameters.own(body, job);
        Optional<String> previous = Parameters.text(body, "previous_response_id");
        previous.ifPresent(id -> job.put(
                "previous_job_id",
                ResponseRecord.job(id)
                        .orElseThrow(() -> OpenAiException.invalid(
                                "previous_response_id",
                                "previous_response_not_found",
                                "Previous response with id '%s' not found.".formatted(id)))
                        .value()));
        ObjectNode echo = Json.mapper().createObjectNode();
        ECHOED.forEach(name -> Parameters.copy(body, name, echo, name));
        return new Asked(job, echo, Parameters.flag(body, "stream", false), background, store, previous, false);
    }

    private static void requirePlainText(ObjectNode body) {
        String format = body.path("text").path("format").path("type").asText("text");
        if (!format.equals("text")) {
            throw OpenAiException.unsupported("text.format", "the format '" + format + "'; documents are text");
        }
    }

    private static void input(JsonNode input, Turns turns) {
        if (input.isTextual()) {
            turns.add("user", input, "input");
            return;
        }
        if (!input.isArray()) {
            throw OpenAiException.invalid("input", "missing_required_parameter", "input: must be a string or an array");
        }
        for (int i = 0; i < input.size(); i++) {
            item(input.get(i), "input[" + i + "]", turns);
        }
    }

    private static void item(JsonNode item, String path, Turns turns) {
        switch (item.path("type").asText("message")) {
            case "message" -> turns.add(item.path("role").asText(""), item.path("content"), path);
            case "image_generation_call" -> turns.addMade(item.path("result").asText(""), path + ".result");
            case "reasoning" -> {
                // What a model thought is no part of the conversation here.
            }
            case String type ->
                throw OpenAiException.unsupported(
                        path + ".type", "input items of the type '" + type + "'; there are messages and pictures");
        }
    }
}
