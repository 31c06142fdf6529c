package io.llmi.planner.rehearsal;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.llmi.events.ImageCount;
import io.llmi.events.Json;
import io.llmi.events.Message;
import io.llmi.events.Sampling;
import io.llmi.planner.Jobs;
import io.llmi.planner.backend.PlanRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class RehearsalTagsTest {
    private static final Pattern TAG = Pattern.compile("<imgen>(.*?)</imgen>", Pattern.DOTALL);
    private static final String TIDES = "A one-page guide to the tides: a chart of the water height 2.1, 3.4, 4.8, 3.9,"
            + " 2.2 metres at 0, 3, 6, 9, 12 hours, a photo of a harbour, a painted cover, and then the same cover at night";

    static List<JsonNode> tags(String document) {
        List<JsonNode> tags = new ArrayList<>();
        Matcher matcher = TAG.matcher(document);
        while (matcher.find()) {
            try {
                tags.add(Json.mapper().readTree(matcher.group(1)));
            } catch (JsonProcessingException e) {
                throw new AssertionError("not JSON: " + matcher.group(1), e);
            }
        }
        return tags;
    }

    /** Each tag as {@code tool:what}. */
    static List<String> brief(String document) {
        return tags(document).stream()
                .map(tag -> {
                    JsonNode params = tag.path("params");
                    String tool = tag.path("source").asText();
                    return switch (tool) {
                        case "search" -> "search:" + params.path("query").asText();
                        case "diffusion" -> "diffusion:" + params.path("prompt").asText();
                        case "edit" ->
                            "edit:" + params.path("img_index").asInt() + ":"
                                    + params.path("prompt").asText();
                        default -> "code";
                    };
                })
                .toList();
    }

    private static String write(String prompt) {
        return RehearsalBackend.document(Jobs.request(prompt));
    }

    private static String code(String document) {
        return tags(document).stream()
                .filter(tag -> tag.path("source").asText().equals("code"))
                .findFirst()
                .orElseThrow()
                .path("params")
                .path("code")
                .asText();
    }

    @Test
    void shouldWriteAllFourTagsWhenAskedForTheTides() {
        String document = write(TIDES);

        assertThat(document).startsWith("# A one-page guide to the tides\n").contains("rehearsal planner");
        assertThat(brief(document))
                .containsExactly("diffusion:painted cover about tides", "code", "search:harbour", "edit:0:at night");
        assertThat(code(document))
                .contains("y = [2.1, 3.4, 4.8, 3.9, 2.2]")
                .contains("x = [0, 3, 6, 9, 12]")
                .contains("ax.set_ylabel(\"Water height (metres)\")")
                .contains("ax.set_xlabel(\"Time (hours)\")");
        assertThat(document).contains("rise to their highest point and fall after it");
    }

    @Test
    void shouldCountTheUsersPicturesFirstWhenAnEditRefersToTheDocument() {
        PlanRequest request =
                new PlanRequest(Jobs.job(List.of(Message.user(TIDES)), 2, ImageCount.ANY), Jobs.allTools());

        assertThat(brief(RehearsalBackend.document(request))).contains("edit:2:at night");
    }

    @Test
    void shouldSayTheSameInOtherWordsWhenAskedForAnotherSeed() {
        List<String> documents = IntStream.range(0, 8)
                .mapToObj(seed -> RehearsalBackend.document(seeded(TIDES, seed)))
                .toList();

        assertThat(documents.getFirst()).isEqualTo(write(TIDES));
        assertThat(RehearsalBackend.document(seeded(TIDES, 5))).isEqualTo(documents.get(5));
        assertThat(new HashSet<>(documents)).hasSizeGreaterThan(5);
        assertThat(documents).extracting(RehearsalTagsTest::tags).containsOnly(tags(documents.getFirst()));
    }

    private static PlanRequest seeded(String prompt, long seed) {
        Sampling sampling = new Sampling(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(seed));
        return new PlanRequest(Jobs.sampled(Jobs.job(prompt), sampling), Jobs.allTools());
    }

    static Stream<Arguments> prompts() {
        return Stream.of(
                Arguments.of("Two photos of red pandas", List.of("search:red pandas", "search:red pandas wide view")),
                Arguments.of("Write about bread with a photo of sourdough", List.of("search:sourdough")),
                // What names nothing is no query.
                Arguments.of("Portrait of the red fox, with a photograph.", List.of("search:red fox")),
                Arguments.of("Do a spread about ramen, with one more photo", List.of("search:ramen")),
                Arguments.of("Photo essay on Venice: the Rialto", List.of("search:Venice")),
                Arguments.of("Photo", List.of("search:a short document")),
                Arguments.of(
                        "A story about a fox with two photos of foxes and wolves",
                        List.of("search:foxes", "search:wolves")),
                Arguments.of(
                        "An essay on lighthouses, with a watercolour of a lighthouse",
                        List.of("diffusion:watercolour of lighthouse")),
                Arguments.of("The history of tea, no pictures", List.of()),
                Arguments.of(
                        "Explain photosynthesis",
                        List.of("search:photosynthesis", "diffusion:an illustration of photosynthesis")),
                Arguments.of("Draw a castle on a hill", List.of("diffusion:a drawing of castle on a hill")),
                Arguments.of("Make a bar chart of 3, 5, 8", List.of("code")),
                Arguments.of(
                        "A report on energy with a pie chart of solar 30%, wind 45% and hydro 25%", List.of("code")),
                Arguments.of(
                        "A photo of a harbour and the same photo in black and white",
                        List.of("search:harbour", "edit:0:in black and white")),
                Arguments.of(
                        "A photo of a cat, then the same cat but blurred", List.of("search:cat", "edit:0:blurred")),
                Arguments.of(
                        "The same cover at night, and a painted cover about whales",
                        List.of("diffusion:painted cover about whales", "edit:0:at night")),
                Arguments.of(
                        "A page about Rome with three photos of the Colosseum",
                        List.of("search:Colosseum", "search:Colosseum wide view", "search:Colosseum close-up")),
                Arguments.of("A photo of a mountain. Make it sepia.", List.of("search:mountain", "edit:0:sepia")),
                Arguments.of("A photo of a mountain. Make it short.", List.of("search:mountain")),
                Arguments.of(
                        "A photo of a bridge, a painting of a boat and a black and white version of the photo",
                        List.of("search:bridge", "diffusion:painting of boat", "edit:0:black and white")),
                Arguments.of(
                        "A guide to painting", List.of("search:painting", "diffusion:an illustration of painting")),
                Arguments.of("Three charts of sales 3, 4, 5 in 2020, 2021, 2022", List.of("code", "code", "code")),
                Arguments.of(
                        "The plot of Hamlet",
                        List.of("search:plot of Hamlet", "diffusion:an illustration of plot of Hamlet")),
                Arguments.of(
                        "Write a short article about bees with three pictures",
                        List.of("search:bees", "diffusion:an illustration of bees", "search:bees wide view")),
                Arguments.of("A picture of a dragon", List.of("diffusion:a picture of dragon")),
                Arguments.of(
                        "A photo of a dog with a caption, and the same photo with the caption \"Rex, my dog\"",
                        List.of("search:dog", "edit:0:with the caption \"Rex, my dog\"")),
                Arguments.of(
                        "Write about owls: an owl photo and an illustration of an owl",
                        List.of("search:owl", "diffusion:illustration of owl")),
                Arguments.of("A photo of a lake, cropped to a square", List.of("search:lake")),
                Arguments.of("Crop my photo to a square", List.of()),
                Arguments.of(
                        "A poster of a rocket, and then flip the poster",
                        List.of("diffusion:poster of rocket", "edit:0:flip")));
    }

    @ParameterizedTest
    @MethodSource("prompts")
    void shouldWriteTheTagsThatTheRequestCues(String prompt, List<String> expected) {
        assertThat(brief(write(prompt))).isEqualTo(expected);
    }

    static Stream<Arguments> charts() {
        return Stream.of(
                Arguments.of("Make a bar chart of 3, 5, 8", List.of("y = [3, 5, 8]", "ax.bar(")),
                Arguments.of(
                        "A pie chart of energy: solar 30%, wind 45% and hydro 25%",
                        List.of("y = [30, 45, 25]", "x = [\"solar\", \"wind\", \"hydro\"]", "ax.pie(")),
                Arguments.of(
                        "A chart of 10 apples, 20 pears and 5 plums",
                        List.of("y = [10, 20, 5]", "x = [\"apples\", \"pears\", \"plums\"]", "ax.bar(")),
                Arguments.of(
                        "A line chart of temperatures 12, 15.5, -3 °C for Monday, Tuesday and Wednesday",
                        List.of(
                                "y = [12, 15.5, -3]", "x = [\"Monday\", \"Tuesday\", \"Wednesday\"]",
                                "Temperatures (°C)", "ax.plot(")),
                Arguments.of(
                        "A chart of sales 1,200, 1,500 and 900 in 2020, 2021 and 2022",
                        List.of("y = [1200, 1500, 900]", "x = [2020, 2021, 2022]", "\"Year\"")),
                Arguments.of("Plot x 1,2,3 and y 4,5,6", List.of("y = [4, 5, 6]", "x = [1, 2, 3]")),
                Arguments.of(
                        "A chart of rain 3, 5 and wind 7, 9 at 1, 2 hours",
                        List.of("y1 = [3, 5]", "y2 = [7, 9]", "x = [1, 2]", "label=\"Rain\"", "label=\"Wind\"")),
                Arguments.of("Our visits were 5, 7 and 6. Make a bar chart of them.", List.of("y = [5, 7, 6]")),
                Arguments.of("A chart about bees", List.of("illustrative shape, not data")));
    }

    @ParameterizedTest
    @MethodSource("charts")
    void shouldPlotExactlyTheNumbersOfTheRequest(String prompt, List<String> lines) {
        assertThat(code(write(prompt))).contains(lines);
    }

    @Test
    void shouldPlotNumbersForWhichNobodyNamesAChartUnlessTheyAreFewOrNoPicturesAreWanted() {
        assertThat(code(write("Revenue was 12, 15, 14 and 19 million in Q1, Q2, Q3 and Q4. One page for the board.")))
                .contains("y = [12, 15, 14, 19]");
        for (String prompt : List.of(
                "Snow lay 20, 55, 90 and 140 cm deep. No pictures, please.",
                "A weekend in Ghent for 2 people and 1 dog",
                "What happened between 1914 and 1918?")) {
            assertThat(write(prompt)).as(prompt).doesNotContain("\"source\": \"code\"", "'source': 'code'", "\"code\"");
        }
    }

    @Test
    void shouldEditTheUsersPictureWhenTheRequestMeansIt() {
        for (String prompt : List.of(
                "Make my photo black and white", "Turn this picture into a night scene", "Rotate the attached image")) {
            PlanRequest request =
                    new PlanRequest(Jobs.job(List.of(Message.user(prompt)), 1, ImageCount.ANY), Jobs.allTools());

            assertThat(brief(RehearsalBackend.document(request)))
                    .as(prompt)
                    .singleElement()
                    .asString()
                    .startsWith("edit:0:");
        }
    }

    @Test
    void shouldFallBackToAllowedToolsAndSaySo() {
        PlanRequest request = new PlanRequest(Jobs.job(TIDES), Jobs.tools("diffusion"));

        String document = RehearsalBackend.document(request);

        assertThat(brief(document))
                .containsExactly(
                        "diffusion:painted cover about tides",
                        "diffusion:a photorealistic picture of harbour",
                        "diffusion:painted cover about tides, at night");
        assertThat(document).contains("| 6 hours | 4.8 |").contains("What is different from the request");
    }

    @Test
    void shouldWriteNoTagsWhenNoPicturesAreWanted() {
        PlanRequest request =
                new PlanRequest(Jobs.job(List.of(Message.user(TIDES)), 0, ImageCount.NONE), Jobs.allTools());

        assertThat(RehearsalBackend.document(request)).doesNotContain("<imgen>");
    }

    @Test
    void shouldWriteExactlySoManyTagsWhenTheCountIsExact() {
        for (int count : new int[] {1, 2, 5, 12, 32}) {
            PlanRequest request = new PlanRequest(
                    Jobs.job(List.of(Message.user(TIDES)), 0, ImageCount.exactly(count)), Jobs.allTools());

            assertThat(tags(RehearsalBackend.document(request))).hasSize(count);
        }
    }
}
