package io.llmi.standalone.it;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

import io.llmi.events.Json;
import io.llmi.standalone.broker.FreePort;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Streams that break off anywhere, taken up again at another process. */
class ResumeIT {
    private static final String ANSWER = "# The tides\n\nThe tide comes in, pünktlich, 潮が満ちる.\n\n"
            + "<imgen>{'source': 'diffusion', 'description': 'A harbour', 'params': {'prompt': 'a harbour'}}</imgen>\n\n"
            + ScriptedPlanner.HOLD
            + "It goes out again.\n\n"
            + "<imgen>{'source': 'code', 'description': 'A line', 'params': {'code': 'plt.plot([1, 2])'}}</imgen>\n\nEnd.\n";
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TempDir
    private static Path directory;

    private static ScriptedPlanner planner;
    private static ServiceProcess system;
    private static ServiceProcess gateway;

    private final Random random = new Random(20_261_126);
    private int cuts;

    @BeforeAll
    static void start() throws IOException {
        planner = new ScriptedPlanner(ANSWER, 3);
        int port = FreePort.find();
        String bootstrapServers = "127.0.0.1:" + port;
        system = ServiceProcess.standalone(directory, port, planner.environment());
        system.awaitReady();
        gateway = new ServiceProcess(
                "gateway-service",
                Map.of(
                        "KAFKA_BOOTSTRAP_SERVERS",
                        bootstrapServers,
                        "LLMI_KAFKA_BOOTSTRAP_SERVERS",
                        bootstrapServers,
                        "LLMI_BLOBS_DIRECTORY",
                        directory.resolve("blobs").toString()));
        gateway.awaitReady();
    }

    @AfterAll
    static void stop() {
        gateway.close();
        system.close();
        planner.close();
    }

    @BeforeEach
    void hold() {
        planner.arm();
    }

    @Test
    void shouldGiveTheWholeStreamWhereverItIsCutAndHoweverOftenItIsResumed() throws Exception {
        planner.release();
        String job = new ApiClient(system.url()).submit("the tides");
        Opening events = jobEvents(job);
        List<String> whole = frames(read(events, system.url(), "", Integer.MAX_VALUE));
        assertThat(whole.getLast()).contains("event: document.closed");

        Opening responses = responses(createResponse());
        List<String> wholeResponse = frames(read(responses, system.url(), "", Integer.MAX_VALUE));
        assertThat(wholeResponse.getLast()).contains("response.completed");

        while (cuts < 1000) {
            assertThat(resumed(events, random.nextInt(2_000))).isEqualTo(whole);
            assertThat(resumed(responses, random.nextInt(20_000))).isEqualTo(wholeResponse);
        }
    }

    @Test
    void shouldFollowARunningJobFromOneGatewayToTheOther() throws Exception {
        String job = new ApiClient(system.url()).submit("the tides, slowly");
        Opening events = jobEvents(job);
        planner.awaitHeld();
        List<String> seen = new ArrayList<>();
        while (seen.isEmpty() || !seen.getLast().contains("event: document.closed")) {
            URI base = seen.size() % 2 == 0 ? system.url() : gateway.url();
            // One event, which may have to be waited for, and a part of what is there behind it.
            try (InputStream body = open(events, base, last(seen))) {
                seen.add(next(body));
                body.readNBytes(Math.min(body.available(), random.nextInt(200)));
            }
            if (seen.size() == 3) {
                planner.release();
            }
        }

        assertThat(seen).isEqualTo(frames(read(events, gateway.url(), "", Integer.MAX_VALUE)));
    }

    @Test
    void shouldFollowARunningResponseFromOneGatewayToTheOther() throws Exception {
        String response = createResponse();
        Opening events = responses(response);
        planner.awaitHeld();
        List<String> seen = new ArrayList<>();
        while (!isLast(seen)) {
            URI base = seen.size() % 2 == 0 ? gateway.url() : system.url();
            try (InputStream body = open(events, base, last(seen))) {
                seen.add(next(body));
                body.readNBytes(Math.min(body.available(), random.nextInt(400)));
            }
            if (seen.size() == 4) {
                planner.release();
            }
        }

        assertThat(seen).isEqualTo(frames(read(events, system.url(), "", Integer.MAX_VALUE)));
    }

    @Test
    void shouldFindAJobAtTheOtherGatewayAsSoonAsItIsAccepted() throws Exception {
        ApiClient here = new ApiClient(system.url());
        ApiClient there = new ApiClient(gateway.url());
        planner.release();
        for (int i = 0; i < 5; i++) {
            String job = here.submit("the tides");
            assertThat(there.get("/v1/jobs/" + job).statusCode()).isEqualTo(200);
            String other = there.submit("the tides");
            try (InputStream body = open(jobEvents(other), system.url(), "")) {
                assertThat(next(body)).contains("event: job.accepted");
            }
            String response = createResponse();
            try (InputStream body = open(responses(response), gateway.url(), "")) {
                assertThat(next(body)).contains("event: response.created");
            }
            HttpResponse<String> once = HTTP.send(
                    HttpRequest.newBuilder(system.url().resolve("/v1/jobs"))
                            .header("Content-Type", "application/json")
                            .header("Idempotency-Key", "once-" + i)
                            .POST(BodyPublishers.ofString("{\"prompt\":\"the tides\"}"))
                            .build(),
                    BodyHandlers.ofString());
            String id = ApiClient.json(once.body()).path("id").asText();
            try (InputStream body = open(jobEvents(id), gateway.url(), "")) {
                assertThat(next(body)).contains("event: job.accepted");
            }
        }
    }

    private static Opening jobEvents(String job) {
        return (base, after) -> {
            HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve("/v1/jobs/" + job + "/events"));
            return after.isEmpty() ? request : request.header("Last-Event-ID", after);
        };
    }

    private static Opening responses(String response) {
        return (base, after) -> HttpRequest.newBuilder(base.resolve(
                "/v1/responses/" + response + "?stream=true" + (after.isEmpty() ? "" : "&starting_after=" + after)));
    }

    /** Begins a background response at the first process, lets its stream go after one event, and returns its id. */
    private static String createResponse() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(system.url().resolve("/v1/responses"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(
                        "{\"model\":\"llm-i\",\"input\":\"the tides\",\"background\":true,\"stream\":true}"))
                .build();
        try (InputStream body = HTTP.send(request, BodyHandlers.ofInputStream()).body()) {
            String created = next(body);
            return ApiClient.json(created.substring(created.indexOf("data: ") + "data: ".length()))
                    .at("/response/id")
                    .asText();
        }
    }

    /** How a stream is asked for, after an event or from the beginning. */
    @FunctionalInterface
    private interface Opening {
        HttpRequest.Builder request(URI base, String after);
    }

    /** The frames of a stream that is read in pieces, alternately from both gateways. */
    private List<String> resumed(Opening stream, int mostBytes) throws Exception {
        List<String> frames = new ArrayList<>();
        boolean first = random.nextBoolean();
        while (true) {
            int bytes = 1 + random.nextInt(Math.max(1, mostBytes));
            byte[] piece = read(stream, first ? system.url() : gateway.url(), last(frames), bytes);
            List<String> more = frames(piece);
            frames.addAll(more);
            if (piece.length < bytes || isLast(frames)) {
                return frames;
            }
            cuts++;
            first = !first;
            // A frame that is longer than all pieces would never come: the next one is larger.
            mostBytes = more.isEmpty() ? mostBytes * 2 + 200 : mostBytes;
        }
    }

    private static boolean isLast(List<String> frames) {
        return !frames.isEmpty()
                && (frames.getLast().contains("event: document.closed")
                        || frames.getLast().contains("event: response.completed"));
    }

    private static byte[] read(Opening stream, URI base, String after, int bytes) throws Exception {
        try (InputStream body = open(stream, base, after)) {
            return body.readNBytes(bytes);
        }
    }

    private static InputStream open(Opening stream, URI base, String after) throws Exception {
        HttpResponse<InputStream> response =
                HTTP.send(stream.request(base, after).build(), BodyHandlers.ofInputStream());
        assertThat(response.statusCode()).isEqualTo(200);
        return response.body();
    }

    /** The next event, without comments. */
    private static String next(InputStream body) throws IOException {
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
    private static List<String> frames(byte[] bytes) {
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

    /** What the client would resume after: an event ID, or OpenAI's sequence number. */
    private static String last(List<String> frames) throws IOException {
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
}
