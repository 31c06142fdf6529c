package io.llmi.standalone.it;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;

import io.llmi.events.Document;
import io.llmi.events.Document.ImagePart;
import io.llmi.events.Document.ImageStatus;
import io.llmi.events.FailureCode;
import io.llmi.events.JobStatus;
import io.llmi.events.Topics;
import io.llmi.standalone.broker.FreePort;
import io.llmi.standalone.broker.TestBroker;
import io.llmi.standalone.it.ProbeWorker.Window;
import io.llmi.toolkit.contract.ProtocolServer;
import io.llmi.toolkit.image.ImageInspector;
import io.llmi.toolkit.kafka.TopicTail;
import io.llmi.toolkit.tool.Tools;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListShareGroupOffsetsSpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A worker that is killed at any moment of a call: one effect on the document, and no bill without end. */
class KillWindowsIT {
    static final byte[] PICTURE = Tools.png(8, 8, 77);

    private static final String ANSWER = """
            # A probe

            <imgen>{"source": "probe", "description": "what the probe saw", "params": {}}</imgen>

            The end.
            """;

    @TempDir
    static Path directory;

    private static ServiceProcess system;
    private static ScriptedPlanner planner;
    private static ProtocolServer backend;
    private static ApiClient api;
    private static TopicTail tail;
    private static final Queue<String> finalResults = new ConcurrentLinkedQueue<>();
    private static String bootstrapServers;

    @BeforeAll
    static void start() throws IOException {
        planner = new ScriptedPlanner(ANSWER, 7);
        backend = new ProtocolServer() {
            @Override
            protected Reply answer(Exchange exchange) {
                return Reply.bytes("image/png", PICTURE);
            }
        };
        int port = FreePort.find();
        bootstrapServers = "127.0.0.1:" + port;
        Map<String, String> environment = new HashMap<>(planner.environment());
        // The locks of dead workers may take longer to run out than anybody usually waits.
        environment.put("LLMI_ASSEMBLER_CALL_TIMEOUT", "10m");
        system = ServiceProcess.standalone(directory, port, environment);
        system.awaitReady();
        api = new ApiClient(system.url());
        tail = new TopicTail(
                Topics.TOOL_RESULTS, TestBroker.settings(bootstrapServers), new TopicTail.From.Beginning(), record -> {
                    if (!new String(record.value(), StandardCharsets.UTF_8).contains("\"type\":\"preview\"")) {
                        finalResults.add(record.key());
                    }
                });
        tail.start();
    }

    /** The file itself also says where the picture comes from. */
    private static int[] pixels(byte[] picture) throws Exception {
        BufferedImage image = ImageInspector.inspect(picture, 1_000_000).pixels();
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }

    private static long results(String job) {
        return finalResults.stream().filter(job::equals).count();
    }

    @AfterAll
    static void stop() throws Exception {
        tail.stop();
        system.close();
        planner.close();
        backend.close();
    }

    @ParameterizedTest
    @CsvSource({"FETCHED, 1, 1", "REPLIED, 2, 1", "STORED, 1, 1", "PUBLISHED, 1, 2"})
    void shouldHaveOneEffectWhenTheWorkerIsKilled(Window window, int calls, int results) throws Exception {
        long before = backend.calls();
        String job;
        try (WorkerProcess doomed = worker(window)) {
            awaitRegistered();
            job = api.submit("a probe");
            doomed.awaitWindow();
        }
        Document document;
        try (WorkerProcess ignored = worker(Window.NONE)) {
            document = api.awaitEnd(job);
            await("the results").atMost(Duration.ofSeconds(90)).until(() -> results(job) == results);
            awaitAcknowledged();
        }

        assertThat(document.status()).as("%s", document.parts()).isEqualTo(JobStatus.COMPLETED);
        ImagePart image = api.images(document).getFirst();
        assertThat(image.status()).isEqualTo(ImageStatus.READY);
        assertThat(pixels(api.blob(image.blob().orElseThrow().sha256()))).isEqualTo(pixels(PICTURE));
        assertThat(backend.calls() - before).isEqualTo(calls);
        assertThat(events(job)).containsOnlyOnce("image.ready");
    }

    @Test
    void shouldShowPreviewsAndLeaveTheDocumentAsItIs() {
        Document document;
        String job;
        try (WorkerProcess ignored = worker(Window.NONE)) {
            awaitRegistered();
            job = api.submit("a probe with previews");
            document = api.awaitEnd(job);
            awaitAcknowledged();
        }

        assertThat(events(job)).containsSubsequence("image.pending", "image.preview", "image.ready", "document.closed");
        assertThat(document.parts()).hasSize(3);
        assertThat(api.images(document)).hasSize(1);
    }

    @Test
    void shouldEndAsATypedFailureWhenTheJobKillsEveryWorker() {
        String job;
        long before = backend.calls();
        AtomicReference<WorkerProcess> worker = new AtomicReference<>(worker(Window.POISON));
        try {
            awaitRegistered();
            String submitted = api.submit("a poisonous probe");
            job = submitted;
            await("an end of " + submitted)
                    .atMost(Duration.ofMinutes(4))
                    .pollInterval(Duration.ofMillis(200))
                    .ignoreExceptionsInstanceOf(UncheckedIOException.class)
                    .until(() -> {
                        if (!worker.get().isAlive()) {
                            worker.get().close();
                            worker.set(worker(Window.POISON));
                        }
                        return api.document(submitted).status().isTerminal();
                    });
        } finally {
            worker.get().close();
        }

        Document document = api.document(job);
        assertThat(document.status()).isEqualTo(JobStatus.PARTIAL);
        ImagePart image = api.images(document).getFirst();
        assertThat(image.error().orElseThrow().code()).isEqualTo(FailureCode.BACKEND_ERROR);
        assertThat(image.error().orElseThrow().message()).contains("failed repeatedly");
        assertThat(backend.calls()).isEqualTo(before);
    }

    private static WorkerProcess worker(Window window) {
        return new WorkerProcess(window, directory, bootstrapServers, directory.resolve("blobs"), backend.base());
    }

    /** Else the next test's worker is dealt this one's request. */
    private static void awaitAcknowledged() {
        String group = Topics.toolGroup("probe");
        try (Admin admin = Admin.create(TestBroker.settings(bootstrapServers).clientProperties())) {
            await("all requests acknowledged")
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> admin
                            .listShareGroupOffsets(Map.of(group, new ListShareGroupOffsetsSpec()))
                            .partitionsToOffsetInfo(group)
                            .get()
                            .values()
                            .stream()
                            .allMatch(partition -> partition.lag().equals(Optional.of(0L))));
        }
    }

    private static void awaitRegistered() {
        await("the probe is registered")
                .atMost(Duration.ofSeconds(60))
                .until(() -> api.get("/v1/tools").body().contains("\"probe\""));
    }

    /** Names of the job's events in their order. */
    private static List<String> events(String job) {
        return api.get("/v1/jobs/" + job + "/events")
                .body()
                .lines()
                .filter(line -> line.startsWith("event:"))
                .map(line -> line.substring("event:".length()).strip())
                .toList();
    }
}
