package io.llmi.tool.search;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmi.events.CallId;
import io.llmi.events.DraftId;
import io.llmi.events.FailureCode;
import io.llmi.events.JobId;
import io.llmi.events.Json;
import io.llmi.events.ToolCall;
import io.llmi.events.ToolManifest;
import io.llmi.tool.search.library.BundledPictures;
import io.llmi.tool.search.library.LibraryEntry;
import io.llmi.tool.search.picture.PictureIntake;
import io.llmi.tool.search.picture.UnusablePictureException;
import io.llmi.tool.search.web.TestIntake;
import io.llmi.toolkit.image.ImageInspector;
import io.llmi.toolkit.tool.ToolInvocation;
import io.llmi.toolkit.tool.ToolReply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class SearchToolTest {
    @TempDir
    Path folder;

    private static final PictureIntake NO_WEB = TestIntake.of((address, deadline) -> {
        throw new UnusablePictureException(UnusablePictureException.Reason.BLOCKED, "no web in this test");
    });

    private final SearchTool shipped = tool(Map.of());

    private static SearchTool tool(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("llmi.search.max-pixels", "1000000");
        return new SearchTool(Settings.search(all), Settings.backends(), NO_WEB);
    }

    private SearchTool own() {
        return tool(Map.of("llmi.search.library", folder.toString()));
    }

    private static ToolReply call(SearchTool tool, String query) {
        return call(tool, Json.mapper().createObjectNode().put("query", query));
    }

    private static ToolReply call(SearchTool tool, ObjectNode params) {
        CallId id = new CallId(new DraftId(JobId.derived("tenant", "key"), 0), 0);
        ToolCall work = new ToolCall("search", "", params);
        try {
            return tool.call(new ToolInvocation(id, work, List.of(), Optional.empty(), Instant.MAX, 1));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] picture(String file) throws Exception {
        BundledPictures bundled = new BundledPictures();
        for (LibraryEntry entry : bundled.entries()) {
            if (entry.file().equals(file)) {
                return bundled.read(entry);
            }
        }
        throw new AssertionError("no " + file);
    }

    @Test
    void shouldShipPicturesThatDecodeAndSayWhatTheyAre() throws Exception {
        BundledPictures bundled = new BundledPictures();
        assertThat(bundled.entries()).hasSizeGreaterThanOrEqualTo(40);
        for (LibraryEntry entry : bundled.entries()) {
            byte[] bytes = bundled.read(entry);
            assertThat(bytes).as(entry.file()).hasSizeLessThanOrEqualTo(40 * 1024);
            ImageInspector.Inspected image = ImageInspector.inspect(bytes, 1_000_000);
            assertThat(image.mediaType()).isEqualTo("image/jpeg");
            assertThat(entry.title()).endsWith("(generated stand-in)");
            assertThat(entry.license()).contains("CC0 1.0");
            assertThat(entry.attribution().orElse("")).contains("generated illustration");
            assertThat(entry.tags()).isNotEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "fishing harbor,harbour",
        "photo of a sandy beach,beach",
        "mountain lake reflection,mountain-lake",
        "mountain peaks,mountains",
        "a path in the forest,forest-path",
        "city skyline by day,city-skyline",
        "city lights at night,city-night",
        "suspension bridge,bridge",
        "lighthouse on the coast,lighthouse",
        "fruit market stalls,market",
        "a picture of a cute kitten,cat",
        "puppy,dog",
        "songbird,bird",
        "wild horses,horse",
        "pink flowers in a garden,flower",
        "cup of coffee,coffee",
        "fresh loaf of bread,bread",
        "birthday cake,cake",
        "red apple,apple",
        "bike,bicycle",
        "steam locomotive,train",
        "car,car",
        "aeroplane,airplane",
        "cargo ship,ship",
        "sailing boat,sailboat",
        "medieval castle,castle",
        "Japanese pagoda temple,temple",
        "sand dunes desert,desert",
        "waterfall,waterfall",
        "cabin in the snow,snow",
        "sunset over the sea,sunset",
        "sunrise over fields,sunrise",
        "starry night sky,night-sky",
        "full moon,moon",
        "galaxy nebula,galaxy",
        "rocket launch,rocket",
        "volcano eruption,volcano",
        "river valley,river",
        "tropical island,island",
        "coral reef with fish,coral-reef",
        "whales,whale",
        "wheat harvest,wheat-field",
        "vineyard with grapes,vineyard",
        "library bookshelves,library",
        "laptop computer,laptop",
        "school classroom,classroom",
        "hospital,hospital",
        "soccer ball,football",
        "acoustic guitar,guitar",
        "grand piano,piano",
        "clock,clock",
        "rainy street,rain-street",
        "old town street,street",
        "new year fireworks,fireworks",
        "hot air balloons,balloon",
        "rainbow,rainbow",
        "windmill,windmill",
        "cottage house,house",
        "robot,robot",
        "camping tent,campfire"
    })
    void shouldFindTheObviousPicture(String query, String name) throws Exception {
        ToolReply reply = call(shipped, query);
        assertThat(reply).isInstanceOf(ToolReply.Picture.class);
        assertThat(((ToolReply.Picture) reply).alt()).isNotBlank();
        assertThat(((ToolReply.Picture) reply).bytes()).isEqualTo(picture(name + ".jpg"));
    }

    @Test
    void shouldCarryLicenceAndCreditIntoTheProvenance() {
        ToolReply.Picture reply = (ToolReply.Picture) call(shipped, "castle");
        assertThat(reply.provenance().backend()).isEqualTo("local-library");
        assertThat(reply.provenance().license()).contains("CC0 1.0");
        assertThat(reply.provenance().attribution().orElse("")).contains("standing in for a photograph");
        assertThat(reply.warnings()).isEmpty();
    }

    private static void assertFailed(ToolReply reply, FailureCode code, String part) {
        assertThat(reply).isInstanceOfSatisfying(ToolReply.Failed.class, failed -> {
            assertThat(failed.failure().code()).isEqualTo(code);
            assertThat(failed.failure().message()).contains(part);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"qwertzuiop", "the of and", "???", "AND OR NOT (", "\"", "photo of xyzzy"})
    void shouldSayHowToGoOnWhenNothingMatches(String query) {
        assertFailed(call(shipped, query), FailureCode.UNAVAILABLE, "llmi.search.library");
    }

    @Test
    void shouldRefuseWhenQueryIsEmpty() {
        assertFailed(call(shipped, " "), FailureCode.BAD_REQUEST, "query");
    }

    @Test
    void shouldWarnOfUnknownLicenceWhenFolderHasNoIndex() throws Exception {
        Files.write(folder.resolve("red_fox-at-dusk.jpg"), picture("dog.jpg"));
        ToolReply.Picture reply = (ToolReply.Picture) call(own(), "a photo of a fox");
        assertThat(reply.alt()).isEqualTo("red fox at dusk");
        assertThat(reply.warnings()).singleElement().asString().contains("licence");
        assertThat(reply.provenance().license()).isEmpty();
    }

    @Test
    void shouldReadTheIndexOfAFolderAndNoticeChanges() throws Exception {
        SearchTool tool = own();
        Files.write(folder.resolve("1.jpg"), picture("dog.jpg"));
        Path index = folder.resolve("index.json");
        Files.writeString(index, """
                [{"file": "1.jpg", "title": "Red panda", "license": "CC BY 4.0", "author": "A. Writer",
                  "source_url": "https://example.org/panda"}]""");
        ToolReply.Picture reply = (ToolReply.Picture) call(tool, "panda");
        assertThat(reply.provenance().sourceUrl()).contains("https://example.org/panda");
        assertThat(reply.provenance().attribution()).contains("A. Writer");

        Files.writeString(index, "[{\"file\": \"1.jpg\", \"title\": \"Otter\"}]");
        Files.setLastModifiedTime(index, FileTime.from(Instant.now().plusSeconds(60)));
        assertFailed(call(tool, "panda"), FailureCode.UNAVAILABLE, "matches");
        assertThat(call(tool, "otter")).isInstanceOf(ToolReply.Picture.class);
    }

    @Test
    void shouldRefuseFilesOutsideOfTheFolder(@TempDir Path elsewhere) throws Exception {
        Files.write(elsewhere.resolve("secret.jpg"), picture("dog.jpg"));
        Files.createSymbolicLink(folder.resolve("link.jpg"), elsewhere.resolve("secret.jpg"));
        Files.writeString(folder.resolve("index.json"), """
                [{"file": "link.jpg", "title": "Linked"}, {"file": "../%s/secret.jpg", "title": "Climbing"}]""".formatted(elsewhere.getFileName()));
        assertFailed(call(own(), "linked"), FailureCode.UNAVAILABLE, "cannot be used");
        assertFailed(call(own(), "climbing"), FailureCode.UNAVAILABLE, "cannot be used");
    }

    @Test
    void shouldRefuseWhatIsNoPicture() throws Exception {
        Files.writeString(folder.resolve("fox.jpg"), "not a picture");
        assertFailed(call(own(), "fox"), FailureCode.UNAVAILABLE, "cannot be used");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[{\"title\": \"no file\"}]", "\"text\"", "[1]"})
    void shouldFailPlainlyWhenTheIndexIsBroken(String index) throws Exception {
        Files.writeString(folder.resolve("index.json"), index);
        assertFailed(call(own(), "fox"), FailureCode.UNAVAILABLE, "cannot be used");
    }

    @Test
    void shouldFailPlainlyWhenTheFolderIsMissing() {
        SearchTool tool =
                tool(Map.of("llmi.search.library", folder.resolve("none").toString()));
        assertFailed(call(tool, "fox"), FailureCode.UNAVAILABLE, "cannot be used");
    }

    private static final String LICENSED = """
            [{"file": "1.jpg", "title": "Red panda", "license": "CC BY-NC 4.0"},
             {"file": "2.jpg", "title": "Red panda too", "license": "CC BY 4.0"},
             {"file": "3.jpg", "title": "Red panda again", "license": "CC0"}]""";

    private String titleUnder(String operator, String tag) throws Exception {
        for (int i = 1; i <= 3; i++) {
            Files.write(folder.resolve(i + ".jpg"), picture("dog.jpg"));
        }
        Files.writeString(folder.resolve("index.json"), LICENSED);
        SearchTool tool = tool(Map.of("llmi.search.library", folder.toString(), "llmi.search.licence", operator));
        ObjectNode params = Json.mapper().createObjectNode().put("query", "red panda");
        if (!tag.isEmpty()) {
            params.put("license", tag);
        }
        return call(tool, params) instanceof ToolReply.Picture found ? found.alt() : "none";
    }

    @ParameterizedTest
    @CsvSource({
        "any,'',Red panda",
        "any,free-to-reuse,Red panda too",
        "any,Public Domain,Red panda again",
        "free-to-reuse,'',Red panda too",
        "free-to-reuse,any,Red panda too",
        "free-to-reuse,public-domain,Red panda again",
        "public-domain,any,Red panda again",
        "any,whatever,none"
    })
    void shouldLetATagOnlyTightenTheLicence(String operator, String tag, String title) throws Exception {
        assertThat(titleUnder(operator, tag)).isEqualTo(title);
    }

    @Test
    void shouldNameThePolicyWhenItRulesOutEverything() throws Exception {
        Files.write(folder.resolve("red_fox.jpg"), picture("dog.jpg"));
        ObjectNode params = Json.mapper().createObjectNode().put("query", "fox").put("license", "free-to-reuse");

        assertFailed(call(own(), params), FailureCode.UNAVAILABLE, "free-to-reuse");
    }

    @Test
    void shouldNameTheLicencesWhenATagAsksForAnother() {
        ObjectNode params = Json.mapper().createObjectNode().put("query", "fox").put("license", "gratis");

        assertFailed(call(shipped, params), FailureCode.BAD_REQUEST, "any, free-to-reuse, public-domain");
    }

    @Test
    void shouldFallBackToTheLibraryAndSayWhenTheWebCannotTellLicences() {
        SearchTool tool = tool(Map.of(
                "llmi.search.backends", "brave,local-library",
                "llmi.search.brave.key", "k",
                "llmi.search.licence", "free-to-reuse"));

        ToolReply.Picture found = (ToolReply.Picture) call(tool, "castle");

        assertThat(tool.manifest().backends()).containsExactly("brave", "local-library");
        assertThat(found.provenance().backend()).isEqualTo("local-library");
        assertThat(found.provenance().params().toString()).contains("fallback_from", "does not tell the licences");
    }

    @Test
    void shouldShowExamplesInTheManifestThatItsOwnSchemaAllows() {
        ToolManifest manifest = shipped.manifest();

        assertThat(manifest.examples())
                .allSatisfy(example -> example.path("params")
                        .fieldNames()
                        .forEachRemaining(name -> assertThat(manifest.paramsSchema()
                                        .path("properties")
                                        .has(name))
                                .isTrue()));
    }

    @Test
    void shouldTakeTheNextBestFindWhenItsRankIsAskedFor() {
        ToolReply best = call(shipped, "city");
        ToolReply second = call(
                shipped, Json.mapper().createObjectNode().put("query", "city").put("rank", 2));

        assertThat(best).isInstanceOf(ToolReply.Picture.class);
        assertThat(second).isInstanceOfSatisfying(ToolReply.Picture.class, picture -> {
            assertThat(picture.bytes()).isNotEqualTo(((ToolReply.Picture) best).bytes());
            assertThat(picture.provenance().params().path("rank").asInt()).isEqualTo(2);
        });
    }

    @ParameterizedTest
    @CsvSource({"100,UNAVAILABLE", "0,BAD_REQUEST", "101,BAD_REQUEST", "1.5,BAD_REQUEST"})
    void shouldSaySoWhenThereIsNothingOfARank(String rank, FailureCode code) throws Exception {
        ObjectNode params = Json.mapper().createObjectNode().put("query", "city");
        params.set("rank", Json.mapper().readTree(rank));

        ToolReply reply = call(shipped, params);

        assertThat(reply).isInstanceOfSatisfying(ToolReply.Failed.class, failed -> {
            assertThat(failed.failure().code()).isEqualTo(code);
            assertThat(failed.failure().message()).contains("rank");
        });
    }
}
