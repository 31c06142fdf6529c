package io.llmi.gateway.openai;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmi.events.BlobRef;
import io.llmi.events.Json;
import io.llmi.events.Message;
import io.llmi.gateway.conversation.Conversation;

/** What a response was made from, as a page of OpenAI's input items. Pure. */
final class InputItems {
    private static final int DEFAULT_LIMIT = 20;
    private static final int MAX_LIMIT = 100;

    private InputItems() {}

    /**
     * @param order {@code asc} or {@code desc}, the default
     * @param after the id of the last item of the page before
     * @throws OpenAiException at a parameter that makes no sense
     */
    static ObjectNode page(
            ResponseRecord response,
            Conversation conversation,
            Optional<String> limit,
            Optional<String> order,
            Optional<String> after) {
        List<ObjectNode> items = items(response, conversation);
        if (order.orElse("desc").equals("desc")) {
            Collections.reverse(items);
        }
        int from = after.map(id -> position(items, id) + 1).orElse(0);
        int to = Math.min(items.size(), from + limit.map(InputItems::size).orElse(DEFAULT_LIMIT));
        ObjectNode page = Json.mapper().createObjectNode().put("object", "list");
        ArrayNode data = page.putArray("data");
        items.subList(from, to).forEach(data::add);
        page.put("first_id", from < to ? id(items.get(from)) : null);
        page.put("last_id", from < to ? id(items.get(to - 1)) : null);
        page.put("has_more", to < items.size());
        return page;
    }

    private static List<ObjectNode> items(ResponseRecord response, Conversation conversation) {
        List<ObjectNode> items = new ArrayList<>();
        for (Message message : conversation.messages()) {
            ObjectNode item = Json.mapper().createObjectNode();
            item.put("id", "msg_" + response.suffix() + "in" + items.size());
            item.put("type", "message");
            item.put("status", "completed");
            item.put("role", message.role().name().toLowerCase(Locale.ROOT));
            ArrayNode content = item.putArray("content");
            boolean output = message.role() == Message.Role.ASSISTANT;
            if (output) {
                content.add(OutputItems.text(message.text()));
            } else {
                content.addObject().put("type", "input_text").put("text", message.text());
            }
            for (int index : message.images()) {
                BlobRef blob = conversation.images().get(index);
                content.addObject()
                        .put("type", "input_image")
                        .put("detail", "auto")
                        .put("image_url", "/v1/blobs/" + blob.sha256());
            }
            items.add(item);
        }
        return items;
    }

    private static int position(List<ObjectNode> items, String id) {
        for (int i = 0; i < items.size(); i++) {
            if (id(items.get(i)).equals(id)) {
                return i;
            }
        }
        throw OpenAiException.invalid("after", "after: there is no item of this id");
    }

    private static int size(String limit) {
        if (limit.matches("\\d{1,3}") && Integer.parseInt(limit) >= 1 && Integer.parseInt(limit) <= MAX_LIMIT) {
            return Integer.parseInt(limit);
        }
        throw OpenAiException.invalid("limit", "limit: must be a whole number from 1 to " + MAX_LIMIT);
    }

    private static String id(ObjectNode item) {
        return item.path("id").asText();
    }
}
