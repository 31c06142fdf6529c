package io.llmi.toolkit.imagegen.comfyui;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import io.llmi.toolkit.backend.BackendException;
import io.llmi.toolkit.http.BackendHttp;
import io.llmi.toolkit.http.HttpFailures;
import io.llmi.toolkit.http.Said;
import io.llmi.toolkit.http.ServerJson;

/** Reads what a server finds wrong with a graph. */
final class Rejection {
    private Rejection() {}

    /** The failure that a 400 to {@code POST /prompt} stands for. */
    static BackendException of(BackendHttp.Answer answer, Clock clock) {
        return ServerJson.object(answer.body())
                .map(Rejection::of)
                .orElseGet(() -> HttpFailures.of(ComfyUiClient.NAME, answer, "", clock));
    }

    private static BackendException of(JsonNode body) {
        JsonNode error = body.path("error");
        if (error.path("type").asText("").equals("missing_node_type")) {
            return BackendException.unusable("The ComfyUI server lacks a node that the workflow needs; install it."
                    + Said.quoted(error.path("message").asText("")));
        }
        List<String> nodes = nodes(body.path("node_errors"));
        String said = Said.quoted(nodes.isEmpty() ? error.path("message").asText(error.asText("")) : nodes.getFirst());
        return isOutOfRange(body.path("node_errors"))
                ? BackendException.unsupported("The ComfyUI workflow cannot do this request." + said)
                : BackendException.unusable(
                        "The ComfyUI server does not accept the workflow; its operator has to mend it." + said);
    }

    /** One line for each complaint: {@code KSampler: Value not in list: sampler_name …}. */
    static List<String> nodes(JsonNode nodeErrors) {
        List<String> lines = new ArrayList<>();
        nodeErrors.forEach(node -> node.path("errors")
                .forEach(error -> lines.add("%s: %s: %s"
                        .formatted(
                                node.path("class_type").asText("?"),
                                error.path("message").asText("?"),
                                error.path("details").asText("")))));
        return lines;
    }

    /** Whether a number that was asked for is too large or too small for a node, which another request may not be. */
    private static boolean isOutOfRange(JsonNode nodeErrors) {
        for (JsonNode node : nodeErrors) {
            for (JsonNode error : node.path("errors")) {
                String type = error.path("type").asText("");
                if (type.equals("value_bigger_than_max") || type.equals("value_smaller_than_min")) {
                    return true;
                }
            }
        }
        return false;
    }
}
