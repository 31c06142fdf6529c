package io.llmi.standalone.it;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import io.llmi.events.Json;

import static org.assertj.core.api.Assertions.assertThat;

/** Event streams byte by byte: a client that may be cut off anywhere and takes up what it missed. */
final class Sse {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Sse() {}

    /** How a stream is asked for, after an event or from the beginning. */
    @FunctionalInterface
    interface Opening {
        HttpRequest.Builder request(URI base, String after);
    }

    static Opening job(String job) {
        return (base, after) -> {
            HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve("/v1/jobs/" + job + "/events"));
            return after.isEmpty() ? request : request.header("Last-Event-ID", after);
        };
    }

    static Opening response(String response) {
        return (base, after) -> HttpRequest.newBuilder(base.resolve(
                "/v1/responses/" + response + "?stream=true" + (after.isEmpty() ? "" : "&starting_after=" + after)));
    }

    static InputStream open(Opening stream, URI base, String after) throws Exception {
        HttpResponse<InputStream> response =
                HTTP.send(stream.request(base, after).build(), BodyHandlers.ofInputStream());
        assertThat(response.statusCode()).isEqualTo(200);
        return response.body();
    }

    static byte[] read(Opening stream, URI base, String after, int bytes) throws Exception {
        try (InputStream body = open(stream, base, after)) {
            return body.readNBytes(bytes);
        }
    }

    /** All events of a stream that runs to its end. */
    static List<String> whole(Opening stream, URI base) throws Exception {
        return frames(read(stream, base, "", Integer.MAX_VALUE));
    }

    /** The next event, without comments. */
    static String next(InputStream body) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int before = 0;
        while (true) {
            int read = body.read();
            if (read < 0) {
                throw new IOException("the stream ended after " + bytes);
            }
            bytes.write(read);
            if (read == '\n' && before == '\n') {
                List<String> frames = frames(bytes.toByteArray());
                if (!frames.isEmpty()) {
                    return frames.getFirst();
                }
            }
            before = read;
        }
    }

    /** The events that are there as a whole, without comments. */
    static List<String> frames(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        List<String> frames = new ArrayList<>();
        int begin = 0;
        for (int end = text.indexOf("\n\n"); end >= 0; end = text.indexOf("\n\n", begin)) {
            String frame = text.substring(begin, end);
            if (!frame.startsWith(":")) {
                frames.add(frame);
            }
            begin = end + 2;
        }
        return frames;
    }

    static boolean isEnded(List<String> frames) {
        return !frames.isEmpty()
                && (frames.getLast().contains("event: document.closed")
                        || frames.getLast().contains("event: response.completed"));
    }

    /** What the client would resume after: an event ID, or OpenAI's sequence number. */
    static String last(List<String> frames) throws IOException {
        if (frames.isEmpty()) {
            return "";
        }
        for (String line : frames.getLast().split("\n")) {
            if (line.startsWith("id: ")) {
                return line.substring("id: ".length());
            }
        }
        String data = frames.getLast().substring(frames.getLast().indexOf("data: ") + "data: ".length());
        return Json.mapper().readTree(data).path("sequence_number").asText();
    }

    /** Begins a background response, lets its stream go after one event, and returns its id. */
    static String createResponse(URI base) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve("/v1/responses"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"model\":\"llm-i\",\"input\":\"the tides\",\"background\":true,\"stream\":true}"));
        try (InputStream body = open((ignored, after) -> request, base, "")) {
            String created = next(body);
            return ApiClient.json(created.substring(created.indexOf("data: ") + "data: ".length()))
                    .at("/response/id")
                    .asText();
        }
    }
}
