package io.llmi.toolkit.imagegen.ark;

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
import io.llmi.toolkit.http.ServerAddress;
import io.llmi.toolkit.http.ServerJson;
import io.llmi.toolkit.imagegen.PictureSize;
import io.llmi.toolkit.imagegen.ReceivedPicture;

/** {@code POST /images/generations} on Ark, which also edits where the request carries a picture. Thread-safe. */
final class ArkClient {
    static final String NAME = "ark";
    /** 4096 x 4096 pixels as a PNG in Base64. */
    private static final int MAX_ANSWER = 96 << 20;

    private final ArkSettings settings;
    private final ArkModel model;
    private final ServerAddress server;
    private final BackendHttp http = new BackendHttp(NAME);
    private final ArkFailures failures;

    ArkClient(ArkSettings settings, String setting) {
        this.settings = settings;
        this.model = ArkModel.of(settings.model());
        this.server = ServerAddress.of(setting, "base-url", settings.baseUrl(), settings.apiKey());
        if (!server.hasKey()) {
            throw new IllegalArgumentException(
                    "%s.api-key is missing: set it to an API key of Ark.".formatted(setting));
        }
        this.failures = new ArkFailures(NAME, server, Clock.systemUTC());
    }

    /**
     * A picture.
     *
     * @param size as the server says, {@code 2048x2048}; empty if it does not
     */
    record Made(byte[] bytes, Optional<String> size) {}

    ArkModel model() {
        return model;
    }

    /** The nearest size that the model has. */
    PictureSize nearest(PictureSize asked) {
        long min = settings.minPixels().orElse(model.minPixels());
        return model.nearest(asked, min, Math.max(min, settings.maxPixels().orElse(model.maxPixels())));
    }

    /** A request with what all have; the model's defaults would add a watermark and answer an address. */
    ObjectNode body(String prompt, String unwanted, String size, long seed) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("model", settings.model())
                .put("prompt", unwanted.isEmpty() ? prompt : prompt + "\n\nThe picture must not show: " + unwanted)
                .put("size", size)
                .put("response_format", "b64_json")
                .put("watermark", false);
        if (model.hasSeed()) {
            // The service takes up to 2^31-1.
            body.put("seed", seed & 0x7fff_ffffL);
            settings.guidanceScale().ifPresent(scale -> body.put("guidance_scale", scale));
        }
        return body;
    }

    Made make(ObjectNode body, BackendCall call) throws BackendException, InterruptedException {
        HttpRequest request = server.request("/images/generations")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                .build();
        BackendHttp.Answer answer = http.send(request, MAX_ANSWER, call.deadline());
        if (!answer.isSuccess()) {
            throw failures.of(answer);
        }
        JsonNode made = ServerJson.object(answer.body())
                .orElseThrow(() -> BackendException.garbage("The ark backend's answer is no JSON object."));
        JsonNode picture = made.path("data").path(0);
        if (picture.path("b64_json").isTextual()) {
            return new Made(
                    ReceivedPicture.ofBase64(NAME, picture.path("b64_json").textValue()),
                    Optional.of(picture.path("size").asText("")).filter(text -> !text.isEmpty()));
        }
        JsonNode error = picture.path("error").isObject() ? picture.path("error") : made.path("error");
        throw error.isObject()
                ? failures.ofSuccess(error)
                : BackendException.garbage("The ark backend answered no picture.");
    }

    /**
     * What was sent, without pictures, and the size that came of it.
     *
     * @param begin of the call, by {@link System#nanoTime()}
     */
    Provenance provenance(ObjectNode sent, Made made, Optional<PictureSize> asked, long begin) {
        ObjectNode params = JsonNodeFactory.instance.objectNode();
        params.set("prompt", sent.path("prompt"));
        params.put("size", made.size().orElse(sent.path("size").asText()));
        asked.filter(size -> !size.toString().equals(params.path("size").asText()))
                .ifPresent(size -> params.put("asked_size", size.toString()));
        if (sent.has("seed")) {
            params.put("seed", sent.path("seed").asText());
        }
        if (sent.has("guidance_scale")) {
            params.set("guidance_scale", sent.path("guidance_scale"));
        }
        return Provenance.madeBy(NAME, params)
                .withModel(settings.model())
                .withDurationMs((System.nanoTime() - begin) / 1_000_000);
    }

    /** Address and settings, without the key. */
    @Override
    public String toString() {
        return "%s model=%s guidance=%s min=%s max=%s"
                .formatted(
                        server,
                        settings.model(),
                        settings.guidanceScale().map(String::valueOf).orElse(""),
                        settings.minPixels().map(String::valueOf).orElse(""),
                        settings.maxPixels().map(String::valueOf).orElse(""));
    }
}
