package io.llmi.standalone.it;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmi.events.Document;
import io.llmi.events.Document.ImagePart;
import io.llmi.events.Document.ImageStatus;
import io.llmi.events.JobStatus;
import io.llmi.events.Json;
import io.llmi.events.ScalingReport;
import io.llmi.events.ScalingReport.Fate;
import io.llmi.standalone.it.ScriptedModels.Judge;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Test-time scaling on the packaged server, with a scripted planner and judge whose true qualities are known. */
class ScalingIT {
    private static final List<String> CANDIDATES =
            List.of(candidate(0, 2), candidate(1, 5), candidate(2, 4), "# Candidate 3\n\nNo tag.");

    @TempDir
    static Path directory;

    private static ScriptedModels models;
    private static ServiceProcess server;
    private static ApiClient api;

    @BeforeAll
    static void start() throws IOException {
        models = new ScriptedModels(CANDIDATES);
        server = ServiceProcess.standalone(
                directory,
                Map.of(
                        "OPENAI_BASE_URL",
                        models.baseUrl(),
                        "OPENAI_API_KEY",
                        "",
                        "LLMI_JUDGE_LLM_BASE_URL",
                        models.baseUrl(),
                        "LLMI_JUDGE_LLM_TIMEOUT",
                        "5s",
                        "LLMI_JUDGE_MLLM_BASE_URL",
                        models.baseUrl(),
                        "LLMI_JUDGE_MLLM_TIMEOUT",
                        "5s",
                        // So that the judge sees the very bytes.
                        "LLMI_JUDGE_IMAGE_PIXELS",
                        "100000000",
                        "LLMI_CODE_TIMEOUT_SECONDS",
                        "110"));
        server.awaitReady();
        api = new ApiClient(server.url());
    }

    @AfterAll
    static void stop() {
        server.close();
        models.close();
    }

    @BeforeEach
    void prepare() {
        models.judges(Judge.HONEST);
        models.plans(true);
        models.writes(CANDIDATES);
    }

    @Test
    void shouldMakeTheBestCandidateTheDocument() {
        int before = calls("code");
        String job = api.submit(request(4, 2, 1, false));
        Document document = api.awaitEnd(job);

        assertThat(document.status()).as(document.toString()).isEqualTo(JobStatus.COMPLETED);
        assertThat(document.parts().toString()).contains("Candidate 1").doesNotContain("Candidate 2");
        assertThat(pictures(document))
                .singleElement()
                .satisfies(picture -> assertThat(picture.status()).isEqualTo(ImageStatus.READY));
        ScalingReport report = document.usage().scaling().orElseThrow();
        assertThat(report.candidates())
                .extracting(ScalingReport.Candidate::fate)
                .containsExactly(Fate.PASSED_OVER, Fate.CHOSEN, Fate.KEPT, Fate.DROPPED);
        assertThat(report.candidates().get(3).reason().orElse("")).contains("0 readable tags");
        assertThat(report.candidates().get(1).reward().orElseThrow())
                .isGreaterThan(report.candidates().get(2).reward().orElseThrow());
        assertThat(report.stages()).extracting(ScalingReport.Stage::name).containsExactly("write", "score", "make");
        assertThat(document.usage().outputTokens()).isEqualTo(4 * 20);
        // Of the two that were kept; the document's own is answered from the ledger.
        assertThat(calls("code") - before).isEqualTo(2);

        String events = api.get("/v1/jobs/" + job + "/events").body();
        assertThat(events).contains("\"model\":\"scripted\"");
        assertThat(events).contains("event: candidate.progress").doesNotContain("event: draft.reset");
        assertThat(events.split("event: draft.started")).hasSize(2);
        assertThat(api.get("/v1/jobs?limit=100").body()).contains(job).doesNotContain("internal:");
    }

    @Test
    void shouldPolishTheTextAndLeaveTheTags() {
        Document document = api.awaitEnd(api.submit(request(2, 1, 1, true)));

        assertThat(document.status()).isEqualTo(JobStatus.COMPLETED);
        assertThat(document.parts().toString()).contains("Polished words").contains("Candidate 1");
        assertThat(pictures(document))
                .singleElement()
                .satisfies(picture -> assertThat(picture.description()).isEqualTo("A line of candidate 1"));
        assertThat(document.usage().scaling().orElseThrow().notes()).isEmpty();
    }

    @Test
    void shouldHaveAProgramThatFailedMendedByItsPlanner() {
        models.writes(List.of(candidate(0, 3).replace("[1, 2]", "undefined_name"), "# Nothing\n\nNo tag."));
        String job = api.submit(request(2, 2, 2, false));
        Document document = api.awaitEnd(job);

        assertThat(document.status())
                .as(document.usage() + api.get("/v1/jobs/" + job + "/events").body())
                .isEqualTo(JobStatus.COMPLETED);
        assertThat(pictures(document))
                .singleElement()
                .satisfies(picture -> assertThat(picture.status()).isEqualTo(ImageStatus.READY));
        // Two drafts and the mended one.
        assertThat(document.usage().outputTokens()).isEqualTo(3 * 20);
    }

    @Test
    void shouldShowTheBestVariantOfEachPictureAndTheEditThatWasMadeOfIt() {
        models.judges(Judge.LOOKING);
        models.writes(List.of("# A harbour\n\nBoats.\n\n" + tag("diffusion", "{\"prompt\": \"a harbour at dawn\"}")
                + "\n\nThe same in grey.\n\n" + tag("edit", "{\"prompt\": \"greyscale\", \"img_index\": 0}")
                + "\n\nGulls.\n\n" + tag("diffusion", "{\"prompt\": \"gulls\"}") + "\n\nThe coast.\n\n"
                + tag("search", "{\"query\": \"mountain lake\"}") + "\n\nThe end."));
        int before = models.looks().size();
        int paintings = calls("diffusion");
        String job = api.submit(request(1, 1, 3, false).put("image_count", 4));
        Document document = api.awaitEnd(job);

        assertThat(document.status()).as(document.toString()).isEqualTo(JobStatus.COMPLETED);
        List<String> shown = pictures(document).stream()
                .map(picture -> picture.blob().orElseThrow().sha256())
                .toList();
        List<ScriptedModels.Look> looks =
                models.looks().subList(before, models.looks().size());
        assertThat(looks.getLast().pictures())
                .as("the document that was judged")
                .isEqualTo(shown);
        // The painting with its edit, and the two that stand alone, by what the excerpts show.
        List<ScriptedModels.Look> edited =
                looks.stream().filter(look -> look.pictures().size() == 2).toList();
        List<ScriptedModels.Look> alone =
                looks.stream().filter(look -> look.pictures().size() == 1).toList();
        assertThat(edited).hasSize(3);
        assertThat(calls("diffusion") - paintings).isEqualTo(2 * 3);
        assertThat(alone).hasSizeGreaterThan(3);
        assertThat(edited)
                .filteredOn(look -> look.score() == bestOf(edited))
                .extracting(ScriptedModels.Look::pictures)
                .contains(shown.subList(0, 2));
        assertThat(alone).extracting(ScriptedModels.Look::pictures).contains(shown.subList(2, 3), shown.subList(3, 4));
        List<Integer> variants =
                document.usage().scaling().orElseThrow().candidates().getFirst().variants();
        assertThat(variants).hasSize(4);
        assertThat(variants.get(1)).isEqualTo(variants.get(0));
        assertThat(pictures(document).get(1).provenance().orElseThrow().derivedFrom())
                .contains(job + "/0/0");
        assertThat(pictures(document)
                        .get(3)
                        .provenance()
                        .orElseThrow()
                        .params()
                        .path("rank")
                        .asInt(1))
                .isEqualTo(variants.get(3) + 1);
    }

    private static int bestOf(List<ScriptedModels.Look> looks) {
        return looks.stream().mapToInt(ScriptedModels.Look::score).max().orElseThrow();
    }

    private static String tag(String tool, String params) {
        return "<imgen>{\"source\": \"%s\", \"description\": \"A picture\", \"params\": %s}</imgen>"
                .formatted(tool, params);
    }

    @Test
    void shouldCostQualityAndNotTheJobWhenTheJudgeBabblesOrDies() {
        for (Judge judge : List.of(Judge.BABBLING, Judge.DEAD)) {
            models.judges(judge);
            Document document = api.awaitEnd(api.submit(request(3, 2, 1, false)));

            assertThat(document.status()).as(judge + ": " + document).isEqualTo(JobStatus.COMPLETED);
            assertThat(document.usage().scaling().orElseThrow().candidates())
                    .filteredOn(candidate -> candidate.fate() == Fate.CHOSEN)
                    .hasSize(1);
        }
    }

    @Test
    void shouldEndByTheDeadlineWhenTheJudgeHangs() {
        models.judges(Judge.SILENT);
        Document document = api.awaitEnd(api.submit(request(3, 2, 1, false).put("deadline_seconds", 60)));

        assertThat(document.status()).as(document.toString()).isEqualTo(JobStatus.COMPLETED);
        assertThat(document.timings().completedMs()).isLessThan(60_000);
    }

    @Test
    void shouldStopAllCandidatesWhenTheJobIsCancelled() {
        models.plans(false);
        int before = models.drafts();
        String job = api.submit(request(4, 2, 1, false));
        await().atMost(Duration.ofSeconds(60)).until(() -> models.drafts() >= before + 4);

        api.post("/v1/jobs/" + job + "/cancel", "");

        assertThat(api.awaitEnd(job).status()).isEqualTo(JobStatus.CANCELLED);
        // Slots of the planner are free again: none of the four still waits for its model.
        models.plans(true);
        assertThat(api.awaitEnd(api.submit(request(4, 2, 1, false))).status()).isEqualTo(JobStatus.COMPLETED);
    }

    @Test
    void shouldFreeTheToolsWhenAJobIsCancelledInTheMiddleOfItsCalls() {
        String sleeper = candidate(0, 3).replace("plt.plot([1, 2])", "import time; time.sleep(100)");
        // More than there are slots: some are at work, some wait.
        models.writes(List.of(sleeper.repeat(5)));
        String job = api.submit(Json.mapper().createObjectNode().put("prompt", "Draw lines"));
        await().atMost(Duration.ofSeconds(60)).until(() -> busyCodeSlots() == 3);

        api.post("/v1/jobs/" + job + "/cancel", "");

        Document cancelled = api.awaitEnd(job);
        assertThat(cancelled.status()).isEqualTo(JobStatus.CANCELLED);
        assertThat(cancelled.parts().toString()).contains("Some words");
        await().atMost(Duration.ofSeconds(60)).until(() -> busyCodeSlots() == 0);
        models.writes(CANDIDATES);
        Document next = api.awaitEnd(api.submit(request(1, 1, 1, false).put("deadline_seconds", 60)));
        assertThat(next.status()).as(next.toString()).isEqualTo(JobStatus.COMPLETED);
    }

    private static int busyCodeSlots() {
        return metric("llmi_tool_slots_busy{", "code");
    }

    private static int calls(String tool) {
        return metric("llmi_tool_calls_seconds_count{", tool);
    }

    private static int metric(String name, String tool) {
        return api.get("/q/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(name) && line.contains("tool=\"" + tool + "\""))
                .mapToInt(line -> (int) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private static String candidate(int number, int quality) {
        return ("# Candidate %d\n\nSome words of QUALITY-%d about lines.\n\n<imgen>{\"source\": \"code\", \"description\":"
                        + " \"A line of candidate %d\", \"params\": {\"code\": \"plt.plot([1, %d])\"}}</imgen>\n\nThe end.")
                .formatted(number, quality, number, number + 2);
    }

    private static ObjectNode request(int samples, int keep, int variants, boolean polish) {
        ObjectNode request =
                Json.mapper().createObjectNode().put("prompt", "Draw a line").put("image_count", 1);
        request.putObject("scaling")
                .put("samples", samples)
                .put("keep", keep)
                .put("variants", variants)
                .put("polish", polish);
        return request;
    }

    private static List<ImagePart> pictures(Document document) {
        return document.parts().stream()
                .filter(ImagePart.class::isInstance)
                .map(ImagePart.class::cast)
                .toList();
    }
}
