package io.llmi.judge.http;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;

import jakarta.inject.Inject;

import io.llmi.events.JobControl;
import io.llmi.events.JobSubmitted;
import io.llmi.judge.Pictures;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

/** The route with everything behind it but the broker. */
@QuarkusTest
class RewardsApiTest {
    @Inject
    FakePipeline pipeline;

    @TestHTTPResource
    URI server;

    @BeforeEach
    void forget() {
        pipeline.jobs.clear();
        pipeline.controls.clear();
        pipeline.down = false;
    }

    private static ValidatableResponse post(String body) {
        return given().contentType("application/json")
                .body(body)
                .post("/v1/rewards")
                .then();
    }

    @Test
    void shouldAnswerEachItemInItsPlaceWhenSomeAreBad() {
        post("""
                [{"question": "A note about a lighthouse", "completion": "# Note\\n\\nA lighthouse.<imgen>search</imgen>",
                  "image_num": 1, "tools": ["search"], "split": "eval"},
                 {"question": "x", "completion": 7},
                 {"question": "A chart", "completion": "Water.<imgen>broken</imgen>", "image_num": 1,
                  "tools": ["code", "search"], "split": "eval"},
                 "nonsense",
                 {"question": "Words", "completion": "Only words.", "image_num": -1}]
                """)
                .statusCode(200)
                .body("results.index", contains(0, 1, 2, 3, 4))
                .body("results[0].reward", notNullValue())
                .body("results[0].status", equalTo("completed"))
                .body("results[0].components.rule", equalTo(1.0f))
                .body("results[0].components.tool", equalTo(1.0f))
                .body("results[0].llm.source", equalTo("heuristic"))
                .body("results[0].llm.breakdown.structure", notNullValue())
                .body("results[0].mllm.scores.image_quality", notNullValue())
                .body("results[0].weights.llm", equalTo(0.5f))
                .body("results[0].pictures.made", equalTo(1))
                .body("results[0].tools.by_tool.search.succeeded", equalTo(1))
                .body("results[1].error.code", equalTo("invalid_request"))
                .body("results[1].error.fields[0].field", equalTo("completion"))
                .body("results[1].reward", nullValue())
                .body("results[2].components.rule", equalTo(0.0f))
                .body("results[2].components.tool", equalTo((float) (0.5 * 0.4 / 0.6)))
                .body("results[2].tools.by_tool.code.failures.no_output", equalTo(1))
                .body("results[3].error.fields[0].field", equalTo("item"))
                .body("results[4].components.rule", equalTo(1.0f))
                .body("results[4].components.mllm", equalTo(1.0f))
                .body("results[4].mllm.source", equalTo("rule"))
                .body("results[4].split", equalTo("train"));
        assertThat(pipeline.jobs).hasSize(3);
        assertThat(pipeline.waiting()).isZero();
    }

    @Test
    void shouldSendTheCompletionAsAGivenDraftWithItsPictures() {
        String picture = Base64.getEncoder().encodeToString(Pictures.png(Pictures.sharp(40, 30, 1)));

        post("[{\"question\": \"Make it dark\", \"completion\": \"Dark.<imgen>edit</imgen>\", \"images\":"
                        + " [\"data:image/png;base64," + picture + "\"]}]")
                .statusCode(200)
                .body("results[0].error", nullValue());

        JobSubmitted job = pipeline.jobs.getFirst();
        assertThat(job.givenDraft()).hasValue("Dark.<imgen>edit</imgen>");
        assertThat(job.tenant()).isEqualTo("internal:judge");
        assertThat(job.prompt()).isEqualTo("Make it dark");
        assertThat(job.images()).hasSize(1);
        assertThat(job.images().getFirst().width()).isEqualTo(40);
        assertThat(job.messages().getFirst().images()).containsExactly(0);
    }

    @Test
    void shouldJudgeAFinishedDocumentWithoutRunningIt() {
        post("""
                [{"question": "A note", "image_num": 1, "tools": ["search"], "criteria": ["It names the sea."],
                  "document": {"id": "job_00000000000000000000000001", "status": "completed",
                    "created_at": "2026-01-01T00:00:00Z", "prompt": "A note",
                    "parts": [{"type": "text", "text": "The sea."},
                              {"type": "image", "index": 0, "status": "ready", "tool": "search",
                               "description": "The sea", "alt": "The sea",
                               "blob": {"sha256": "%s", "media_type": "image/png", "width": 1, "height": 1, "bytes": 9}}]}},
                 {"question": "x", "document": {"id": "nonsense"}},
                 {"question": "x", "completion": "x", "criteria": [""]}]
                """.formatted("0".repeat(64)))
                .statusCode(200)
                .body("results[0].job", equalTo("job_00000000000000000000000001"))
                .body("results[0].components.rule", equalTo(1.0f))
                .body("results[0].components.tool", equalTo(1.0f))
                .body("results[0].criteria[0].criterion", equalTo("It names the sea."))
                .body("results[0].criteria[0].score", nullValue())
                .body("results[0].criteria[0].reason", containsString("LLMI_JUDGE_MLLM_BASE_URL"))
                .body("results[1].error.fields[0].field", equalTo("document"))
                .body("results[2].error.fields[0].field", equalTo("criteria"));
        assertThat(pipeline.jobs).isEmpty();
    }

    @Test
    void shouldWeighAsTheRequestSays() {
        post("[{\"question\": \"x\", \"completion\": \"Words.\", \"image_num\": 2, \"split\": \"eval\","
                        + " \"weights\": {\"rule\": 1, \"mllm\": 0, \"llm\": 0}}]")
                .body("results[0].reward", equalTo(0.0f))
                .body("results[0].weights.rule", equalTo(1.0f));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"completion": "x"}                                                      | question
            {"question": " ", "completion": "x"}                                     | question
            {"question": "x"}                                                        | completion
            {"question": "x", "completion": "x", "image_num": 100}                   | image_num
            {"question": "x", "completion": "x", "image_num": -2}                    | image_num
            {"question": "x", "completion": "x", "image_num": 1.5}                   | image_num
            {"question": "x", "completion": "x", "tools": ["telescope"]}             | tools
            {"question": "x", "completion": "x", "tools": "code"}                    | tools
            {"question": "x", "completion": "x", "split": "test"}                    | split
            {"question": "x", "completion": "x", "weights": {"rule": 2}}             | weights
            {"question": "x", "completion": "x", "weights": {"rule": "1"}}           | weights.rule
            {"question": "x", "completion": "x", "weights": {"luck": 1}}             | weights.luck
            {"question": "x", "completion": "x", "weights": {"rule":0,"mllm":0,"llm":0}} | weights
            {"question": "x", "completion": "x", "weights": [1]}                     | weights
            {"question": "x", "completion": "x", "images": ["%%%"]}                  | images[0]
            {"question": "x", "completion": "x", "images": ["aGVsbG8="]}             | images[0]
            {"question": "x", "completion": "x", "images": [7]}                      | images[0]
            {"question": "x", "completion": "x", "images": ["a", "b", "c"]}          | images
            {"question": "x", "completion": "x", "colour": "red"}                    | colour
            {"question": "x", "completion": "x", "outage_scores_one": "yes"}         | outage_scores_one
            {"question": "x", "completion": "x\\u0000"}                              | completion
            {"question": "x", "completion": "x\\ud800"}                              | completion
            """)
    void shouldNameWhatToChangeAndRunNothingWhenAnItemIsBad(String item, String field) {
        post("[" + item + "]")
                .statusCode(200)
                .body("results[0].error.code", equalTo("invalid_request"))
                .body("results[0].error.retryable", equalTo(false))
                .body("results[0].error.fields.field", hasItem(field));
        assertThat(pipeline.jobs).isEmpty();
    }

    @Test
    void shouldRefuseACompletionOverTheLimit() {
        post("[{\"question\": \"x\", \"completion\": \"" + "x".repeat(5001) + "\"}]")
                .body("results[0].error.message", containsString("5000"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            []                              | 400
            {}                              | 400
            7                               | 400
            [{"question": "x"               | 400
            [{"question": "x", "question": "y", "completion": "z"}] | 400
            [{}] []                         | 400
            [1,2,3,4,5,6,7,8,9]             | 413
            """)
    void shouldRefuseABodyThatIsNoBatch(String body, int status) {
        post(body)
                .statusCode(status)
                .contentType(startsWith("application/problem+json"))
                .body("status", equalTo(status))
                .body("instance", equalTo("/v1/rewards"));
    }

    @Test
    void shouldSayThatItMayBeTriedAgainWhenKafkaIsDown() {
        pipeline.down = true;

        post("[{\"question\": \"x\", \"completion\": \"x\"}]")
                .statusCode(200)
                .body("results[0].error.code", equalTo("unavailable"))
                .body("results[0].error.retryable", equalTo(true));
    }

    @Test
    void shouldAnswerWhatIsDoneWhenTheBatchsTimeIsUp() {
        post("[{\"question\": \"x\", \"completion\": \"HANG\"}, {\"question\": \"x\", \"completion\": \"Words.\"}]")
                .statusCode(200)
                .body("results", hasSize(2))
                .body("results[0].error.code", equalTo("timeout"))
                .body("results[1].reward", notNullValue());
        Awaitility.await().untilAsserted(() -> assertThat(pipeline.controls).hasSize(1));
        assertThat(pipeline.controls.getFirst()).isInstanceOf(JobControl.Cancel.class);
    }

    @Test
    void shouldCancelWhatRunsWhenTheClientLeaves() throws IOException {
        String body = "[{\"question\": \"x\", \"completion\": \"HANG\"}]";
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(("POST /v1/rewards HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: "
                            + body.length() + "\r\n\r\n" + body)
                    .getBytes(StandardCharsets.US_ASCII));
            out.flush();
            Awaitility.await().until(() -> pipeline.jobs.size() == 1);
        }

        // Before the batch's time is up, which would cancel it as well.
        Awaitility.await()
                .atMost(Duration.ofSeconds(3))
                .untilAsserted(() -> assertThat(pipeline.controls).hasSize(1));
    }

    @Test
    void shouldShowItsCountersToPrometheus() {
        post("[{\"question\": \"x\", \"completion\": \"Words.\", \"tools\": [\"code\"]}]")
                .statusCode(200);

        given().get("/q/metrics")
                .then()
                .statusCode(200)
                .body(containsString("llmi_judge_tool_required_total{avoided=\"true\",tool=\"code\"}"))
                .body(containsString("llmi_judge_tags_drift"));
    }
}
