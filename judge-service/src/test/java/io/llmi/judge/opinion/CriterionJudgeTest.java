package io.llmi.judge.opinion;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import io.llmi.events.JobId;
import io.llmi.judge.Configs;
import io.llmi.judge.Documents;
import io.llmi.judge.Pictures;
import io.llmi.judge.endpoint.ScriptedJudge;
import io.llmi.judge.subject.Retelling;
import io.llmi.judge.subject.Subject;
import io.llmi.toolkit.contract.MemoryBlobs;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CriterionJudgeTest {
    private final MemoryBlobs blobs = new MemoryBlobs();

    @Test
    void shouldAskForEachCriterionOnItsOwnAndKeepTheirOrder() throws Exception {
        try (ScriptedJudge model = new ScriptedJudge("{\"score\": 2}")) {
            List<CriterionVerdict> verdicts =
                    judge(model).judge(subject(), List.of("It has a chart.", "The sea is blue."), deadline());

            assertThat(verdicts)
                    .extracting(CriterionVerdict::criterion)
                    .containsExactly("It has a chart.", "The sea is blue.");
            assertThat(verdicts).extracting(CriterionVerdict::score).containsOnly(Optional.of(2));
            assertThat(verdicts).extracting(CriterionVerdict::prompt).containsOnly(Optional.of("v1"));
            assertThat(model.questions()).hasSize(2);
            JsonNode schema =
                    model.questions().getFirst().at("/response_format/json_schema/schema/properties/score/enum");
            assertThat(schema.toString()).isEqualTo("[0,1,2]");
            String user = model.questions().getFirst().at("/messages/1").toString();
            assertThat(user).contains("data:image/").contains("<<<criterion ");
        }
    }

    @Test
    void shouldReadLinesOfAModelThatKnowsNoSchemasAndRefuseScoresOfAnotherScale() throws Exception {
        try (ScriptedJudge model = new ScriptedJudge("Score: 1").withoutSchemas();
                ScriptedJudge wrong = new ScriptedJudge("{\"score\": 5}")) {
            assertThat(judge(model)
                            .judge(subject(), List.of("x"), deadline())
                            .getFirst()
                            .score())
                    .contains(1);
            assertThat(judge(wrong)
                            .judge(subject(), List.of("x"), deadline())
                            .getFirst()
                            .score())
                    .isEmpty();
        }
    }

    @Test
    void shouldGiveNoScoreWhereNoJudgeIs() throws Exception {
        CriterionJudge none = new PanelFactory(Configs.of(), blobs).criteria();

        CriterionVerdict verdict =
                none.judge(subject(), List.of("x"), deadline()).getFirst();
        assertThat(verdict.score()).isEmpty();
        assertThat(verdict.reason().orElseThrow()).contains("LLMI_JUDGE_MLLM_BASE_URL");
    }

    private CriterionJudge judge(ScriptedJudge model) {
        return new PanelFactory(
                        Configs.of(
                                "mllm.base-url",
                                model.base() + "/v1",
                                "mllm.api-key",
                                ScriptedJudge.KEY,
                                "mllm.retry-delay",
                                "1ms"),
                        blobs)
                .criteria();
    }

    private Subject subject() {
        var document = new Documents()
                .text("The sea.")
                .picture("code", "A chart of the sea", blobs.picture(Pictures.png(Pictures.sharp(64, 64, 1)), 64, 64))
                .document(JobId.timeOrdered(Instant.now()));
        String draft = Retelling.of(document);
        assertThat(draft)
                .isEqualTo(
                        "The sea.<imgen>{\"source\":\"code\",\"description\":\"A chart of the sea\",\"params\":{}}</imgen>");
        return new Subject("Tell of the sea", draft, List.of(), document);
    }

    private static Instant deadline() {
        return Instant.now().plus(Duration.ofSeconds(30));
    }
}
