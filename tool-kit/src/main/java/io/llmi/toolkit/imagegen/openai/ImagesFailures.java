package io.llmi.toolkit.imagegen.openai;

import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.llmi.toolkit.backend.BackendException;
import io.llmi.toolkit.http.BackendHttp;
import io.llmi.toolkit.http.HttpFailures;
import io.llmi.toolkit.http.Said;
import io.llmi.toolkit.http.ServerAddress;
import io.llmi.toolkit.http.ServerJson;

/**
 * What an error means: OpenAI's {@code {"error": {message, type, param, code}}}, the same flat, or FastAPI's {@code
 * {"detail": …}}.
 */
final class ImagesFailures {
    private static final Set<String> REFUSALS = Set.of(
            "moderation_blocked", "content_policy_violation", "content_filter", "image_content_policy_violation");
    private static final Set<String> UNPAID =
            Set.of("insufficient_quota", "billing_hard_limit_reached", "billing_not_active");

    private final String backend;
    private final ServerAddress server;
    private final Clock clock;

    ImagesFailures(String backend, ServerAddress server, Clock clock) {
        this.backend = backend;
        this.server = server;
        this.clock = clock;
    }

    BackendException of(BackendHttp.Answer answer) {
        JsonNode body = ServerJson.object(answer.body()).orElseGet(JsonNodeFactory.instance::objectNode);
        return known(code(body)).orElseGet(() -> HttpFailures.of(backend, answer, words(answer, body), clock));
    }

    /** Of an event that says error in a stream that began well. */
    BackendException ofEvent(JsonNode event) {
        String code = code(event);
        return known(code)
                .orElseGet(() -> code.contains("rate_limit")
                        ? BackendException.busy("The %s backend is busy.".formatted(backend), Optional.empty())
                        : BackendException.broken("The %s backend broke off with an error.".formatted(backend), null));
    }

    private Optional<BackendException> known(String code) {
        if (REFUSALS.contains(code)) {
            return Optional.of(BackendException.refused(
                    "The %s backend declined the picture on grounds of its content.".formatted(backend)));
        }
        return UNPAID.contains(code)
                ? Optional.of(BackendException.unusable("The %s backend's quota is used up.".formatted(backend)))
                : Optional.empty();
    }

    private static String code(JsonNode body) {
        JsonNode error = body.path("error");
        JsonNode code = error.isObject() ? error.path("code") : body.path("code");
        return code.asText("").toLowerCase(Locale.ROOT);
    }

    /** Only of answers that find fault with the request: others tell of the server's inside. */
    private String words(BackendHttp.Answer answer, JsonNode body) {
        if (answer.status() != 400 && answer.status() != 404 && answer.status() != 422) {
            return "";
        }
        JsonNode detail = body.path("detail");
        String words = detail.isArray()
                ? field(detail.path(0))
                : detail.asText(body.path("error")
                        .path("message")
                        .asText(body.path("message").asText("")));
        return Said.trimmed(server.redacted(words));
    }

    /** FastAPI's {@code {"loc": ["body", "size"], "msg", "type"}}. */
    private static String field(JsonNode first) {
        JsonNode place = first.path("loc");
        return place.path(place.size() - 1).asText("?") + ": "
                + first.path("msg").asText("");
    }
}
