package io.llmi.toolkit.imagegen.ark;

import java.time.Clock;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.llmi.toolkit.backend.BackendException;
import io.llmi.toolkit.http.BackendHttp;
import io.llmi.toolkit.http.HttpFailures;
import io.llmi.toolkit.http.Said;
import io.llmi.toolkit.http.ServerAddress;
import io.llmi.toolkit.http.ServerJson;

/** What Ark's errors mean, which come as a status or in an answer that is a success: {@code {code, message, …}}. */
final class ArkFailures {
    private final String backend;
    private final ServerAddress server;
    private final Clock clock;

    ArkFailures(String backend, ServerAddress server, Clock clock) {
        this.backend = backend;
        this.server = server;
        this.clock = clock;
    }

    BackendException of(BackendHttp.Answer answer) {
        JsonNode error = ServerJson.object(answer.body())
                .map(body -> body.path("error"))
                .orElseGet(JsonNodeFactory.instance::missingNode);
        String code = error.path("code").asText("");
        if (isRefusal(code)) {
            return refused();
        }
        if (code.equals("AccountOverdueError") || code.startsWith("QuotaExceeded")) {
            return unpaid();
        }
        boolean ofRequest = answer.status() == 400 || answer.status() == 404 || answer.status() == 422;
        return HttpFailures.of(backend, answer, ofRequest ? words(error) : "", clock);
    }

    /** Of an error for the one picture, or for all, in an answer with status 200. */
    BackendException ofSuccess(JsonNode error) {
        String code = error.path("code").asText("");
        if (isRefusal(code)) {
            return refused();
        }
        if (code.startsWith("RateLimit") || code.startsWith("ServerOverloaded")) {
            return BackendException.busy("The %s backend is busy.".formatted(backend), Optional.empty());
        }
        if (code.startsWith("Internal")) {
            return BackendException.broken("The %s backend failed.".formatted(backend), null);
        }
        return BackendException.unsupported(
                "The %s backend did not make the picture.%s".formatted(backend, Said.quoted(words(error))));
    }

    /** {@code OutputImageSensitiveContentDetected}, {@code InputTextSensitiveContentDetected} and their kin. */
    private static boolean isRefusal(String code) {
        return code.contains("SensitiveContent") || code.contains("PolicyViolation") || code.contains("RiskDetection");
    }

    private BackendException refused() {
        return BackendException.refused(
                "The %s backend declined the picture on grounds of its content.".formatted(backend));
    }

    private BackendException unpaid() {
        return BackendException.unusable("The %s backend's quota is used up.".formatted(backend));
    }

    private String words(JsonNode error) {
        return Said.trimmed(server.redacted(error.path("message").asText("")));
    }
}
