package io.llmi.toolkit.imagegen.qwen;

import java.net.http.HttpRequest;
import java.time.Clock;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmi.events.Provenance;
import io.llmi.toolkit.backend.BackendCall;
import io.llmi.toolkit.backend.BackendException;
import io.llmi.toolkit.http.BackendHttp;
import io.llmi.toolkit.http.HttpFailures;
import io.llmi.toolkit.http.Said;
import io.llmi.toolkit.http.ServerAddress;
import io.llmi.toolkit.http.ServerJson;
import io.llmi.toolkit.imagegen.ReceivedPicture;

/**
 * The paper release's server: one model in one mode, one picture at a time, no seed. It parses a guidance scale and a
 * number of pictures but passes neither on, so neither is sent. Thread-safe.
 */
final class QwenImageClient {
    static final String NAME = "qwen-image";
    private static final int MAX_ANSWER = 64 << 20;

    private final QwenImageSettings settings;
    private final ServerAddress server;
    private final BackendHttp http = new BackendHttp(NAME);
    private final Clock clock = Clock.systemUTC();

    QwenImageClient(QwenImageSettings settings, String setting) {
        this.settings = settings;
        this.server = ServerAddress.of(setting, "url", settings.url(), Optional.empty());
    }

    /** A request with what both modes have. An unwanted text of null is refused, so it is left out. */
    ObjectNode body(String prompt, String unwanted, Optional<Integer> steps) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("prompt", prompt);
        if (!unwanted.isEmpty()) {
            body.put("negative_prompt", unwanted);
        }
        steps.or(settings::steps).ifPresent(number -> body.put("num_inference_steps", number));
        return body;
    }

    /** @param route with both slashes, {@code /generate/}: the server redirects what lacks the last one */
    byte[] make(String route, ObjectNode body, BackendCall call) throws BackendException, InterruptedException {
        HttpRequest request = server.request(route)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                .build();
        BackendHttp.Answer answer = http.send(request, MAX_ANSWER, call.deadline());
        if (!answer.isSuccess()) {
            throw failure(answer);
        }
        JsonNode picture = ServerJson.object(answer.body())
                .map(made -> made.path("images").path(0))
                .orElseThrow(() -> BackendException.garbage("The qwen-image backend's answer is no JSON object."));
        if (!picture.isTextual()) {
            throw BackendException.garbage("The qwen-image backend answered no picture.");
        }
        return ReceivedPicture.ofBase64(NAME, picture.textValue());
    }

    /**
     * What was asked, without pictures.
     *
     * @param begin of the call, by {@link System#nanoTime()}
     */
    Provenance provenance(ObjectNode params, long begin) {
        return Provenance.madeBy(NAME, params)
                .withModel(settings.model())
                .withDurationMs((System.nanoTime() - begin) / 1_000_000);
    }

    private BackendException failure(BackendHttp.Answer answer) {
        JsonNode detail = ServerJson.object(answer.body())
                .map(body -> body.path("detail"))
                .orElseGet(JsonNodeFactory.instance::missingNode);
        if (answer.status() == 400) {
            return BackendException.unusable(
                    "The qwen-image backend runs in another mode; its operator has to start one with the right"
                            + " MODEL_MODE." + Said.quoted(detail.asText("")));
        }
        JsonNode first = detail.path(0);
        String words = answer.status() == 422
                ? first.path("loc").path(first.path("loc").size() - 1).asText("?") + ": "
                        + first.path("msg").asText("")
                : "";
        return HttpFailures.of(NAME, answer, Said.trimmed(words), clock);
    }

    /** Address and settings. */
    @Override
    public String toString() {
        return "%s model=%s steps=%s"
                .formatted(
                        server,
                        settings.model(),
                        settings.steps().map(String::valueOf).orElse(""));
    }
}
