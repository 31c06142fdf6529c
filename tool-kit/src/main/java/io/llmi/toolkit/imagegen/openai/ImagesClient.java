package io.llmi.toolkit.imagegen.openai;

import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import io.llmi.toolkit.backend.BackendCall;
import io.llmi.toolkit.backend.BackendException;
import io.llmi.toolkit.http.BackendHttp;
import io.llmi.toolkit.http.ServerAddress;
import io.llmi.toolkit.http.ServerJson;
import io.llmi.toolkit.http.SseReader;
import io.llmi.toolkit.imagegen.ReceivedPicture;
import org.jboss.logging.Logger;

/** Exchanges with a server of the images API, once the request is made. Thread-safe. */
final class ImagesClient {
    static final String NAME = "openai";
    private static final Logger LOG = Logger.getLogger(ImagesClient.class);
    /** A PNG of 3840 x 2160 pixels in Base64 has at most 45 MiB. */
    private static final int MAX_ANSWER = 64 << 20;

    private static final int MAX_FILE = 48 << 20;

    private final ServerAddress server;
    private final BackendHttp http = new BackendHttp(NAME);
    private final ImagesFailures failures;

    ImagesClient(ServerAddress server) {
        this.server = server;
        this.failures = new ImagesFailures(NAME, server, Clock.systemUTC());
    }

    /**
     * A picture.
     *
     * @param answer the JSON that it came in, for what else it says
     */
    record Made(byte[] bytes, JsonNode answer) {}

    HttpRequest.Builder request(String path) {
        return server.request(path);
    }

    /** Sends a request that is answered at once. */
    Made make(HttpRequest request, BackendCall call) throws BackendException, InterruptedException {
        return made(http.send(request, MAX_ANSWER, call.deadline()), call);
    }

    /** Sends a request that asked for previews; a server that cannot stream may answer at once all the same. */
    Made makeStreaming(HttpRequest request, BackendCall call) throws BackendException, InterruptedException {
        List<JsonNode> last = new ArrayList<>();
        Optional<BackendHttp.Answer> whole = http.stream(request, MAX_ANSWER, call.deadline(), data -> {
            event(data, call).ifPresent(last::add);
            return last.isEmpty();
        });
        if (whole.isPresent()) {
            return made(whole.get(), call);
        }
        if (last.isEmpty()) {
            throw BackendException.broken("The openai backend's stream ended before the picture was complete.", null);
        }
        JsonNode completed = last.getFirst();
        return new Made(
                ReceivedPicture.ofBase64(NAME, completed.path("b64_json").asText()), completed);
    }

    /** The last event, with the picture, or empty if more follow. */
    private Optional<JsonNode> event(String data, BackendCall call) throws BackendException {
        if (data.equals(SseReader.DONE)) {
            return Optional.empty();
        }
        JsonNode event = ServerJson.object(data.getBytes(StandardCharsets.UTF_8))
                .orElseThrow(() -> BackendException.garbage("The openai backend streamed something that is no JSON."));
        String type = event.path("type").asText("");
        if (event.path("error").isObject() || type.equals("error")) {
            throw failures.ofEvent(event);
        }
        if (type.endsWith(".partial_image")) {
            preview(event, call);
        }
        return type.endsWith(".completed") ? Optional.of(event) : Optional.empty();
    }

    /** A preview that is no picture costs nobody the picture. */
    private static void preview(JsonNode event, BackendCall call) {
        try {
            call.previews()
                    .preview(
                            event.path("partial_image_index").asInt(0),
                            ReceivedPicture.ofBase64(
                                    NAME, event.path("b64_json").asText("")));
        } catch (BackendException e) {
            LOG.debugf("call %s: a preview was dropped: %s", call.call(), e.reason());
        }
    }

    private Made made(BackendHttp.Answer answer, BackendCall call) throws BackendException, InterruptedException {
        if (!answer.isSuccess()) {
            throw failures.of(answer);
        }
        JsonNode body = ServerJson.object(answer.body())
                .orElseThrow(() -> BackendException.garbage("The openai backend's answer is no JSON object."));
        JsonNode picture = body.path("data").path(0);
        if (picture.path("b64_json").isTextual()) {
            return new Made(
                    ReceivedPicture.ofBase64(NAME, picture.path("b64_json").textValue()), body);
        }
        if (picture.path("url").isTextual()) {
            return new Made(fetched(picture.path("url").textValue(), call), body);
        }
        throw BackendException.garbage("The openai backend answered no picture.");
    }

    /** SGLang keeps pictures on itself, under an address without host; anything else was not asked for. */
    private byte[] fetched(String url, BackendCall call) throws BackendException, InterruptedException {
        HttpRequest.Builder get = server.followed(url)
                .orElseThrow(() -> BackendException.unusable(
                        "The openai backend answered the address of a picture on another server instead of the picture;"
                                + " its operator has to check the flavour that is configured."));
        BackendHttp.Answer file = http.send(get.GET().build(), MAX_FILE, call.deadline());
        if (!file.isSuccess()) {
            throw failures.of(file);
        }
        return ReceivedPicture.checked(NAME, file.body());
    }

    /** The address. */
    @Override
    public String toString() {
        return server.toString();
    }
}
