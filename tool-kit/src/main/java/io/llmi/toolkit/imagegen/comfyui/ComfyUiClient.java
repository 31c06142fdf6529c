package io.llmi.toolkit.imagegen.comfyui;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmi.events.Json;
import io.llmi.toolkit.backend.BackendException;
import io.llmi.toolkit.http.BackendHttp;
import io.llmi.toolkit.http.HttpFailures;
import io.llmi.toolkit.http.ServerAddress;
import io.llmi.toolkit.http.ServerJson;
import io.llmi.toolkit.image.ImageInspector;

/**
 * The routes of a ComfyUI server ({@code server.py} of Comfy-Org/ComfyUI) that a picture takes. Thread-safe and
 * blocking.
 */
final class ComfyUiClient {
    static final String NAME = "comfyui";
    private static final int MAX_JSON_BYTES = 32 << 20;
    private static final int MAX_PICTURE_BYTES = 128 << 20;
    private static final Duration SOCKET_PATIENCE = Duration.ofSeconds(5);

    private final ServerAddress server;
    private final Optional<String> authorization;
    private final Clock clock = Clock.systemUTC();
    private final BackendHttp http = new BackendHttp(NAME);
    private final HttpClient sockets =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** @throws IllegalArgumentException if the address cannot be used; the message names the setting */
    ComfyUiClient(ComfyUiSettings settings, Purpose purpose) {
        this.server = ServerAddress.of(purpose.settings(), "url", settings.url(), settings.apiKey());
        this.authorization = settings.apiKey().map(String::strip).map(key -> "Bearer " + key);
    }

    /** The server's address, without keys. */
    String address() {
        return server.toString();
    }

    /** Opens the event socket, which never fails: without one the run is polled. */
    Socket socket(String clientId, Instant deadline) throws InterruptedException {
        Duration left = Duration.between(clock.instant(), deadline);
        URI uri = URI.create(server.toString().replaceFirst("^http", "ws") + "/ws?clientId=" + clientId);
        return Socket.open(sockets, uri, authorization, left.compareTo(SOCKET_PATIENCE) < 0 ? left : SOCKET_PATIENCE);
    }

    /**
     * Uploads a picture under a name that its content decides.
     *
     * @return the name for {@code LoadImage}, which the server may have changed
     */
    String upload(Upload upload, Instant deadline) throws BackendException, InterruptedException {
        JsonNode answer =
                json(upload.form().postedBy(server.request("/upload/image")).build(), deadline);
        String name = answer.path("name").asText("");
        if (name.isEmpty()) {
            throw BackendException.garbage("The comfyui backend did not say how it named the uploaded picture.");
        }
        String subfolder = answer.path("subfolder").asText("");
        return subfolder.isEmpty() ? name : subfolder + "/" + name;
    }

    /**
     * Queues a run.
     *
     * @throws BackendException with what is wrong with the graph, if the server does not take it
     */
    Ticket submit(ObjectNode graph, String clientId, String promptId, Instant deadline)
            throws BackendException, InterruptedException {
        ObjectNode body = Json.mapper().createObjectNode();
        body.set("prompt", graph);
        body.put("client_id", clientId).put("prompt_id", promptId);
        BackendHttp.Answer answer = http.send(post("/prompt", body), MAX_JSON_BYTES, deadline);
        if (answer.status() == 400) {
            throw Rejection.of(answer, clock);
        }
        JsonNode ticket = json(answer);
        // Old servers ignore our id and give one of their own.
        String given = ticket.path("prompt_id").asText("");
        if (given.isEmpty()) {
            throw BackendException.garbage("The comfyui backend did not say how it named the run.");
        }
        return new Ticket(given, Rejection.nodes(ticket.path("node_errors")));
    }

    /**
     * A queued run.
     *
     * @param dropped what the server found wrong with parts of the graph, which it leaves out
     */
    record Ticket(String promptId, List<String> dropped) {}

    /** How a run stands. */
    RunState state(String promptId, Instant deadline) throws BackendException, InterruptedException {
        Optional<RunState> before = outcome(promptId, deadline);
        if (before.isPresent()) {
            return before.get();
        }
        RunState place = place(promptId, deadline);
        // It may have ended between the two questions.
        return place instanceof RunState.Unknown ? outcome(promptId, deadline).orElse(place) : place;
    }

    /** What became of a run, or empty if it has not ended. */
    Optional<RunState> outcome(String promptId, Instant deadline) throws BackendException, InterruptedException {
        return History.outcome(json(get("/history/" + promptId), deadline), promptId);
    }

    private RunState place(String promptId, Instant deadline) throws BackendException, InterruptedException {
        return History.place(json(get("/queue"), deadline), promptId);
    }

    /**
     * The picture's bytes, or empty if the server has it no more. As RGB, because then the server encodes it anew:
     * the file itself carries the whole workflow.
     */
    Optional<byte[]> view(PictureRef picture, Instant deadline) throws BackendException, InterruptedException {
        BackendHttp.Answer answer = http.send(
                get("/view?channel=rgb&filename=%s&subfolder=%s&type=%s"
                        .formatted(encoded(picture.filename()), encoded(picture.subfolder()), encoded(picture.type()))),
                MAX_PICTURE_BYTES,
                deadline);
        if (answer.status() == 404) {
            return Optional.empty();
        }
        if (!answer.isSuccess()) {
            throw HttpFailures.of(NAME, answer, "", clock);
        }
        if (ImageInspector.sniff(answer.body()).isEmpty()) {
            throw BackendException.garbage("The comfyui backend answered something that is no picture.");
        }
        return Optional.of(answer.body());
    }

    /** Stops a run, and never another one: queued ones are taken out, the running one is interrupted. */
    void cancel(String promptId, Instant deadline) throws BackendException, InterruptedException {
        BackendHttp.Answer modern = http.send(
                post("/api/jobs/" + promptId + "/cancel", Json.mapper().createObjectNode()), MAX_JSON_BYTES, deadline);
        if (modern.isSuccess()) {
            return;
        }
        if (place(promptId, deadline) instanceof RunState.Waiting) {
            ObjectNode delete = Json.mapper().createObjectNode();
            delete.putArray("delete").add(promptId);
            http.send(post("/queue", delete), MAX_JSON_BYTES, deadline);
        }
        // Old servers ignore the id and interrupt whatever runs, so it has to be seen to be ours. It may also have
        // left the queue for the GPU just before it was to be deleted.
        if (place(promptId, deadline) instanceof RunState.Running) {
            http.send(
                    post("/interrupt", Json.mapper().createObjectNode().put("prompt_id", promptId)),
                    MAX_JSON_BYTES,
                    deadline);
        }
    }

    private JsonNode json(HttpRequest request, Instant deadline) throws BackendException, InterruptedException {
        return json(http.send(request, MAX_JSON_BYTES, deadline));
    }

    private JsonNode json(BackendHttp.Answer answer) throws BackendException {
        if (!answer.isSuccess()) {
            throw HttpFailures.of(NAME, answer, "", clock);
        }
        return ServerJson.object(answer.body())
                .orElseThrow(() -> BackendException.garbage(
                        "The comfyui backend answered something that is not its protocol; check its address."));
    }

    private HttpRequest get(String path) {
        return server.request(path).GET().build();
    }

    private HttpRequest post(String path, ObjectNode body) {
        return server.request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                .build();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
