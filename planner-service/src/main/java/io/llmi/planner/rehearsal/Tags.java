package io.llmi.planner.rehearsal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmi.events.Json;
import io.llmi.events.ToolCall;

/** The {@code <imgen>} tags of the rehearsal planner, in their JSON form. */
final class Tags {
    private Tags() {}

    static ObjectNode query(String query) {
        return Json.mapper().createObjectNode().put("query", query);
    }

    static ObjectNode prompt(String prompt) {
        return Json.mapper().createObjectNode().put("prompt", prompt);
    }

    static ObjectNode code(String code) {
        return Json.mapper().createObjectNode().put("code", code);
    }

    static ObjectNode edit(int index, String prompt) {
        return Json.mapper().createObjectNode().put(ToolCall.IMAGE_INDEX, index).put("prompt", prompt);
    }

    static String of(Slot slot) {
        ObjectNode body = Json.mapper().createObjectNode();
        body.put("source", slot.tool());
        body.put("description", slot.description());
        body.set("params", slot.params());
        // No text of the request can then close the tag.
        return "<imgen>" + json(body).replace("<", "\\u003c") + "</imgen>";
    }

    /** A text as a JSON string, which is also a Python string literal. */
    static String quoted(String text) {
        return json(text);
    }

    private static String json(Object value) {
        try {
            return Json.mapper().writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write a tag as JSON", e);
        }
    }
}
