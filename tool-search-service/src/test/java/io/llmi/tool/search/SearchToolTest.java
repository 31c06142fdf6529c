package io.llmi.tool.search;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.llmi.events.CallId;
import io.llmi.events.DraftId;
import io.llmi.events.FailureCode;
import io.llmi.events.JobId;
import io.llmi.events.Json;
import io.llmi.events.ToolCall;
import io.llmi.tool.search.library.BundledPictures;
import io.llmi.tool.search.library.LibraryEntry;
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

    private record Config(Optional<String> library, long maxPixels) implements SearchConfig {}

    private final SearchTool shipped = new SearchTool(new Config(Optional.empty(), 1_000_000));

    private SearchTool own() {
        return new SearchTool(new Config(Optional.of(folder.toString()), 1_000_000));
    }

    private static ToolReply call(SearchTool tool, String query) {
        CallId id = new CallId(new DraftId(JobId.derived("tenant", "key"), 0), 0);
        ToolCall work =
                new ToolCall("search", "", Json.mapper().createObjectNode().put("query", query));
        return tool.call(new ToolInvocation(id, work, List.of(), Optional.empty(), Instant.MAX, 1));
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
                new SearchTool(new Config(Optional.of(folder.resolve("none").toString()), 1_000_000));
        assertFailed(call(tool, "fox"), FailureCode.UNAVAILABLE, "cannot be used");
    }
}
