package io.llmi.gateway.webhook;

import java.util.Locale;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmi.events.Json;
import io.llmi.events.WebhookNotice;

/**
 * What a receiver gets: that a job ended and where the document is, not the document.
 *
 * @param id the same for every attempt, so that a receiver can drop what it has already
 * @param body the same bytes for every attempt
 */
record WebhookMessage(String id, byte[] body) {
    /** @param base of the links, without a slash at the end; empty for links relative to the gateway */
    static WebhookMessage of(WebhookNotice notice, String base) {
        String status = notice.status().name().toLowerCase(Locale.ROOT);
        String self = base + "/v1/jobs/" + notice.id();
        ObjectNode message = Json.mapper().createObjectNode();
        message.put("type", "job." + status);
        message.put("timestamp", notice.endedAt().toString());
        ObjectNode data = message.putObject("data");
        data.put("id", notice.id().value());
        data.put("status", status);
        data.putObject("links").put("self", self).put("document", self + "/document");
        try {
            return new WebhookMessage("msg_" + notice.id(), Json.mapper().writeValueAsBytes(message));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write a webhook's message as JSON", e);
        }
    }
}
