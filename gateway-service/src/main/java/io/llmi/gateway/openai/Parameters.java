package io.llmi.gateway.openai;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What both of OpenAI's APIs have in common: tools, sampling, metadata and the fields that are only ours. */
final class Parameters {
    private static final List<String> OWN = List.of(
            "image_count",
            "tools",
            "scaling",
            "deadline_seconds",
            "max_images",
            "max_cost",
            "webhook_url",
            "previous_job_id");

    private final String model;
    private final Supplier<List<String>> registeredTools;

    Parameters(String model, Supplier<List<String>> registeredTools) {
        this.model = model;
        this.registeredTools = registeredTools;
    }

    /** @throws OpenAiException 404 if the request names a model that is not ours */
    void requireModel(ObjectNode body) {
        text(body, "model").filter(asked -> !asked.equals(model)).ifPresent(asked -> {
            throw OpenAiException.unknownModel(asked, model);
        });
    }

    /** Sampling, as far as the planner's endpoint knows it too. */
    static void sampling(ObjectNode body, ObjectNode job, String... maxTokens) {
        ObjectNode sampling = job.putObject("sampling");
        copy(body, "temperature", sampling, "temperature");
        copy(body, "top_p", sampling, "top_p");
        copy(body, "seed", sampling, "seed");
        for (String name : maxTokens) {
            copy(body, name, sampling, "max_tokens");
        }
    }

    /** Our own fields, under {@code llmi} so that none is mistaken for one of OpenAI's. */
    static void own(ObjectNode body, ObjectNode job) {
        JsonNode own = body.path("llmi");
        if (own.isMissingNode() || own.isNull()) {
            return;
        }
        if (!(own instanceof ObjectNode object)) {
            throw OpenAiException.invalid("llmi", "llmi: must be an object");
        }
        object.properties().forEach(field -> {
            if (!OWN.contains(field.getKey())) {
                throw OpenAiException.invalid(
                        "llmi." + field.getKey(), "unknown_parameter", "llmi: accepted are " + String.join(", ", OWN));
            }
            job.set(field.getKey(), field.getValue());
        });
    }

    static void metadata(ObjectNode body, ObjectNode job) {
        copy(body, "metadata", job, "metadata");
    }

    /** OpenAI's hosted tools name kinds of ours; functions would have to be run by the client. */
    void tools(ObjectNode body, ObjectNode job) {
        List<String> registered = registeredTools.get();
        List<String> allowed = new ArrayList<>();
        JsonNode tools = body.path("tools");
        for (int i = 0; i < tools.size(); i++) {
            String type = tools.get(i).path("type").asText("");
            List<String> meant = switch (type) {
                case "image_generation" -> List.of("diffusion", "edit");
                case "web_search", "web_search_preview" -> List.of("search");
                case "code_interpreter" -> List.of("code");
                default ->
                    throw OpenAiException.unsupported(
                            "tools[" + i + "]",
                            "tools of the type '" + type
                                    + "'; there are image_generation, web_search and code_interpreter");
            };
            meant.stream()
                    .filter(tool -> registered.contains(tool) && !allowed.contains(tool))
                    .forEach(allowed::add);
        }
        if (!allowed.isEmpty()) {
            ArrayNode names = job.putArray("tools");
            allowed.forEach(names::add);
        }
        toolChoice(body, job);
    }

    private static void toolChoice(ObjectNode body, ObjectNode job) {
        JsonNode choice = body.path("tool_choice");
        if (choice.isObject()) {
            throw OpenAiException.unsupported(
                    "tool_choice", "a tool_choice that names one tool; list it in tools alone");
        }
        switch (choice.asText("auto")) {
            case "none" -> job.put("image_count", "none");
            case "required" -> job.put("image_count", "some");
            default -> {
                // The planner decides.
            }
        }
    }

    /** @throws OpenAiException 400 if one of these is set to something that asks for what is not done here */
    static void refuse(ObjectNode body, String name, String what) {
        JsonNode value = body.path(name);
        boolean empty = value.isMissingNode()
                || value.isNull()
                || value.isContainerNode() && value.isEmpty()
                || value.isBoolean() && !value.booleanValue();
        if (!empty) {
            throw OpenAiException.unsupported(name, what);
        }
    }

    static Optional<String> text(ObjectNode body, String name) {
        JsonNode value = body.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            throw OpenAiException.invalid(name, "invalid_type", name + ": must be a string");
        }
        return Optional.of(value.textValue());
    }

    static boolean flag(ObjectNode body, String name, boolean otherwise) {
        JsonNode value = body.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return otherwise;
        }
        if (!value.isBoolean()) {
            throw OpenAiException.invalid(name, "invalid_type", name + ": must be true or false");
        }
        return value.booleanValue();
    }

    static void copy(ObjectNode from, String name, ObjectNode to, String as) {
        JsonNode value = from.path(name);
        if (!value.isMissingNode() && !value.isNull()) {
            to.set(as, value);
        }
    }
}
