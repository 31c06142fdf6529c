package io.llmi.gateway.openai;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmi.events.Json;

/** Collects a conversation in the jobs API's form. Pictures of other turns than the user's go to the next user turn. */
final class Turns {
    private final PictureUrls urls;
    private final ArrayNode messages = Json.mapper().createArrayNode();
    private final List<String> waiting = new ArrayList<>();

    Turns(PictureUrls urls) {
        this.urls = urls;
    }

    /** @throws OpenAiException if no turn is the user's */
    ArrayNode messages() {
        if (!waiting.isEmpty()) {
            throw OpenAiException.invalid("input", "a picture needs a user message after it");
        }
        return messages;
    }

    /** A turn whose content is a string, or parts of text and pictures in either API's form. */
    void add(String role, JsonNode content, String path) {
        String known = switch (role) {
            case "user", "assistant", "system" -> role;
            case "developer" -> "system";
            default ->
                throw OpenAiException.unsupported(
                        path + ".role", "messages with the role '" + role + "'; there are user, assistant and system");
        };
        StringBuilder text = new StringBuilder();
        List<String> pictures = new ArrayList<>();
        if (content.isTextual()) {
            text.append(content.textValue());
        } else if (content.isArray()) {
            for (int i = 0; i < content.size(); i++) {
                part(content.get(i), path + ".content[" + i + "]", text, pictures);
            }
        } else if (!content.isNull()) {
            throw OpenAiException.invalid(
                    path + ".content", "invalid_type", path + ".content: must be a string or an array of parts");
        }
        if (known.equals("user")) {
            pictures.addAll(0, waiting);
            waiting.clear();
        } else {
            waiting.addAll(pictures);
            pictures.clear();
        }
        turn(known, text.toString(), pictures);
    }

    /** A picture that the assistant made before and that the client sends back. */
    void addMade(String base64, String path) {
        if (base64.isBlank()) {
            throw OpenAiException.invalid(path, "a picture that is sent back needs its result");
        }
        waiting.add("data:image/png;base64," + base64);
    }

    private void turn(String role, String text, List<String> pictures) {
        ObjectNode message = messages.addObject().put("role", role);
        if (pictures.isEmpty()) {
            message.put("content", text);
            return;
        }
        ArrayNode parts = message.putArray("content");
        parts.addObject().put("type", "text").put("text", text);
        pictures.forEach(url -> parts.addObject()
                .put("type", "image_url")
                .putObject("image_url")
                .put("url", url));
    }

    private void part(JsonNode part, String path, StringBuilder text, List<String> pictures) {
        switch (part.path("type").asText("")) {
            case "input_text", "output_text", "text" -> append(text, part.path("text"), path + ".text");
            case "refusal" -> append(text, part.path("refusal"), path + ".refusal");
            case "input_image", "image_url" -> pictures.add(picture(part, path));
            case String type ->
                throw OpenAiException.unsupported(
                        path + ".type", "content parts of the type '" + type + "'; there are texts and pictures");
        }
    }

    private static void append(StringBuilder text, JsonNode value, String path) {
        if (!value.isTextual()) {
            throw OpenAiException.invalid(path, "invalid_type", path + ": must be a string");
        }
        text.append(text.isEmpty() ? "" : "\n").append(value.textValue());
    }

    private String picture(JsonNode part, String path) {
        JsonNode url = part.path("image_url");
        if (url.isObject()) {
            url = url.path("url");
        }
        if (!url.isTextual()) {
            throw part.has("file_id")
                    ? OpenAiException.unsupported(path + ".file_id", "files; send the picture as a data URI")
                    : OpenAiException.invalid(
                            path + ".image_url", "invalid_type", path + ".image_url: must be a URL or a data URI");
        }
        return urls.dataUri(url.textValue(), path + ".image_url");
    }
}
