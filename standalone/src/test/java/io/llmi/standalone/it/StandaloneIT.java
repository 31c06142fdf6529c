package io.llmi.standalone.it;

import java.awt.image.BufferedImage;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import javax.imageio.ImageIO;

import com.fasterxml.jackson.databind.JsonNode;
import io.llmi.events.Document;
import io.llmi.events.Document.ImagePart;
import io.llmi.events.Document.ImageStatus;
import io.llmi.events.FailureCode;
import io.llmi.events.JobStatus;
import io.llmi.events.Json;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The packaged standalone server: the whole flow in one process, bad input, and a restart on the same data. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StandaloneIT {
    @TempDir
    static Path directory;

    private static ServiceProcess server;
    private static ApiClient api;

    @BeforeAll
    static void start() {
        server = ServiceProcess.standalone(directory, environment());
        server.awaitReady();
        api = new ApiClient(server.url());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    @Order(1)
    void shouldWriteADocumentWithAPictureByEachToolWhenThePromptAsksForThem() throws IOException {
        String job = api.submit("A one-page guide to the tides: a chart of the water height 2.1, 3.4, 4.8, 3.9, 2.2"
                + " metres at 0, 3, 6, 9, 12 hours, a photo of a harbour, a painted cover, and then the same cover"
                + " at night");

        Document document = api.awaitEnd(job);

        assertThat(document.status()).as("%s", document.parts()).isEqualTo(JobStatus.COMPLETED);
        List<ImagePart> images = api.images(document);
        assertThat(images).extracting(ImagePart::status).containsOnly(ImageStatus.READY);
        assertThat(images).extracting(ImagePart::tool).containsExactlyInAnyOrder("code", "search", "diffusion", "edit");
        ImagePart edit = only(images, "edit");
        ImagePart cover = only(images, "diffusion");
        assertThat(edit.provenance().orElseThrow().derivedFrom()).hasValue(job + "/0/" + cover.index());
        JsonNode series =
                only(images, "code").provenance().orElseThrow().params().findPath("y");
        assertThat(series.toString()).isEqualTo("[2.1,3.4,4.8,3.9,2.2]");
        assertThat(only(images, "search").provenance().orElseThrow().license()).isPresent();
    }

    @Test
    @Order(1)
    void shouldChangeOnePictureAndWhatHangsOnItWhenAFinishedDocumentIsRevised() {
        Document before = api.awaitEnd(api.submit("A one-page guide to the tides: a chart of the water height 2.1, 3.4,"
                + " 4.8, 3.9, 2.2 metres at 0, 3, 6, 9, 12 hours, a photo of a city, a painted cover, and then the"
                + " same cover at night"));
        List<ImagePart> old = api.images(before);
        int cover = only(old, "diffusion").index();
        int night = only(old, "edit").index();
        int photo = only(old, "search").index();

        // Made again: another seed, and the edit of it is made again too.
        Document again = revised(before, cover, "{}");
        assertKept(before, again, cover, night);
        List<ImagePart> images = api.images(again);
        assertThat(images.get(night).provenance().orElseThrow().derivedFrom()).hasValue(again.id() + "/0/" + cover);

        // A revision of a revision; a search that would come out of the cache takes the next find.
        Document other = revised(again, photo, "{}");
        assertKept(again, other, photo);

        Document described = revised(other, cover, "{\"prompt\": \"a red lighthouse\", \"seed\": 7}");
        assertKept(other, described, cover, night);
        assertThat(api.images(described).get(cover).description()).isEqualTo("a red lighthouse");
        assertThat(api.images(described)
                        .get(cover)
                        .params()
                        .orElseThrow()
                        .path("seed")
                        .asInt())
                .isEqualTo(7);

        Document own = revised(described, cover, "{\"image\": \"" + Pictures.pngBase64(320, 200) + "\"}");
        assertKept(described, own, cover, night);
        assertThat(api.images(own).get(cover).blob().orElseThrow().width()).isEqualTo(320);
        assertThat(api.images(own).get(night).blob().orElseThrow().width()).isEqualTo(320);

        assertThat(api.document(before.id().value())).isEqualTo(before);
        assertThat(ApiClient.json(api.get("/v1/jobs/" + again.id()).body())
                        .path("revises")
                        .asText())
                .isEqualTo(before.id().value());
    }

    private static Document revised(Document document, int picture, String change) {
        HttpResponse<String> response = api.post("/v1/jobs/" + document.id() + "/images/" + picture, change);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
        Document revised =
                api.awaitEnd(ApiClient.json(response.body()).get("id").asText());
        assertThat(revised.status()).as("%s", revised.parts()).isEqualTo(JobStatus.COMPLETED);
        return revised;
    }

    /** Text and pictures are the same but for these, each of which is another picture than before. */
    private static void assertKept(Document before, Document after, Integer... changed) {
        assertThat(after.parts()).hasSameSizeAs(before.parts());
        for (int at = 0; at < before.parts().size(); at++) {
            if (before.parts().get(at) instanceof ImagePart image
                    && List.of(changed).contains(image.index())) {
                assertThat(after.parts().get(at))
                        .isInstanceOfSatisfying(
                                ImagePart.class,
                                made -> assertThat(made.blob().orElseThrow().sha256())
                                        .isNotEqualTo(image.blob().orElseThrow().sha256()));
            } else {
                assertThat(after.parts().get(at)).isEqualTo(before.parts().get(at));
            }
        }
    }

    @ParameterizedTest
    @Order(1)
    @CsvSource(delimiter = '|', textBlock = """
            0     | {"tool": "telescope"}                  | 400 | tool
            0     | {"params": {"size": "huge"}}           | 400 | params.size
            0     | {"seed": "x"}                          | 400 | seed
            0     | {"image": "aGVsbG8="}                  | 400 | image
            0     | {"colour": "red"}                      | 400 | colour
            7     | {}                                     | 404 | picture
            first | {}                                     | 404 | picture
            """)
    void shouldSayWhatToChangeWhenARevisionIsNotPossible(String picture, String body, int status, String named) {
        HttpResponse<String> response = api.post("/v1/jobs/" + painting() + "/images/" + picture, body);

        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(response.body()).contains(named);
    }

    /** A document with one painted picture; the same whenever it is asked for. */
    private static String painting() {
        String body = "{\"prompt\": \"A note with a painting of a boat\", \"image_count\": 1}";
        HttpResponse<String> response = api.post("/v1/jobs", body, "the-painting");
        Document document =
                api.awaitEnd(ApiClient.json(response.body()).get("id").asText());
        return document.id().value();
    }

    @Test
    @Order(1)
    void shouldUseTheUsersPictureWhenTheTagCountsItFirst() {
        var request = Json.mapper().createObjectNode().put("prompt", "Show my photo in black and white");
        request.put("image_count", 1);
        request.putArray("images").add(Pictures.pngBase64(40, 30));
        String job = api.submit(request);

        Document document = api.awaitEnd(job);

        ImagePart image = only(api.images(document), "edit");
        assertThat(image.status()).isEqualTo(ImageStatus.READY);
        assertThat(image.provenance().orElseThrow().derivedFrom()).hasValue("input/0");
    }

    @Test
    @Order(1)
    void shouldChangeThePictureThatAContinuedRequestNames() throws IOException {
        var request = Json.mapper()
                .createObjectNode()
                .put("prompt", "A note about harbours with a painting of a boat and a photo of a harbour");
        request.putArray("images").add(Pictures.pngBase64(46, 31));
        Document first = api.awaitEnd(api.submit(request));
        assertThat(api.images(first)).hasSize(2);

        // The client's own picture is number 0 of the conversation.
        Document grey = continued(first, "Make the first picture greyscale", "input/1");
        ImagePart picture = api.images(grey).getFirst();
        BufferedImage pixels = ImageIO.read(
                new ByteArrayInputStream(api.blob(picture.blob().orElseThrow().sha256())));
        assertThat(List.of(pixels.getRGB(3, 3), pixels.getRGB(pixels.getWidth() / 2, pixels.getHeight() / 2)))
                .as("red, green and blue are the same")
                .allMatch(pixel -> (pixel & 0xff) == (pixel >> 8 & 0xff) && (pixel & 0xff) == (pixel >> 16 & 0xff));
        continued(grey, "Change the second picture to sepia", "input/2");
        continued(grey, "Make that picture brighter", "input/3");
    }

    private static Document continued(Document before, String prompt, String expected) {
        Document next = api.awaitEnd(api.submit(Json.mapper()
                .createObjectNode()
                .put("prompt", prompt)
                .put("previous_job_id", before.id().value())));
        assertThat(api.images(next)).singleElement().satisfies(image -> {
            assertThat(image.status()).as("%s", image).isEqualTo(ImageStatus.READY);
            assertThat(image.provenance().orElseThrow().derivedFrom()).hasValue(expected);
        });
        return next;
    }

    @Test
    @Order(1)
    void shouldDeletePicturesWithTheLastJobThatUsesThem() {
        var request = Json.mapper().createObjectNode().put("prompt", "Show my photo with more contrast");
        request.put("image_count", 1).putArray("images").add(Pictures.pngBase64(44, 33));
        String first = api.submit(request);
        String edited =
                api.images(api.awaitEnd(first)).getFirst().blob().orElseThrow().sha256();
        String second = api.submit(Json.mapper()
                .createObjectNode()
                .put("prompt", "Say in one sentence what it shows")
                .put("image_count", "none")
                .put("previous_job_id", first));
        api.awaitEnd(second);

        JsonNode deleted = ApiClient.json(api.delete("/v1/jobs/" + first).body());

        assertThat(deleted.path("blobs_kept").asInt())
                .as("what the client sent and what was made of it: %s", deleted)
                .isEqualTo(2);
        assertThat(api.get("/v1/jobs/" + first + "/document.json").statusCode()).isEqualTo(404);
        assertThat(api.get("/v1/blobs/" + edited).statusCode()).isEqualTo(200);
        assertThat(ApiClient.json(api.delete("/v1/jobs/" + second).body())
                        .path("blobs_deleted")
                        .asInt())
                .isEqualTo(2);
        assertThat(api.get("/v1/blobs/" + edited).statusCode()).isEqualTo(404);
        // The result cache knows the picture still, and must not believe that it is there.
        Document again = api.awaitEnd(api.submit(request));
        assertThat(again.status()).isEqualTo(JobStatus.COMPLETED);
        assertThat(api.get("/v1/blobs/"
                                + api.images(again)
                                        .getFirst()
                                        .blob()
                                        .orElseThrow()
                                        .sha256())
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    @Order(1)
    void shouldExplainTheGapWhenTheBudgetDoesNotCoverAPicture() {
        var request = Json.mapper().createObjectNode().put("prompt", "Paintings of a mill, a bridge and a tower");
        request.put("image_count", 3).put("max_cost", 0.1).putArray("tools").add("diffusion");
        Document document = api.awaitEnd(api.submit(request));

        assertThat(document.status()).isEqualTo(JobStatus.PARTIAL);
        assertThat(document.usage().costUsd())
                .hasValueSatisfying(cost -> assertThat(cost).isEqualByComparingTo("0.08"));
        assertThat(api.images(document))
                .filteredOn(image -> image.status() == ImageStatus.FAILED)
                .singleElement()
                .satisfies(image -> {
                    assertThat(image.error().orElseThrow().code()).isEqualTo(FailureCode.BUDGET_EXHAUSTED);
                    assertThat(image.error().orElseThrow().message())
                            .contains("$0.04", "budget of $0.1, $0.08", "max_cost");
                });
    }

    @ParameterizedTest
    @Order(1)
    @CsvSource(delimiter = '|', textBlock = """
            {"prompt": "x", "colour": "red"}                      | colour
            {"prompt": ""}                                        | prompt
            {"prompt": "   "}                                     | prompt
            {}                                                    | prompt
            {"prompt": "x", "images": ["aGVsbG8="]}               | images
            {"prompt": "x", "images": ["%%%"]}                    | images
            {"prompt": "x", "tools": ["telescope"]}               | tools
            {"prompt": "x", "image_count": "many"}                | image_count
            {"prompt": "x", "deadline_seconds": 0}                | deadline_seconds
            {"prompt": 7}                                         | prompt
            {"prompt": "x"                                        | JSON
            """)
    void shouldSayWhatToChangeAndEnqueueNothingWhenTheInputIsBad(String body, String named) {
        String before = api.get("/v1/jobs?limit=100").body();

        HttpResponse<String> response = api.post("/v1/jobs", body);

        assertThat(response.statusCode()).as(response.body()).isBetween(400, 499);
        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(response.body()).contains(named);
        assertThat(api.get("/v1/jobs?limit=100").body()).isEqualTo(before);
    }

    @Test
    @Order(1)
    void shouldRefuseAPromptOverTheLimit() {
        var request = Json.mapper().createObjectNode().put("prompt", "x".repeat(100_001));

        HttpResponse<String> response = api.post("/v1/jobs", request.toString());

        assertThat(response.statusCode()).isBetween(400, 499);
        assertThat(response.body()).contains("prompt").contains("100000");
    }

    @Test
    @Order(1)
    void shouldKeepAndCloseAJobThatIsCancelled() {
        var request = Json.mapper().createObjectNode().put("prompt", "A very long essay. ".repeat(500));
        String job = api.submit(request);

        HttpResponse<String> cancelled = api.post("/v1/jobs/" + job + "/cancel", "");

        assertThat(cancelled.statusCode()).isEqualTo(202);
        assertThat(api.awaitEnd(job).status()).isEqualTo(JobStatus.CANCELLED);
    }

    @Test
    @Order(1)
    void shouldCancelTheJobWhenTheCommandThatWaitsForItIsEnded(@TempDir Path out) throws Exception {
        ProcessBuilder command =
                RunCommandIT.command("run", "A very long essay. ".repeat(500), "--json", "--out", out.toString());
        command.environment().put("LLMI_URL", server.url().toString());
        Process process = command.start();
        String first;
        try (BufferedReader lines = process.inputReader()) {
            first = lines.readLine();
            process.destroy();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        }

        String job = Json.mapper().readTree(first).path("job").asText();
        assertThat(api.awaitEnd(job).status()).isEqualTo(JobStatus.CANCELLED);
    }

    @Test
    @Order(2)
    void shouldKnowItsJobsAndDocumentsAgainAfterARestartOnTheSameData() {
        String job = api.submit("A note about lighthouses with a photo of a lighthouse");
        Document before = api.awaitEnd(job);

        server.stop();
        server.restart();
        server.awaitReady();

        assertThat(api.document(job)).isEqualTo(before);
        assertThat(api.get("/v1/jobs/" + job).statusCode()).isEqualTo(200);
        assertThat(api.awaitEnd(api.submit("Another note, with a painting of a boat"))
                        .status())
                .isEqualTo(JobStatus.COMPLETED);
    }

    private static ImagePart only(List<ImagePart> images, String tool) {
        List<ImagePart> matching =
                images.stream().filter(image -> image.tool().equals(tool)).toList();
        assertThat(matching).as("pictures by %s among %s", tool, images).hasSize(1);
        return matching.getFirst();
    }

    private static Map<String, String> environment() {
        // No planner endpoint, whatever the machine that runs the tests has configured.
        return Map.of(
                "OPENAI_BASE_URL",
                "",
                "OPENAI_API_KEY",
                "",
                "LLMI_PLANNER_REHEARSAL_WORDS_PER_SECOND",
                "400",
                "LLMI_BACKENDS_OF_PROCEDURAL_PRICE_USD",
                "0.04");
    }
}
