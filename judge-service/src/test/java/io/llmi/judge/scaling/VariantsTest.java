package io.llmi.judge.scaling;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmi.events.BlobRef;
import io.llmi.events.CallId;
import io.llmi.events.Document;
import io.llmi.events.Document.ImagePart;
import io.llmi.events.Document.TextPart;
import io.llmi.events.DraftId;
import io.llmi.events.FailureCode;
import io.llmi.events.ImageCount;
import io.llmi.events.JobId;
import io.llmi.events.JobSubmitted;
import io.llmi.events.Json;
import io.llmi.events.Message;
import io.llmi.events.Provenance;
import io.llmi.events.Revision;
import io.llmi.events.Scaling;
import io.llmi.events.ToolCall;
import io.llmi.events.ToolFailure;
import io.llmi.events.ToolManifest;
import io.llmi.events.ToolResult;
import io.llmi.events.ToolSuccess;
import io.llmi.judge.Documents;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Which pictures of a draft there can be variants of, and how they are asked for. */
class VariantsTest {
    private static final Instant NOW = Instant.parse("2026-05-04T12:00:00Z");
    private static final List<ToolManifest> TOOLS = List.of(
            tool("search", false, "query", "rank"),
            tool("diffusion", false, "prompt", "seed"),
            tool("edit", true, "prompt", "seed", "img_index"),
            tool("crop", true, "box", "img_index"),
            tool("code", false, "code"));

    @Test
    void shouldPutEditsWithThePictureThatTheyChange() {
        // Pictures 0 and 1 are the user's.
        List<Document.Part> parts = List.of(
                tag(0, "diffusion", "prompt", "a"),
                tag(1, "search", "query", "b"),
                tag(2, "crop", "img_index", 2),
                tag(3, "edit", "img_index", 4),
                tag(4, "edit", "img_index", 0),
                tag(5, "crop", "img_index", 1));

        assertThat(groups(parts, 8))
                .extracting(PictureGroup::pictures)
                .containsExactly(List.of(0, 2, 3), List.of(1), List.of(4));
    }

    @Test
    void shouldHaveNoVariantsOfWhatWouldBeTheSameAgainOrIsNotMade() {
        List<Document.Part> parts = List.of(
                tag(0, "code", "code", "plt"),
                tag(1, "crop", "img_index", 2),
                ImagePart.pending(2, "", "a tag that could not be read"),
                tag(3, "unheard-of", "prompt", "a"),
                tag(4, "edit", "img_index", 7),
                tag(5, "edit", "img_index", 5),
                tag(6, "diffusion", "prompt", "one too many"));

        assertThat(groups(parts, 6)).isEmpty();
    }

    @Test
    void shouldVaryAnEditOfAChartWithItsChart() {
        List<Document.Part> parts = List.of(tag(0, "code", "code", "plt"), tag(1, "edit", "img_index", 2));

        assertThat(groups(parts, 8)).extracting(PictureGroup::pictures).containsExactly(List.of(0, 1));
    }

    @Test
    void shouldAskForOtherFindsAndOtherSeedsAndLeaveAllElseAsItWas() {
        List<Document.Part> parts = List.of(
                new TextPart("Before. "),
                tag(0, "search", "query", "a"),
                tag(1, "search", "rank", 3),
                tag(2, "diffusion", "seed", 7),
                tag(3, "diffusion", "prompt", "b"),
                tag(4, "code", "code", "plt"));
        Document reading = reading(parts);

        Revision revision = new Variation(JobId.derived("test", "job"), TOOLS).of(reading, groups(parts, 8), 2);

        assertThat(revision.pieces())
                .containsExactly(
                        new Revision.Text("Before. "),
                        made(
                                "search",
                                Json.mapper()
                                        .createObjectNode()
                                        .put("query", "a")
                                        .put("rank", 3)),
                        made("search", Json.mapper().createObjectNode().put("rank", 5)),
                        made("diffusion", Json.mapper().createObjectNode().put("seed", 9L)),
                        made("diffusion", Json.mapper().createObjectNode().put("prompt", "b")),
                        new Revision.Kept((ImagePart) parts.get(5)));
    }

    @Test
    void shouldTakeAResultForWhatTheDraftsOwnTagAskedFor() {
        Document reading = reading(List.of(tag(0, "search", "query", "a"), tag(1, "edit", "img_index", 2)));
        Variation variation = new Variation(JobId.derived("test", "job"), TOOLS);
        ToolCall asked = new ToolCall(
                "search",
                "d0",
                Json.mapper().createObjectNode().put("query", "a").put("rank", 2));
        ToolCall own =
                new ToolCall("search", "d0", Json.mapper().createObjectNode().put("query", "a"));
        ToolCall edit =
                new ToolCall("edit", "d1", Json.mapper().createObjectNode().put("img_index", 2));

        assertThat(variation.own(reading, result(0, asked.fingerprint()), 1))
                .hasValueSatisfying(result -> assertThat(result.fingerprint()).isEqualTo(own.fingerprint()));
        assertThat(variation.own(reading, result(1, edit.fingerprint() + "-00ff"), 1))
                .hasValueSatisfying(result -> assertThat(result.fingerprint()).isEqualTo(edit.fingerprint() + "-00ff"));
        assertThat(variation.own(reading, result(0, asked.fingerprint()), 2)).isEmpty();
    }

    @Test
    void shouldShowAPictureWithTheParagraphsAroundItAndNoOther() {
        Document document = reading(List.of(
                new TextPart("# Title\n\nFar away.\n\nJust before."),
                tag(0, "diffusion", "prompt", "a"),
                new TextPart("Just after.\n\nIn between.\n\nBefore the edit."),
                tag(1, "edit", "img_index", 2),
                new TextPart("After the edit."),
                tag(2, "search", "query", "b"),
                new TextPart("Elsewhere.")));

        Document excerpt = Excerpt.of(document, new PictureGroup(List.of(0, 1)));

        assertThat(excerpt.parts())
                .containsExactly(
                        new TextPart("Just before."),
                        document.parts().get(1),
                        new TextPart("Just after.\n\nBefore the edit."),
                        document.parts().get(3),
                        new TextPart("After the edit."));
    }

    private static List<PictureGroup> groups(List<Document.Part> parts, int maxImages) {
        JobSubmitted job = new JobSubmitted(
                JobId.derived("test", "job"),
                "t",
                NOW,
                NOW.plusSeconds(60),
                List.of(new Message(Message.Role.USER, "Draw", List.of())),
                List.of(Documents.BLOB, Documents.BLOB),
                ImageCount.ANY,
                List.of(),
                new Scaling(1, 1, 3, false),
                maxImages,
                Map.of(),
                Optional.empty());
        return PictureGroup.of(reading(parts), job, TOOLS);
    }

    private static Document reading(List<Document.Part> parts) {
        return Document.empty(JobId.derived("test", "job"), "prompt", NOW).withParts(parts);
    }

    private static ImagePart tag(int index, String tool, String param, Object value) {
        JsonNode params =
                Json.mapper().createObjectNode().set(param, Json.mapper().valueToTree(value));
        return ImagePart.pending(index, tool, "d" + index, Optional.of(params))
                .failed(new ToolFailure(FailureCode.LIMIT_EXCEEDED, "not called"));
    }

    private static Revision.Made made(String tool, ObjectNode params) {
        int index = tool.equals("search") ? (params.has("query") ? 0 : 1) : params.has("seed") ? 2 : 3;
        return new Revision.Made(new ToolCall(tool, "d" + index, params), false);
    }

    private static ToolResult result(int slot, String fingerprint) {
        return new ToolResult(
                new CallId(new DraftId(JobId.derived("test", "variant"), 0), slot),
                "search",
                fingerprint,
                new ToolSuccess(
                        new BlobRef("0".repeat(64), "image/png", 8, 8, 100),
                        "alt",
                        Provenance.madeBy("test", Json.mapper().createObjectNode())
                                .withDurationMs(1),
                        List.of()),
                1,
                "worker",
                NOW,
                NOW,
                NOW.plus(Duration.ofSeconds(1)));
    }

    private static ToolManifest tool(String name, boolean needsSource, String... params) {
        ObjectNode schema = Json.mapper().createObjectNode();
        ObjectNode properties = schema.putObject("properties");
        for (String param : params) {
            properties.putObject(param);
        }
        return new ToolManifest(name, "", schema, List.of(), needsSource, List.of(), 60, NOW);
    }
}
