package io.llmi.gateway.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmi.events.Message;
import io.llmi.gateway.GatewayConfig;

/** Reads a conversation in the form of OpenAI's chat messages. */
final class MessageFields {
    private final GatewayConfig.Limits limits;
    private final PictureFields pictures;

    MessageFields(GatewayConfig.Limits limits, PictureFields pictures) {
        this.limits = limits;
        this.pictures = pictures;
    }

    List<Message> read(Fields fields) {
        List<JsonNode> elements = fields.array("messages");
        if (elements.isEmpty()) {
            fields.error("messages", "must be an array of at least one message");
            return List.of();
        }
        if (elements.size() > limits.messages()) {
            fields.error("messages", "too many messages; at most " + limits.messages() + " are accepted");
            return List.of();
        }
        List<Message> messages = new ArrayList<>();
        for (int i = 0; i < elements.size(); i++) {
            String path = "messages[" + i + "]";
            if (elements.get(i) instanceof ObjectNode object) {
                messages.add(message(fields.inside(object, path)));
            } else {
                fields.errorAt(path, "must be an object with role and content");
            }
        }
        checkWhole(fields, messages);
        return messages;
    }

    private void checkWhole(Fields fields, List<Message> messages) {
        long chars = messages.stream().mapToLong(m -> m.text().length()).sum();
        if (chars > limits.promptChars()) {
            fields.error(
                    "messages",
                    "the messages have %d characters together; at most %d are accepted"
                            .formatted(chars, limits.promptChars()));
        }
        boolean asked = messages.stream()
                .anyMatch(m -> m.role() == Message.Role.USER && !m.text().isBlank());
        if (!asked && fields.errors().isEmpty()) {
            fields.error("messages", "at least one message must have the role user and a text");
        }
    }

    private Message message(Fields fields) {
        fields.accept(List.of("role", "content"));
        Message.Role role = role(fields);
        List<Integer> images = new ArrayList<>();
        String text = content(fields, images);
        if (!images.isEmpty() && role != Message.Role.USER) {
            fields.error("content", "only messages with the role user may carry pictures");
        }
        return new Message(role, text, images);
    }

    private static Message.Role role(Fields fields) {
        Optional<JsonNode> role = fields.get("role");
        return switch (role.map(JsonNode::asText).orElse("")) {
            case "system" -> Message.Role.SYSTEM;
            case "user" -> Message.Role.USER;
            case "assistant" -> Message.Role.ASSISTANT;
            default -> {
                fields.error("role", "must be system, user or assistant");
                yield Message.Role.USER;
            }
        };
    }

    private String content(Fields fields, List<Integer> images) {
        Optional<JsonNode> content = fields.get("content");
        if (content.isEmpty()) {
            fields.error("content", "must be a string or an array of text and image_url parts");
            return "";
        }
        if (!content.get().isArray()) {
            return fields.text("content").orElse("");
        }
        List<String> texts = new ArrayList<>();
        List<JsonNode> parts = fields.array("content");
        for (int i = 0; i < parts.size(); i++) {
            String path = fields.pathOf("content") + "[" + i + "]";
            if (parts.get(i) instanceof ObjectNode object) {
                part(fields.inside(object, path), texts, images);
            } else {
                fields.errorAt(path, "must be an object with a type of text or image_url");
            }
        }
        return String.join("\n", texts);
    }

    private void part(Fields part, List<String> texts, List<Integer> images) {
        switch (part.get("type").map(JsonNode::asText).orElse("")) {
            case "text" -> {
                part.accept(List.of("type", "text"));
                if (part.get("text").isEmpty()) {
                    part.error("text", "must be a string");
                }
                part.text("text").ifPresent(texts::add);
            }
            case "image_url" -> {
                part.accept(List.of("type", "image_url"));
                imageUrl(part).ifPresent(images::add);
            }
            default -> part.error("type", "must be text or image_url");
        }
    }

    private Optional<Integer> imageUrl(Fields part) {
        Optional<Fields> image = part.object("image_url");
        if (image.isEmpty()) {
            part.error("image_url", "must be an object with a url, a data URI");
            return Optional.empty();
        }
        Fields fields = image.get();
        fields.accept(List.of("url"));
        Optional<JsonNode> url = fields.get("url");
        if (url.isEmpty()) {
            fields.error("url", "must be a data URI");
            return Optional.empty();
        }
        return pictures.add(fields, url.get(), fields.pathOf("url"));
    }
}
