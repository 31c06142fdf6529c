package io.llmi.standalone.it;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmi.events.Document;
import io.llmi.events.Document.ImagePart;
import io.llmi.events.Document.ImageStatus;
import io.llmi.events.Document.TextPart;
import io.llmi.events.JobStatus;
import io.llmi.events.Json;
import io.llmi.events.ScalingReport;
import io.llmi.events.Topics;
import io.llmi.standalone.broker.TestBroker;
import io.llmi.toolkit.kafka.TopicTail;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Every service as a process of its own against one broker, with a planner endpoint that streams a recorded answer. */
class SeparateProcessesIT {
    private static final List<String> SERVICES = List.of(
            "planner-service",
            "parser-service",
            "tool-search-service",
            "tool-diffusion-service",
            "tool-code-service",
            "tool-edit-service",
            "assembler-service",
            "judge-service",
            "gateway-service");

    /** As LLM-I's published models write: Python dict literals, raw newlines in code; text with wide characters. */
    private static final String ANSWER = """
            # Gezeiten – 潮汐 🌊

            The cover first.

            <imgen>{'source': 'diffusion', 'description': 'A painted cover', 'params': {'prompt': 'an oil painting of a harbour at noon'}}</imgen>

            Water rises and falls.

            <imgen>{'source': 'code', 'description': 'Height over a day', 'params': {'code': 'plt.plot([0, 6, 12], [2.1, 4.8, 2.2])
            plt.title("Tide")
            plt.show()'}}</imgen>
            """ + ScriptedPlanner.HOLD + """
            A real harbour:

            <imgen>{'source': 'search', 'description': 'A harbour', 'params': {'query': 'harbour'}}</imgen>

            The cover again, at night:

            <imgen>{'source': 'edit', 'description': 'The cover at night', 'params': {'img_index': 0, 'prompt': 'make it night'}}</imgen>

            Ende – 完
            """;

    private static final String TEXT =
            ANSWER.replace(ScriptedPlanner.HOLD, "").replaceAll("(?s)<imgen>.*?</imgen>", "");

    @TempDir
    static Path directory;

    private static final Map<String, ServiceProcess> processes = new HashMap<>();
    private static TestBroker broker;
    private static ScriptedPlanner planner;
    private static ApiClient api;

    @BeforeAll
    static void start() throws IOException {
        broker = TestBroker.start(directory.resolve("kafka"));
        planner = new ScriptedPlanner(ANSWER, 42);
        for (String service : SERVICES) {
            processes.put(
                    service,
                    new ServiceProcess(
                            service,
                            Map.of(
                                    "KAFKA_BOOTSTRAP_SERVERS",
                                    broker.bootstrapServers(),
                                    "LLMI_BLOBS_DIRECTORY",
                                    directory.resolve("blobs").toString(),
                                    "LLMI_KAFKA_INSTANCE_ID",
                                    service + "-0",
                                    "OPENAI_BASE_URL",
                                    planner.baseUrl(),
                                    "OPENAI_API_KEY",
                                    "sk-test",
                                    "LLMI_PLANNER_MODEL",
                                    "scripted")));
        }
        processes.values().forEach(ServiceProcess::awaitReady);
        api = new ApiClient(processes.get("gateway-service").url());
        await("four tools registered").atMost(Duration.ofSeconds(30)).until(() -> {
            String tools = api.get("/v1/tools").body();
            return Topics.SHIPPED_TOOLS.stream().allMatch(tool -> tools.contains("\"" + tool + "\""));
        });
    }

    @AfterAll
    static void stop() {
        processes.values().forEach(ServiceProcess::close);
        planner.close();
        broker.close();
    }

    @Test
    void shouldAskTheFirstToolBeforeThePlannerHasWrittenItsLastToken() throws Exception {
        planner.arm();
        ConcurrentLinkedQueue<String> requested = new ConcurrentLinkedQueue<>();
        TopicTail tail = new TopicTail(
                Topics.toolRequests("diffusion"),
                broker.settings(),
                new TopicTail.From.Moment(Instant.now()),
                record -> requested.add(record.key()));
        tail.start();
        try {
            String job = api.submit("the tides");
            planner.awaitHeld();
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(requested).contains(job));
            planner.release();
            assertWhole(api.awaitEnd(job));
        } finally {
            planner.release();
            tail.stop();
        }
        assertThat(planner.requests().getLast())
                .contains("\"stream\":true")
                .contains("imgen")
                .contains("the tides");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "planner-service",
                "parser-service",
                "tool-search-service",
                "tool-diffusion-service",
                "tool-code-service",
                "tool-edit-service",
                "assembler-service",
                "gateway-service"
            })
    void shouldCompleteTheJobWhenAServiceIsKilledInTheMiddleOfItAndRestarted(String victim) throws Exception {
        planner.arm();
        String job = api.submit("the tides, and a crash");
        planner.awaitHeld();

        processes.get(victim).kill();
        planner.release();
        processes.get(victim).restart();
        processes.get(victim).awaitReady();

        assertWhole(api.awaitEnd(job));
    }

    @Test
    void shouldCompleteTheJobWhenTheCoordinatorOfItsCandidatesIsKilledAndRestarted() throws Exception {
        planner.arm();
        ObjectNode request = Json.mapper()
                .createObjectNode()
                .put("prompt", "the tides, chosen of several")
                .put("image_count", 4);
        request.putObject("scaling").put("samples", 2).put("variants", 2);
        String job = api.submit(request);
        planner.awaitHeld();

        processes.get("judge-service").kill();
        planner.release();
        processes.get("judge-service").restart();
        processes.get("judge-service").awaitReady();

        Document document = api.awaitEnd(job);
        assertWhole(document);
        assertThat(document.usage().scaling().orElseThrow().candidates())
                .extracting(ScalingReport.Candidate::fate)
                .containsExactlyInAnyOrder(ScalingReport.Fate.CHOSEN, ScalingReport.Fate.DROPPED);
    }

    private static void assertWhole(Document document) {
        assertThat(document.status()).as("status; parts: %s", document.parts()).isEqualTo(JobStatus.COMPLETED);
        assertThat(document.parts().stream()
                        .filter(TextPart.class::isInstance)
                        .map(part -> ((TextPart) part).text())
                        .collect(Collectors.joining()))
                .isEqualTo(TEXT);
        List<ImagePart> images = api.images(document);
        assertThat(images).extracting(ImagePart::tool).containsExactly("diffusion", "code", "search", "edit");
        assertThat(images).extracting(ImagePart::index).containsExactly(0, 1, 2, 3);
        assertThat(images).extracting(ImagePart::status).containsOnly(ImageStatus.READY);
        assertThat(images.get(3).provenance().orElseThrow().derivedFrom()).hasValue(document.id() + "/0/0");
        for (ImagePart image : images) {
            var blob = image.blob().orElseThrow();
            assertThat(api.blob(blob.sha256())).hasSize((int) blob.bytes());
        }
    }
}
