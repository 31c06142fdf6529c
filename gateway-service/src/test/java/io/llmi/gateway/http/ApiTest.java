package io.llmi.gateway.http;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;

import javax.imageio.ImageIO;

import jakarta.inject.Inject;

import io.llmi.events.JobControl;
import io.llmi.events.JobSubmitted;
import io.llmi.gateway.FakeKafka;
import io.llmi.toolkit.blob.BlobStore;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;

@QuarkusTest
class ApiTest {
    @Inject
    FakeKafka kafka;

    @Inject
    BlobStore blobs;

    @TestHTTPResource
    java.net.URI server;

    @BeforeEach
    void forget() {
        kafka.sent().clear();
        kafka.setDown(false);
    }

    @Test
    void shouldQueueAndShowAJobWhenItIsSubmitted() throws IOException {
        String trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        String id = given().contentType("application/json")
                .header("traceparent", trace)
                .body(Map.of(
                        "prompt",
                        "a walk",
                        "images",
                        new String[] {"data:image/png;base64," + png()},
                        "image_count",
                        "some",
                        "tools",
                        new String[] {"search"},
                        "metadata",
                        Map.of("who", "me")))
                .post("/v1/jobs")
                .then()
                .statusCode(202)
                .header("Location", containsString("/v1/jobs/job_"))
                .header("X-Content-Type-Options", "nosniff")
                .body("status", equalTo("queued"))
                .body("links.events", startsWith("/v1/jobs/job_"))
                .extract()
                .path("id");

        given().get("/v1/jobs/" + id).then().statusCode(200).body("status", equalTo("queued"));
        given().get("/v1/jobs/" + id + "/document").then().statusCode(200).body("parts", hasSize(0));
        assertThat(kafka.sent()).singleElement().satisfies(sent -> {
            assertThat(sent.trace().traceId()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
            JobSubmitted job = (JobSubmitted) sent.event();
            assertThat(job.images())
                    .singleElement()
                    .satisfies(image -> assertThat(image.width()).isEqualTo(3));
            assertThat(job.imageCount().code()).isEqualTo(99);
            assertThat(job.messages().getFirst().images()).containsExactly(0);
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | prompt",
                "{\"prompt\":\"  \"} | prompt",
                "{\"prompt\":7} | prompt",
                "{\"prompt\":\"a\\u0000b\"} | prompt",
                "{\"prompt\":\"\\ud800\"} | prompt",
                "{\"prompt\":\"x\",\"messages\":[{\"role\":\"user\",\"content\":\"y\"}]} | prompt",
                "{\"promt\":\"x\",\"prompt\":\"x\"} | promt",
                "{\"messages\":[]} | messages",
                "{\"messages\":[{\"role\":\"robot\",\"content\":\"y\"}]} | messages[0].role",
                "{\"messages\":[{\"role\":\"user\"}]} | messages[0].content",
                "{\"messages\":[{\"role\":\"system\",\"content\":\"y\"}]} | messages",
                "{\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"audio\"}]}]} | messages[0].content[0].type",
                "{\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"image_url\",\"image_url\":{\"url\":\"https://a.example\"}}]}]} | messages[0].content[0].image_url.url",
                "{\"prompt\":\"x\",\"images\":[\"http://169.254.169.254/\"]} | images[0]",
                "{\"prompt\":\"x\",\"images\":[\"%%%\"]} | images[0]",
                "{\"prompt\":\"x\",\"images\":[\"aGVsbG8=\"]} | images[0]",
                "{\"prompt\":\"x\",\"images\":\"aGVsbG8=\"} | images",
                "{\"prompt\":\"x\",\"image_count\":100} | image_count",
                "{\"prompt\":\"x\",\"image_count\":-2} | image_count",
                "{\"prompt\":\"x\",\"image_count\":1.5} | image_count",
                "{\"prompt\":\"x\",\"image_count\":\"lots\"} | image_count",
                "{\"prompt\":\"x\",\"tools\":[\"edit\"]} | tools[0]",
                "{\"prompt\":\"x\",\"tools\":[]} | tools",
                "{\"prompt\":\"x\",\"deadline_seconds\":4} | deadline_seconds",
                "{\"prompt\":\"x\",\"deadline_seconds\":1e99} | deadline_seconds",
                "{\"prompt\":\"x\",\"scaling\":{\"samples\":0}} | scaling.samples",
                "{\"prompt\":\"x\",\"scaling\":{\"sample\":1}} | scaling.sample",
                "{\"prompt\":\"x\",\"scaling\":{\"samples\":2,\"keep\":3}} | scaling.keep",
                "{\"prompt\":\"x\",\"max_images\":0} | max_images",
                "{\"prompt\":\"x\",\"max_cost\":0} | max_cost",
                "{\"prompt\":\"x\",\"max_cost\":-0.5} | max_cost",
                "{\"prompt\":\"x\",\"max_cost\":\"0.5\"} | max_cost",
                "{\"prompt\":\"x\",\"max_cost\":1e400} | max_cost",
                "{\"prompt\":\"x\",\"max_cost\":1000.01} | max_cost",
                "{\"prompt\":\"x\",\"max_cost\":0.0000001} | max_cost",
                "{\"prompt\":\"x\",\"image_count\":9,\"max_images\":2} | max_images",
                "{\"prompt\":\"x\",\"metadata\":{\"a\":1}} | metadata.a",
                "{\"prompt\":\"x\",\"webhook_url\":\"ftp://a.example\"} | webhook_url",
                "{\"prompt\":\"x\",\"webhook_url\":\"http://127.0.0.1/hook\"} | webhook_url",
                "{\"prompt\":\"x\",\"webhook_url\":\"http://10.1.2.3/hook\"} | webhook_url",
                "{\"prompt\":\"x\",\"webhook_url\":\"http://[::ffff:169.254.169.254]/\"} | webhook_url",
                "{\"prompt\":\"x\",\"webhook_url\":\"http://localhost./hook\"} | webhook_url",
                "{\"prompt\":\"x\",\"webhook_url\":\"https://me:secret@hooks.example/\"} | webhook_url",
                "{\"prompt\":\"x\",\"webhook_url\":\"https://hooks.example:8123/\"} | webhook_url"
            })
    void shouldNameTheFieldAndQueueNothingWhenItIsNotAccepted(String body, String field) {
        problem(
                        given().contentType("application/json")
                                .body(body)
                                .post("/v1/jobs")
                                .then(),
                        400)
                .body("errors.field", hasItem(field));
        assertThat(kafka.sent()).isEmpty();
    }

    @ParameterizedTest
    @DisplayName("bad input 74: keys that stand twice, and what is no JSON")
    @ValueSource(strings = {"", "[]", "{\"prompt\":", "{\"prompt\":\"a\",\"prompt\":\"b\"}", "{} x", "nonsense"})
    void shouldRefuseWhenTheBodyIsNotOneJsonObject(String body) {
        problem(
                        given().contentType("application/json")
                                .body(body)
                                .post("/v1/jobs")
                                .then(),
                        400)
                .body("type", equalTo("urn:llmi:problem:malformed-json"));
        assertThat(kafka.sent()).isEmpty();
    }

    @Test
    void shouldSayWhereWhenTheJsonBreaks() {
        problem(
                        given().contentType("application/json")
                                .body("{\n  \"prompt\" 1}")
                                .post("/v1/jobs")
                                .then(),
                        400)
                .body("detail", containsString("line 2, column"));
    }

    @Test
    @DisplayName("bad input 74: nesting and numbers without end")
    void shouldRefuseWhenTheNestingIsDeepOrANumberHuge() {
        for (String bomb :
                java.util.List.of("[".repeat(1_000), "[".repeat(100_000), "1e999999999", "1".repeat(10_000))) {
            problem(
                    given().contentType("application/json")
                            // As bytes: the client would draw the nesting as indentation to log it.
                            .body(("{\"prompt\":\"x\",\"image_count\":" + bomb + "}").getBytes(StandardCharsets.UTF_8))
                            .post("/v1/jobs")
                            .then(),
                    400);
        }
    }

    @Test
    void shouldRefuseWhenThePromptIsTooLong() {
        problem(
                        given().contentType("application/json")
                                .body(Map.of("prompt", "x".repeat(100_001)))
                                .post("/v1/jobs")
                                .then(),
                        400)
                .body("errors[0].message", containsString("100000"));
    }

    @Test
    void shouldRefuseWhenTheContentTypeIsNotJson() {
        problem(given().contentType("text/plain").body("x").post("/v1/jobs").then(), 415);
    }

    @Test
    @DisplayName("bad input 91: a body of 100 MB")
    void shouldRefuseBeforeReadingWhenTheBodyIsTooLarge() throws IOException {
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            socket.setSoTimeout(10_000);
            String head = "POST /v1/jobs HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                    + "Content-Length: 104857600\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 413").contains("application/problem+json", "\"status\":413");
        }
    }

    @Test
    @DisplayName("bad input 89: an idempotency key with another body")
    void shouldAnswerOnceWhenTheKeyIsRepeated() {
        String key = UUID.randomUUID().toString();
        String first =
                submit(key, "{\"prompt\":\"a\"}").statusCode(202).extract().path("id");
        String second =
                submit(key, "{\"prompt\":\"a\"}").statusCode(202).extract().path("id");
        problem(submit(key, "{\"prompt\":\"b\"}"), 409);
        problem(submit("not visible\u00e9", "{\"prompt\":\"b\"}"), 400);

        assertThat(second).isEqualTo(first);
        assertThat(kafka.sent()).hasSize(1);
    }

    @Test
    void shouldAskToTryAgainWhenKafkaIsDownAndAcceptWhenItIsBack() {
        String key = UUID.randomUUID().toString();
        kafka.setDown(true);
        problem(submit(key, "{\"prompt\":\"a\"}"), 503).header("Retry-After", "2");
        kafka.setDown(false);
        submit(key, "{\"prompt\":\"a\"}").statusCode(202);
        assertThat(kafka.sent()).hasSize(1);
    }

    @Test
    void shouldCancelButNotDeleteWhenTheJobStillRuns() {
        String id = submit(UUID.randomUUID().toString(), "{\"prompt\":\"a\"}")
                .extract()
                .path("id");
        given().post("/v1/jobs/" + id + "/cancel").then().statusCode(202).body("id", equalTo(id));
        problem(given().delete("/v1/jobs/" + id).then(), 409);
        assertThat(kafka.sent().getLast().event()).isInstanceOf(JobControl.Cancel.class);
    }

    @Test
    void shouldPageNewestFirstWhenListed() {
        submit(UUID.randomUUID().toString(), "{\"prompt\":\"one\"}").statusCode(202);
        submit(UUID.randomUUID().toString(), "{\"prompt\":\"two\"}").statusCode(202);

        String next = given().get("/v1/jobs?limit=1&status=queued")
                .then()
                .statusCode(200)
                .body("data[0].excerpt", equalTo("two"))
                .body("has_more", equalTo(true))
                .extract()
                .path("next");

        given().queryParam("after", next).get("/v1/jobs").then().body("data[0].excerpt", equalTo("one"));
        problem(given().get("/v1/jobs?limit=0").then(), 400).body("errors[0].field", equalTo("limit"));
        problem(given().get("/v1/jobs?after=zzz").then(), 400).body("errors[0].field", equalTo("after"));
        problem(given().get("/v1/jobs?status=odd").then(), 400).body("errors[0].field", equalTo("status"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/jobs/nonsense",
                "/v1/jobs/job_00000000000000000000000000",
                "/v1/jobs/job_00000000000000000000000000/events",
                "/v1/jobs/nonsense/events",
                "/v1/jobs/nonsense/document.html",
                "/v1/blobs/0000000000000000000000000000000000000000000000000000000000000000",
                "/v1/nothing",
                "/nothing"
            })
    void shouldAnswerWithAProblemWhenThereIsNothing(String path) {
        problem(given().get(path).then(), 404);
    }

    @ParameterizedTest
    @DisplayName("bad input 84: line ends in a path that a file name is made of")
    @ValueSource(
            strings = {
                "/v1/jobs/job_00000000000000000000000000%0d%0aX-Evil:%20yes/document.zip",
                "/v1/jobs/job_00000000000000000000000000/document.zip%0d%0aX-Evil:%20yes",
                "/v1/jobs/job_00000000000000000000000000%0d%0aX-Evil:%20yes/events",
                "/v1/blobs/00%0d%0aX-Evil:%20yes"
            })
    void shouldSetNoHeaderWhenAPathHoldsLineEnds(String path) {
        given().urlEncodingEnabled(false)
                .get(path)
                .then()
                .statusCode(org.hamcrest.Matchers.oneOf(400, 404))
                .header("X-Evil", org.hamcrest.Matchers.nullValue())
                .header("X-Content-Type-Options", "nosniff");
    }

    @ParameterizedTest
    @DisplayName("bad input 83: a blob's path that climbs, and names that are no hash")
    @ValueSource(
            strings = {
                "..%2f..%2fetc%2fpasswd",
                "%2e%2e",
                "ABCDEF",
                "xyz",
                "ABABABABABABABABABABABABABABABABABABABABABABABABABABABABABABABAB",
                "%2e%2e%2fabababababababababababababababababababababababababababababab"
            })
    void shouldRefuseWhenABlobIsNotNamedByItsHash(String name) {
        given().urlEncodingEnabled(false)
                .get("/v1/blobs/" + name)
                .then()
                .statusCode(org.hamcrest.Matchers.oneOf(400, 404));
    }

    @Test
    void shouldServeABlobForEverWhenItIsThere() {
        byte[] png = Base64.getDecoder().decode(png());
        String sha = blobs.put(png);
        String tag = given().get("/v1/blobs/" + sha)
                .then()
                .statusCode(200)
                .contentType("image/png")
                .header("Cache-Control", containsString("immutable"))
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Disposition", startsWith("inline"))
                .extract()
                .header("ETag");
        given().header("If-None-Match", tag).get("/v1/blobs/" + sha).then().statusCode(304);
        problem(
                given().get("/v1/blobs/" + sha.toUpperCase(java.util.Locale.ROOT))
                        .then(),
                400);
    }

    @Test
    void shouldListToolsAndDescribeItself() {
        given().get("/v1/tools")
                .then()
                .statusCode(200)
                .body("data.name", equalTo(java.util.List.of("diffusion", "search")));
        given().get("/q/health/ready").then().statusCode(200);
        given().accept("application/json")
                .get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .body("components.schemas.JobRequest.properties", org.hamcrest.Matchers.hasKey("image_count"));
    }

    private static ValidatableResponse submit(String key, String body) {
        return given().contentType("application/json")
                .header("Idempotency-Key", key)
                .body(body)
                .post("/v1/jobs")
                .then();
    }

    private static ValidatableResponse problem(ValidatableResponse response, int status) {
        return response.statusCode(status)
                .contentType("application/problem+json")
                .body("status", equalTo(status))
                .body("type", startsWith("urn:llmi:problem:"))
                .body("instance", startsWith("/"));
    }

    private static String png() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(new BufferedImage(3, 2, BufferedImage.TYPE_INT_RGB), "png", bytes);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }
}
