package io.llmi.toolkit.imagegen.automatic1111;

import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmi.events.Json;
import io.llmi.toolkit.backend.BackendException;
import io.llmi.toolkit.http.BackendHttp;
import io.llmi.toolkit.http.ServerAddress;
import io.llmi.toolkit.http.ServerJson;

/**
 * The routes of the web UI ({@code modules/api/api.py} and {@code modules/progress.py} of
 * AUTOMATIC1111/stable-diffusion-webui) that a picture takes. Thread-safe and blocking.
 */
final class WebUiClient {
    static final String NAME = "automatic1111";
    private static final int MAX_BYTES = 128 << 20;

    private final ServerAddress server;
    private final Optional<String> authorization;
    private final Clock clock = Clock.systemUTC();
    private final BackendHttp http = new BackendHttp(NAME);

    /**
     * @param group of the settings, for messages
     * @throws IllegalArgumentException if the address cannot be used; the message names the setting
     */
    WebUiClient(String group, Automatic1111Settings settings) {
        this.server = ServerAddress.of(group, "url", settings.url(), Optional.empty());
        this.authorization = settings.login()
                .map(pair -> "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
    }

    /** The server's address, without the login. */
    String address() {
        return server.toString();
    }

    /**
     * How a task stands.
     *
     * @param active whether it is the one that the server works on
     * @param queued whether it waits for the one that runs
     * @param previewId of the newest preview
     * @param preview the newest preview, if it is another one than the caller has
     */
    record Progress(boolean active, boolean queued, int previewId, Optional<byte[]> preview) {}

    /** @param route {@code txt2img} or {@code img2img} */
    WebUiAnswer make(String route, ObjectNode body, Instant deadline) throws BackendException, InterruptedException {
        BackendHttp.Answer answer = http.send(post("/sdapi/v1/" + route, body), MAX_BYTES, deadline);
        if (!answer.isSuccess()) {
            throw WebUiFailures.of(answer, clock);
        }
        return WebUiAnswer.read(answer.body());
    }

    /**
     * How one task stands: the web UI's own route, because that of the API tells of whatever runs.
     *
     * @return empty where the server does not tell, which is so without the web UI ({@code --nowebui})
     */
    Optional<Progress> progress(String taskId, int knownPreview, Instant deadline)
            throws BackendException, InterruptedException {
        ObjectNode body =
                Json.mapper().createObjectNode().put("id_task", taskId).put("id_live_preview", knownPreview);
        BackendHttp.Answer answer = http.send(post("/internal/progress", body), MAX_BYTES, deadline);
        if (!answer.isSuccess()) {
            return Optional.empty();
        }
        Optional<JsonNode> told = ServerJson.object(answer.body());
        if (told.isEmpty()) {
            return Optional.empty();
        }
        String preview = told.get().path("live_preview").asText("");
        return Optional.of(new Progress(
                told.get().path("active").asBoolean(),
                told.get().path("queued").asBoolean(),
                told.get().path("id_live_preview").asInt(-1),
                preview.isEmpty() ? Optional.empty() : Optional.of(WebUiAnswer.decoded(preview))));
    }

    /** Whether the picture that was made last was broken off, and nothing has begun since. */
    boolean brokenOff(Instant deadline) throws BackendException, InterruptedException {
        BackendHttp.Answer answer = http.send(
                request("/sdapi/v1/progress?skip_current_image=true").GET().build(), MAX_BYTES, deadline);
        JsonNode state =
                ServerJson.object(answer.body()).map(told -> told.path("state")).orElse(null);
        return answer.isSuccess()
                && state != null
                && state.path("job_count").asInt(0) == 0
                && (state.path("interrupted").asBoolean()
                        || state.path("skipped").asBoolean());
    }

    /** Breaks off whatever runs: to be called only when that is known to be one's own. */
    void interrupt(Instant deadline) throws BackendException, InterruptedException {
        http.send(post("/sdapi/v1/interrupt", Json.mapper().createObjectNode()), MAX_BYTES, deadline);
    }

    private HttpRequest post(String path, ObjectNode body) {
        return request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                .build();
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder builder = server.request(path);
        authorization.ifPresent(value -> builder.header("Authorization", value));
        return builder;
    }
}
