package io.llmi.standalone.evaluation;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import io.llmi.events.Json;
import io.llmi.events.Topics;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The lines themselves, which the reader of {@link ShippedTest} forgives much: it skips fields that it does not know. */
class BenchmarkFilesTest {
    private static final Pattern NUMBER = Pattern.compile("\\d+(?:[.,:]\\d+)*");
    private static final Path PAGE = Path.of("..", "docs", "benchmark.md");
    private static final Set<String> ASKED = Set.of("question", "image_num", "tools");

    @Test
    void shouldHoldExactlyTheFieldsOfTheSchemaWhenALineIsRead() throws IOException {
        check(lines("benchmark.jsonl"), "b", Set.of("id", "category", "question", "image_num", "tools"));
        check(lines("cues.jsonl"), "c", Set.of("id", "category", "implicit", "explicit", "image_num", "tools"));
        check(lines("multi-turn.jsonl"), "m", Set.of("id", "category", "turns"));
        for (JsonNode conversation : lines("multi-turn.jsonl")) {
            assertThat(conversation.path("turns").size()).isBetween(2, 4);
            for (JsonNode turn : conversation.path("turns")) {
                assertThat(fields(turn)).isEqualTo(ASKED);
                checkAsked(turn);
            }
        }
    }

    @Test
    void shouldAskNothingTwiceWhenCaseAndPunctuationAreLeftOut() throws IOException {
        List<String> questions = new ArrayList<>();
        lines("benchmark.jsonl").forEach(line -> questions.add(plain(line.path("question"))));
        for (JsonNode pair : lines("cues.jsonl")) {
            questions.add(plain(pair.path("implicit")));
            questions.add(plain(pair.path("explicit")));
        }
        lines("multi-turn.jsonl")
                .forEach(line -> line.path("turns").forEach(turn -> questions.add(plain(turn.path("question")))));
        assertThat(questions).doesNotHaveDuplicates();
    }

    @Test
    void shouldNeedEachToolOftenWhenTheBenchmarkIsCounted() throws IOException {
        List<JsonNode> lines = lines("benchmark.jsonl");
        assertThat(lines).hasSizeGreaterThanOrEqualTo(128);
        assertThat(lines("cues.jsonl")).hasSizeGreaterThanOrEqualTo(64);
        assertThat(lines("multi-turn.jsonl")).hasSizeGreaterThanOrEqualTo(24);
        assertThat(needed(lines))
                .hasSameSizeAs(Topics.SHIPPED_TOOLS)
                .allSatisfy((tool, count) -> assertThat(count).as(tool).isGreaterThanOrEqualTo(35));
        assertThat(lines.stream().map(line -> line.path("image_num").intValue()))
                .contains(-1, 0, 1, 2, 3, 4, 5, 6, 99);
    }

    @Test
    void shouldBringNumbersAlongWhenAChartIsNeeded() throws IOException {
        for (JsonNode line : lines("benchmark.jsonl")) {
            checkNumbers(line, line.path("question").textValue());
        }
        for (JsonNode pair : lines("cues.jsonl")) {
            String implicit = pair.path("implicit").textValue();
            String explicit = pair.path("explicit").textValue();
            checkNumbers(pair, implicit);
            checkNumbers(pair, explicit);
            if (tools(pair).contains("code")) {
                assertThat(numbers(explicit)).as(explicit).isEqualTo(numbers(implicit));
            }
        }
        for (JsonNode conversation : lines("multi-turn.jsonl")) {
            StringBuilder said = new StringBuilder();
            for (JsonNode turn : conversation.path("turns")) {
                said.append(turn.path("question").textValue()).append('\n');
                checkNumbers(turn, said.toString());
            }
        }
    }

    @Test
    void shouldHaveAPictureToChangeWhenAnEditIsNeeded() throws IOException {
        for (String file : List.of("benchmark.jsonl", "cues.jsonl")) {
            for (JsonNode line : lines(file)) {
                checkEdit(line, tools(line));
            }
        }
        for (JsonNode conversation : lines("multi-turn.jsonl")) {
            List<String> soFar = new ArrayList<>();
            for (JsonNode turn : conversation.path("turns")) {
                soFar.addAll(tools(turn));
                checkEdit(turn, soFar);
            }
        }
    }

    @Test
    void shouldTellTheFilesCountsWhenThePageIsRead() throws IOException {
        List<JsonNode> lines = lines("benchmark.jsonl");
        long turns = lines("multi-turn.jsonl").stream()
                .mapToLong(line -> line.path("turns").size())
                .sum();
        Map<String, Long> categories = lines.stream()
                .collect(Collectors.groupingBy(
                        line -> line.path("category").textValue(), TreeMap::new, Collectors.counting()));
        assertThat(categories).hasSizeGreaterThanOrEqualTo(10);
        String page = Files.readString(PAGE).replaceAll("\\s+", " ");
        assertThat(page)
                .contains(lines.size() + " questions in " + categories.size() + " categories")
                .contains(lines("cues.jsonl").size() + " tasks, each asked twice")
                .contains(lines("multi-turn.jsonl").size() + " conversations of 2 to 4 turns (" + turns + " in all)");
        Stream.concat(needed(lines).entrySet().stream(), categories.entrySet().stream())
                .forEach(count ->
                        assertThat(page).containsPattern("\\b" + count.getKey() + " " + count.getValue() + "\\b"));
    }

    private static void check(List<JsonNode> lines, String letter, Set<String> schema) {
        Set<String> ids = new TreeSet<>();
        for (JsonNode line : lines) {
            assertThat(fields(line)).isEqualTo(schema);
            assertThat(line.path("id").textValue()).matches(letter + "\\d{3}");
            assertThat(ids.add(line.path("id").textValue())).as(line.toString()).isTrue();
            assertThat(line.path("category").textValue()).isNotBlank();
            if (schema.contains("tools")) {
                checkAsked(line);
            }
            if (schema.contains("implicit")) {
                assertThat(plain(line.path("implicit"))).isNotEqualTo(plain(line.path("explicit")));
            }
        }
    }

    private static void checkAsked(JsonNode line) {
        String place = line.toString();
        for (String wording : List.of("question", "implicit", "explicit")) {
            if (line.has(wording)) {
                assertThat(line.path(wording).textValue()).as(place).isNotBlank();
            }
        }
        assertThat(line.path("image_num").isInt()).as(place).isTrue();
        assertThat(line.path("image_num").intValue()).as(place).isIn(-1, 0, 1, 2, 3, 4, 5, 6, 99);
        assertThat(line.path("tools").isArray()).as(place).isTrue();
        assertThat(tools(line)).as(place).doesNotHaveDuplicates().isSubsetOf(Topics.SHIPPED_TOOLS);
    }

    private static void checkNumbers(JsonNode line, String said) {
        if (tools(line).contains("code")) {
            assertThat(numbers(said)).as(said).hasSizeGreaterThanOrEqualTo(2);
        }
    }

    private static void checkEdit(JsonNode line, List<String> makers) {
        if (tools(line).contains("edit")) {
            assertThat(makers).as(line.toString()).containsAnyOf("search", "diffusion", "code");
        }
    }

    private static Map<String, Long> needed(List<JsonNode> lines) {
        return lines.stream()
                .flatMap(line -> tools(line).stream())
                .collect(Collectors.groupingBy(tool -> tool, TreeMap::new, Collectors.counting()));
    }

    private static List<String> tools(JsonNode line) {
        List<String> tools = new ArrayList<>();
        line.path("tools").forEach(tool -> tools.add(tool.textValue()));
        return tools;
    }

    private static Set<String> numbers(String text) {
        return NUMBER.matcher(text).results().map(found -> found.group()).collect(Collectors.toSet());
    }

    private static Set<String> fields(JsonNode line) {
        Set<String> names = new TreeSet<>();
        line.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static String plain(JsonNode text) {
        return text.textValue()
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", " ")
                .strip();
    }

    private static List<JsonNode> lines(String name) throws IOException {
        try (InputStream in = Shipped.class.getResourceAsStream(name)) {
            assertThat(in).as(name).isNotNull();
            List<JsonNode> lines = new ArrayList<>();
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                lines.add(Json.mapper().readTree(line));
            }
            return lines;
        }
    }
}
