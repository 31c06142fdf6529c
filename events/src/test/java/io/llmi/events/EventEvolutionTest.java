package io.llmi.events;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What lets services of different versions talk: additive evolution, in both directions. */
class EventEvolutionTest {
    private static final JobId JOB = JobId.derived("tenant", "key");
    private static final JobId OTHER = JobId.derived("t", "other");
    private static final DraftId DRAFT = new DraftId(JOB, 0);
    private static final Budget BUDGET = new Budget(JOB, new BigDecimal("0.25"));
    private static final CallId CALL = new CallId(DRAFT, 3);
    private static final Instant AT = Instant.parse("2026-01-02T03:04:05.678Z");
    private static final BlobRef BLOB = new BlobRef("ab".repeat(32), "image/png", 4, 3, 99);

    record Sample<T>(Class<T> type, T event) {
        EventCodec<T> codec() {
            return EventCodec.of(type);
        }

        @Override
        public String toString() {
            return event.getClass().getName().replaceFirst(".*\\.", "");
        }
    }

    static Stream<Sample<?>> samples() {
        PlanContext context =
                new PlanContext(List.of("code"), List.of("edit"), 1, AT, 8, "rehearsal", "rules", Optional.of(BUDGET));
        ToolCall call =
                new ToolCall("code", "a chart", Json.mapper().createObjectNode().put("code", "plt.plot()"));
        Provenance provenance = Provenance.madeBy("procedural", call.params())
                .withModel("m")
                .withCostUsd(Optional.of(new BigDecimal("0.04")));
        ToolFailure failure = new ToolFailure(FailureCode.TIMEOUT, "too slow");
        Document document = Document.empty(JOB, "prompt", AT);
        return Stream.of(
                new Sample<>(
                        JobSubmitted.class,
                        new JobSubmitted(
                                JOB,
                                "acme",
                                AT,
                                AT,
                                List.of(Message.user("hello")),
                                List.of(BLOB),
                                ImageCount.exactly(2),
                                List.of("code"),
                                new Scaling(4, 2, 3, true),
                                8,
                                Map.of("k", "v"),
                                Optional.of("https://example.org/hook"),
                                new Sampling(Optional.of(0.5), Optional.of(0.9), Optional.of(99), Optional.of(7L)),
                                Optional.of("# A given draft"),
                                true,
                                Optional.of(new ScalingReport(
                                        new TokenUsage(7, 8),
                                        Optional.of(new BigDecimal("0.5")),
                                        List.of(new ScalingReport.Stage("write", 12, new TokenUsage(7, 8))),
                                        List.of(new ScalingReport.Candidate(
                                                0,
                                                ScalingReport.Fate.CHOSEN,
                                                Optional.of(0.5),
                                                Optional.of(0.75),
                                                Optional.of("why"),
                                                List.of(0, 2))),
                                        List.of("a note"),
                                        Optional.of(new ScalingReport.Writer("openai-compatible", "m")))),
                                Optional.of(BUDGET),
                                Optional.of(new Revision(
                                        OTHER,
                                        List.of(
                                                new Revision.Text("# Text"),
                                                new Revision.Kept(Document.ImagePart.pending(
                                                                0, "code", "a chart", Optional.of(call.params()))
                                                        .ready("alt", BLOB, provenance)),
                                                new Revision.Made(call, true)),
                                        Optional.of("it breaks off"))))),
                new Sample<>(
                        Spending.class,
                        new Spending.Asked(JOB, "p", AT, CALL, "b", new BigDecimal("0.04"), new BigDecimal("1"))),
                new Sample<>(Spending.class, new Spending.Returned(JOB, "p", AT)),
                new Sample<>(
                        JudgeRequest.class,
                        new JudgeRequest(
                                DRAFT,
                                "question",
                                "# Text",
                                List.of(BLOB),
                                document,
                                ImageCount.SOME,
                                List.of("code"),
                                new RewardWeights(0.1, 0.2, 0.7),
                                RewardSplit.TRAIN,
                                AT)),
                new Sample<>(JudgeResult.class, new JudgeResult(DRAFT, reward(), AT)),
                new Sample<>(JobControl.class, new JobControl.Cancel(JOB, AT, "user")),
                new Sample<>(JobControl.class, new JobControl.Ended(JOB, AT)),
                new Sample<>(PlanEvent.class, new PlanEvent.Started(DRAFT, 1, "r", 0, context)),
                new Sample<>(PlanEvent.class, new PlanEvent.Text(DRAFT, 1, "r", 1, "text")),
                new Sample<>(
                        PlanEvent.class,
                        new PlanEvent.Ended(
                                DRAFT, 1, "r", 2, PlanOutcome.TRUNCATED, Optional.of("cut"), new TokenUsage(1, 2))),
                new Sample<>(DraftEvent.class, new DraftEvent.Started(DRAFT, 1, 0, context)),
                new Sample<>(DraftEvent.class, new DraftEvent.TextAppended(DRAFT, 1, 1, "text")),
                new Sample<>(DraftEvent.class, new DraftEvent.ImageRequested(DRAFT, 1, 2, 0, call, true)),
                new Sample<>(
                        DraftEvent.class,
                        new DraftEvent.ImageRejected(
                                DRAFT, 1, 3, 1, Optional.of("x"), "a picture", failure, Optional.of(call.params()))),
                new Sample<>(
                        DraftEvent.class,
                        new DraftEvent.Ended(DRAFT, 1, 4, PlanOutcome.COMPLETED, Optional.empty(), TokenUsage.NONE)),
                new Sample<>(
                        ToolRequest.class,
                        new ToolRequest(
                                CALL,
                                call,
                                call.fingerprint(),
                                List.of(BLOB),
                                Optional.of("input/0"),
                                AT,
                                AT,
                                Optional.of(BUDGET))),
                new Sample<>(
                        ToolResult.class,
                        new ToolResult(
                                CALL,
                                "code",
                                "f",
                                new ToolSuccess(BLOB, "alt", provenance, List.of("font")),
                                1,
                                "w",
                                AT,
                                AT,
                                AT)),
                new Sample<>(
                        ToolResult.class,
                        new ToolResult(CALL, "code", "f", new ToolPreview(3, BLOB), 1, "w", AT, AT, AT)),
                new Sample<>(ToolResult.class, new ToolResult(CALL, "code", "f", failure, 2, "w", AT, AT, AT)),
                new Sample<>(
                        ToolManifest.class,
                        new ToolManifest("code", "charts", call.params(), List.of(), true, List.of("b"), 20, AT)),
                new Sample<>(
                        JobSummary.class,
                        new JobSummary(
                                JOB,
                                "acme",
                                JobStatus.PARTIAL,
                                AT,
                                AT,
                                Optional.of(AT),
                                "prompt",
                                2,
                                Map.of("k", "v"),
                                Optional.of(OTHER),
                                1)),
                new Sample<>(DocumentEvent.class, new DocumentEvent.Accepted(JOB, 0, AT, "prompt", AT, AT)),
                new Sample<>(DocumentEvent.class, new DocumentEvent.DraftStarted(JOB, 1, AT, DRAFT, "b", "m")),
                new Sample<>(DocumentEvent.class, new DocumentEvent.Reset(JOB, 2, AT, DRAFT, "again")),
                new Sample<>(DocumentEvent.class, new DocumentEvent.TextDelta(JOB, 3, AT, 0, "text")),
                new Sample<>(
                        DocumentEvent.class,
                        new DocumentEvent.ImagePending(
                                JOB, 4, AT, 1, 0, CALL, "code", "a chart", Optional.of(call.params()))),
                new Sample<>(
                        DocumentEvent.class, new DocumentEvent.ImagePending(JOB, 4, AT, 1, 0, CALL, "", "a chart")),
                new Sample<>(DocumentEvent.class, new DocumentEvent.ImagePreview(JOB, 5, AT, 1, 0, 2, BLOB)),
                new Sample<>(
                        DocumentEvent.class, new DocumentEvent.ImageReady(JOB, 5, AT, 1, 0, "alt", BLOB, provenance)),
                new Sample<>(DocumentEvent.class, new DocumentEvent.ImageFailed(JOB, 6, AT, 1, 0, failure)),
                new Sample<>(DocumentEvent.class, new DocumentEvent.Closed(JOB, 7, AT, document)),
                new Sample<>(DocumentEvent.class, new DocumentEvent.Unknown(JOB, 8, AT, "unknown")),
                new Sample<>(
                        DeadLetter.class, new DeadLetter("topic", 1, 2, Optional.of("key"), "reason", "payload", AT)));
    }

    private static Reward reward() {
        Optional<String> none = Optional.empty();
        Reward.Verdict llm = new Reward.Verdict(
                Reward.Source.MODEL,
                Map.of("text", 4.0),
                Map.of(),
                Optional.of("m"),
                Optional.of("v1"),
                none,
                Optional.of(new Reward.SecondOpinion("n", "v2", Map.of("text", 3.0), 0.25)),
                7);
        Reward.Verdict mllm = new Reward.Verdict(
                Reward.Source.ABSTAINED, Map.of(), Map.of(), none, none, Optional.of("down"), Optional.empty(), 0);
        return new Reward(
                Optional.empty(),
                new Reward.Bounds(0.2, 0.5),
                new Reward.Components(1, Optional.of(0.75), Optional.empty(), Optional.of(0.5)),
                RewardWeights.DEFAULT,
                RewardSplit.EVAL,
                llm,
                mllm,
                new Reward.PictureCount(ImageCount.exactly(2), 1, 1),
                new Reward.ToolUse(
                        List.of("code"), 2, 1, Map.of("code", new Reward.ToolCount(2, 1, Map.of("timeout", 1)))));
    }

    @ParameterizedTest
    @MethodSource("samples")
    <T> void shouldSurviveARoundTrip(Sample<T> sample) throws Exception {
        assertThat(sample.codec().decode(sample.codec().encode(sample.event()))).isEqualTo(sample.event());
    }

    @ParameterizedTest
    @MethodSource("samples")
    <T> void shouldIgnoreWhatANewerVersionAdded(Sample<T> sample) throws Exception {
        ObjectNode json = (ObjectNode) Json.mapper().readTree(sample.codec().encode(sample.event()));
        json.put("a_new_field", 7);
        json.putObject("a_new_object").put("x", "y");

        assertThat(sample.codec().decode(Json.mapper().writeValueAsBytes(json))).isEqualTo(sample.event());
    }

    @ParameterizedTest
    @MethodSource("samples")
    <T> void shouldRefuseWhatIsNoEventWithoutShowingIt(Sample<T> sample) {
        for (String bad : List.of("", "null", "[]", "7", "{\"type\":\"unheard-of\",\"secret\":\"hunter2\"", "\u0000")) {
            assertThatThrownBy(() -> sample.codec().decode(bad.getBytes(StandardCharsets.UTF_8)))
                    .as(bad)
                    .isInstanceOf(MalformedEventException.class)
                    .hasMessageNotContaining("hunter2");
        }
    }

    @Test
    void shouldFillInDefaultsWhenAnOlderVersionSentLess() throws Exception {
        String json = """
                {"id":"%s","created_at":"2026-01-02T03:04:05Z","deadline":"2026-01-02T03:09:05Z",
                 "messages":[{"role":"user","text":"hello"}]}""".formatted(JOB);

        JobSubmitted job = EventCodec.of(JobSubmitted.class).decode(json.getBytes(StandardCharsets.UTF_8));

        assertThat(job.tenant()).isEqualTo("default");
        assertThat(job.images()).isEmpty();
        assertThat(job.imageCount()).isEqualTo(ImageCount.ANY);
        assertThat(job.tools()).isEmpty();
        assertThat(job.scaling()).isEqualTo(Scaling.NONE);
        assertThat(job.maxImages()).isEqualTo(JobSubmitted.DEFAULT_MAX_IMAGES);
        assertThat(job.webhookUrl()).isEmpty();
        assertThat(job.prompt()).isEqualTo("hello");
    }

    @Test
    void shouldKeepALimitOfNoPicturesAndFillInAMissingOne() throws Exception {
        PlanContext none = new PlanContext(List.of(), List.of(), 0, AT, 0, "rehearsal", "rules");
        String json = Json.mapper().writeValueAsString(none);

        assertThat(Json.mapper().readValue(json, PlanContext.class).maxImages()).isZero();
        String older = json.replace("\"max_images\":0,", "");
        assertThat(older).isNotEqualTo(json);
        assertThat(Json.mapper().readValue(older, PlanContext.class).maxImages())
                .isEqualTo(JobSubmitted.DEFAULT_MAX_IMAGES);
    }

    @Test
    void shouldFallBackToAKnownCodeWhenAFailureIsOfANewKind() throws Exception {
        ToolFailure failure = EventCodec.of(ToolFailure.class)
                .decode("{\"type\":\"failure\",\"code\":\"quantum_flux\",\"message\":\"m\"}"
                        .getBytes(StandardCharsets.UTF_8));

        assertThat(failure.code()).isEqualTo(FailureCode.BACKEND_ERROR);
    }

    @Test
    void shouldKeepThePlaceOfAnEventThatOnlyANewerVersionKnows() throws Exception {
        EventCodec<DocumentEvent> codec = EventCodec.of(DocumentEvent.class);
        String json = "{\"type\":\"%s\",\"job\":\"%s\",\"seq\":3,\"at\":\"%s\",\"mood\":\"calm\"}";

        assertThat(codec.decode(json.formatted("mood.changed", JOB, AT).getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(new DocumentEvent.Unknown(JOB, 3, AT, "mood.changed"));
        // Nothing that would end a line of the stream that it becomes a part of.
        for (String type : List.of("", "a\\nb", "Mood", "x".repeat(65))) {
            assertThatThrownBy(() -> codec.decode(json.formatted(type, JOB, AT).getBytes(StandardCharsets.UTF_8)))
                    .as(type)
                    .isInstanceOf(MalformedEventException.class);
        }
        for (String other : List.of("{}", "{\"type\":\"mood.changed\"}", "{\"seq\":1}")) {
            assertThatThrownBy(() -> codec.decode(other.getBytes(StandardCharsets.UTF_8)))
                    .as(other)
                    .isInstanceOf(MalformedEventException.class);
        }
    }

    @Test
    void shouldLeaveTheCostOutWhenItIsUnknown() {
        assertThat(Json.mapper().valueToTree(Document.Usage.NONE).toString()).doesNotContain("cost");
        assertThat(Json.mapper()
                        .valueToTree(
                                Provenance.madeBy("procedural", Json.mapper().createObjectNode()))
                        .toString())
                .doesNotContain("cost");
    }

    @Test
    void shouldRefuseJsonThatIsNestedTooDeeplyOrHasHugeNumbers() {
        for (String params : List.of("[".repeat(100_000), "1".repeat(200))) {
            String json = "{\"tool\":\"code\",\"description\":\"\",\"params\":%s".formatted(params);
            assertThatThrownBy(() -> EventCodec.of(ToolCall.class).decode(json.getBytes(StandardCharsets.UTF_8)))
                    .isInstanceOf(MalformedEventException.class);
        }
    }
}
