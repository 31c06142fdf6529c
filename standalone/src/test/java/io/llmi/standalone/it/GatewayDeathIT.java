package io.llmi.standalone.it;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import io.llmi.events.JobStatus;
import io.llmi.events.Json;
import io.llmi.standalone.broker.FreePort;
import io.llmi.standalone.it.Sse.Opening;
import io.llmi.standalone.it.WebhookReceiver.Received;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** One of two gateways is killed while it streams, answers and delivers; its clients go on at the other one. */
class GatewayDeathIT {
    private static final String ANSWER = "# The tides\n\nThe tide comes in, pünktlich, 潮が満ちる.\n\n"
            + "<imgen>{'source': 'diffusion', 'description': 'A harbour', 'params': {'prompt': 'a harbour'}}</imgen>\n\n"
            + ScriptedPlanner.HOLD
            + "It goes out again. And in, and out; and in, and out.\n\n".repeat(20)
            + "<imgen>{'source': 'edit', 'description': 'A dark one', 'params': {'img_index': 0, 'prompt': 'darker'}}</imgen>\n\nEnd.\n";
    private static final String SECRET = "whsec_bGxtaS13ZWJob29rLXRlc3Qtc2VjcmV0LTMyYnl0ZXM=";

    @TempDir
    private static Path directory;

    private static ScriptedPlanner planner;
    private static WebhookReceiver receiver;
    private static ServiceProcess system;
    private static ServiceProcess doomed;
    private static ServiceProcess survivor;

    @BeforeAll
    static void start() throws IOException {
        planner = new ScriptedPlanner(ANSWER, 11);
        receiver = new WebhookReceiver("127.0.0.1", 0);
        int port = FreePort.find();
        // It has no webhook secret: only the two gateways deliver.
        system = ServiceProcess.standalone(directory, port, planner.environment());
        system.awaitReady();
        doomed = gateway(port);
        survivor = gateway(port);
        doomed.awaitReady();
        survivor.awaitReady();
    }

    @AfterAll
    static void stop() {
        survivor.close();
        doomed.close();
        system.close();
        receiver.close();
        planner.close();
    }

    @BeforeEach
    void reviveTheGateway() {
        planner.arm();
        if (!doomed.isAlive()) {
            doomed.restart();
            doomed.awaitReady();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 6, 9})
    void shouldGiveEveryEventOnceWhenTheGatewayOfAStreamDiesAfterSomeOfThem(int events) throws Exception {
        String job = new ApiClient(doomed.url()).submit("the tides");

        assertResumes(Sse.job(job), events);

        assertThat(new ApiClient(survivor.url()).document(job).status()).isEqualTo(JobStatus.COMPLETED);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 8})
    void shouldGiveEveryResponseEventOnceWhenTheGatewayOfAStreamDiesAfterSomeOfThem(int events) throws Exception {
        assertResumes(Sse.response(Sse.createResponse(doomed.url())), events);
    }

    /** Reads so many events at the gateway that dies then, and the others at the one that lives. */
    private static void assertResumes(Opening stream, int events) throws Exception {
        planner.awaitHeld();
        List<String> seen = new ArrayList<>();
        try (InputStream body = Sse.open(stream, doomed.url(), "")) {
            while (seen.size() < events) {
                seen.add(Sse.next(body));
                if (seen.size() == 3) {
                    planner.release();
                }
            }
            doomed.kill();
            // What had left the gateway is the client's, too.
            while (true) {
                seen.add(Sse.next(body));
            }
        } catch (IOException e) {
            assertThat(doomed.isAlive()).as("the stream broke by itself: %s", e).isFalse();
        }
        assertThat(Sse.isEnded(seen))
                .as("the whole stream was there before the death")
                .isFalse();
        planner.release();

        seen.addAll(Sse.frames(Sse.read(stream, survivor.url(), Sse.last(seen), Integer.MAX_VALUE)));

        assertThat(Sse.isEnded(seen)).isTrue();
        assertThat(seen).isEqualTo(Sse.whole(stream, survivor.url()));
    }

    @Test
    void shouldGiveTheSameJobWhenASubmissionIsRepeatedAtTheOtherGateway() {
        String body = "{\"prompt\":\"the tides, once\"}";
        JsonNode first = ApiClient.json(
                new ApiClient(doomed.url()).post("/v1/jobs", body, "once").body());
        doomed.kill();
        ApiClient other = new ApiClient(survivor.url());

        var repeated = other.post("/v1/jobs", body, "once");

        assertThat(repeated.statusCode()).isEqualTo(202);
        assertThat(ApiClient.json(repeated.body()).get("id")).isEqualTo(first.get("id"));
        assertThat(other.post("/v1/jobs", "{\"prompt\":\"another\"}", "once").statusCode())
                .isEqualTo(409);
        planner.release();
        assertThat(other.awaitEnd(first.get("id").asText()).status()).isEqualTo(JobStatus.COMPLETED);
    }

    @Test
    void shouldGiveOneJobForEachKeyWhenTheGatewayDiesWhileItTakesThemIn() {
        planner.release();
        Map<String, String> answered = new ConcurrentHashMap<>();
        Set<String> keys = ConcurrentHashMap.newKeySet();
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 4; i++) {
                String client = "dying-" + i + "-";
                clients.execute(() -> submitUntilDeath(client, keys, answered));
            }
            await("some answers").pollInterval(Duration.ofMillis(1)).until(() -> answered.size() >= 8);
            doomed.kill();
        }
        ApiClient other = new ApiClient(survivor.url());

        Map<String, String> repeated = new HashMap<>();
        keys.forEach(key -> repeated.put(key, submit(other, key)));

        assertThat(answered).as("answers, of so many asked").hasSizeLessThan(keys.size());
        assertThat(repeated).containsAllEntriesOf(answered);
        assertThat(new HashSet<>(repeated.values())).hasSameSizeAs(keys);
        repeated.values()
                .forEach(job -> assertThat(other.awaitEnd(job).status()).isEqualTo(JobStatus.COMPLETED));
        assertThat(jobsOf(other, "dying-")).containsExactlyInAnyOrderElementsOf(repeated.values());
    }

    @Test
    void shouldDeliverWhatTheDeadGatewayCouldNotWhenTheReceiverIsBack() throws Exception {
        planner.release();
        Set<String> jobs = new HashSet<>();
        // The gateways share them by partition; some are soon the doomed one's.
        await("it delivers").atMost(Duration.ofSeconds(60)).until(() -> {
            jobs.add(new ApiClient(doomed.url())
                    .submit(Json.mapper()
                            .createObjectNode()
                            .put("prompt", "the tides, and tell me")
                            .put("webhook_url", receiver.url("/down"))));
            String log = Files.readString(doomed.log());
            return jobs.stream().anyMatch(job -> log.contains(job + ": webhook attempt 2 failed"));
        });
        Set<String> orphans = new HashSet<>(jobs);
        String log = Files.readString(doomed.log());
        orphans.removeIf(job -> !log.contains(job + ": webhook attempt"));

        doomed.kill();
        int before = receiver.at("/down").size();
        receiver.recover();

        await("the orphans' webhooks")
                .atMost(Duration.ofSeconds(60))
                .until(() -> messages(before)
                        .containsAll(orphans.stream().map(job -> "msg_" + job).toList()));
        for (Received message :
                receiver.at("/down").subList(before, receiver.at("/down").size())) {
            assertThat(DocumentedExample.verifies(message, SECRET)).isTrue();
            String job = message.headers().get("webhook-id").substring("msg_".length());
            assertThat(Json.mapper().readTree(message.body()).at("/data/id").asText())
                    .isEqualTo(job);
        }
        String survivors = Files.readString(survivor.log());
        assertThat(orphans).isNotEmpty().allSatisfy(job -> assertThat(survivors).contains(job + ": webhook delivered"));
    }

    /** One submission after the other: so one of each client is under way at the death. */
    private static void submitUntilDeath(String client, Set<String> keys, Map<String, String> answered) {
        ApiClient gateway = new ApiClient(doomed.url());
        for (int i = 0; true; i++) {
            keys.add(client + i);
            try {
                answered.put(client + i, submit(gateway, client + i));
            } catch (UncheckedIOException e) {
                return;
            }
        }
    }

    private static Set<String> messages(int from) {
        List<Received> all = receiver.at("/down");
        Set<String> ids = new HashSet<>();
        all.subList(from, all.size()).forEach(one -> ids.add(one.headers().get("webhook-id")));
        return ids;
    }

    private static String submit(ApiClient gateway, String key) {
        var answer = gateway.post("/v1/jobs", "{\"prompt\":\"" + key + "\"}", key);
        if (answer.statusCode() != 202) {
            throw new UncheckedIOException(new IOException(answer.statusCode() + " " + answer.body()));
        }
        return ApiClient.json(answer.body()).get("id").asText();
    }

    private static List<String> jobsOf(ApiClient gateway, String prompt) {
        JsonNode page = ApiClient.json(gateway.get("/v1/jobs?limit=100").body());
        return StreamSupport.stream(page.get("data").spliterator(), false)
                .filter(job -> job.path("excerpt").asText().startsWith(prompt))
                .map(job -> job.get("id").asText())
                .toList();
    }

    private static ServiceProcess gateway(int brokerPort) {
        String bootstrapServers = "127.0.0.1:" + brokerPort;
        return new ServiceProcess(
                "gateway-service",
                Map.of(
                        "KAFKA_BOOTSTRAP_SERVERS",
                        bootstrapServers,
                        "LLMI_KAFKA_BOOTSTRAP_SERVERS",
                        bootstrapServers,
                        "LLMI_BLOBS_DIRECTORY",
                        directory.resolve("blobs").toString(),
                        "LLMI_GATEWAY_WEBHOOK_SECRETS",
                        SECRET,
                        "LLMI_GATEWAY_WEBHOOK_ALLOWED_NETWORKS",
                        "127.0.0.0/8",
                        "LLMI_GATEWAY_WEBHOOK_ALLOWED_PORTS",
                        Integer.toString(receiver.port()),
                        "LLMI_GATEWAY_WEBHOOK_FIRST_DELAY",
                        "300ms",
                        "LLMI_GATEWAY_WEBHOOK_MAX_DELAY",
                        "1s",
                        "LLMI_GATEWAY_WEBHOOK_MAX_ATTEMPTS",
                        "1000"));
    }
}
