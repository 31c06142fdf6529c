package io.llmi.standalone.it;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

import io.llmi.standalone.broker.FreePort;
import io.llmi.standalone.it.Sse.Opening;
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
        Opening events = Sse.job(job);
        List<String> whole = Sse.whole(events, system.url());
        assertThat(whole.getLast()).contains("event: document.closed");

        Opening responses = Sse.response(Sse.createResponse(system.url()));
        List<String> wholeResponse = Sse.whole(responses, system.url());
        assertThat(wholeResponse.getLast()).contains("response.completed");

        while (cuts < 1000) {
            assertThat(resumed(events, random.nextInt(2_000))).isEqualTo(whole);
            assertThat(resumed(responses, random.nextInt(20_000))).isEqualTo(wholeResponse);
        }
    }

    @Test
    void shouldFollowARunningJobFromOneGatewayToTheOther() throws Exception {
        String job = new ApiClient(system.url()).submit("the tides, slowly");
        Opening events = Sse.job(job);
        planner.awaitHeld();
        List<String> seen = new ArrayList<>();
        while (!Sse.isEnded(seen)) {
            URI base = seen.size() % 2 == 0 ? system.url() : gateway.url();
            // One event, which may have to be waited for, and a part of what is there behind it.
            try (InputStream body = Sse.open(events, base, Sse.last(seen))) {
                seen.add(Sse.next(body));
                body.readNBytes(Math.min(body.available(), random.nextInt(200)));
            }
            if (seen.size() == 3) {
                planner.release();
            }
        }

        assertThat(seen).isEqualTo(Sse.whole(events, gateway.url()));
    }

    @Test
    void shouldFollowARunningResponseFromOneGatewayToTheOther() throws Exception {
        String response = Sse.createResponse(system.url());
        Opening events = Sse.response(response);
        planner.awaitHeld();
        List<String> seen = new ArrayList<>();
        while (!Sse.isEnded(seen)) {
            URI base = seen.size() % 2 == 0 ? gateway.url() : system.url();
            try (InputStream body = Sse.open(events, base, Sse.last(seen))) {
                seen.add(Sse.next(body));
                body.readNBytes(Math.min(body.available(), random.nextInt(400)));
            }
            if (seen.size() == 4) {
                planner.release();
            }
        }

        assertThat(seen).isEqualTo(Sse.whole(events, system.url()));
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
            try (InputStream body = Sse.open(Sse.job(other), system.url(), "")) {
                assertThat(Sse.next(body)).contains("event: job.accepted");
            }
            String response = Sse.createResponse(system.url());
            try (InputStream body = Sse.open(Sse.response(response), gateway.url(), "")) {
                assertThat(Sse.next(body)).contains("event: response.created");
            }
            String once = here.post("/v1/jobs", "{\"prompt\":\"the tides\"}", "once-" + i)
                    .body();
            String id = ApiClient.json(once).path("id").asText();
            try (InputStream body = Sse.open(Sse.job(id), gateway.url(), "")) {
                assertThat(Sse.next(body)).contains("event: job.accepted");
            }
        }
    }

    /** The frames of a stream that is read in pieces, alternately from both gateways. */
    private List<String> resumed(Opening stream, int mostBytes) throws Exception {
        List<String> frames = new ArrayList<>();
        boolean first = random.nextBoolean();
        while (true) {
            int bytes = 1 + random.nextInt(Math.max(1, mostBytes));
            byte[] piece = Sse.read(stream, first ? system.url() : gateway.url(), Sse.last(frames), bytes);
            List<String> more = Sse.frames(piece);
            frames.addAll(more);
            if (piece.length < bytes || Sse.isEnded(frames)) {
                return frames;
            }
            cuts++;
            first = !first;
            // A frame that is longer than all pieces would never come: the next one is larger.
            mostBytes = more.isEmpty() ? mostBytes * 2 + 200 : mostBytes;
        }
    }
}
