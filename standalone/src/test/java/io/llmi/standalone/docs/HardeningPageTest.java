package io.llmi.standalone.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The page of hostile input names tests that are there, for every number. */
class HardeningPageTest {
    private static final Path REPOSITORY = Path.of("").toAbsolutePath().getParent();
    private static final Pattern ROW = Pattern.compile("^\\| (\\d+) \\|.*\\| ([^|]*) \\|$", Pattern.MULTILINE);
    private static final Pattern TEST =
            Pattern.compile("`(?:(\\w+(?:Test|IT|Properties))\\.(should\\w+)|([a-z-]+\\.py))`");

    private static String page;
    private static Map<String, Path> sources;

    @BeforeAll
    static void read() throws IOException {
        page = Files.readString(REPOSITORY.resolve("docs/hardening.md"));
        try (Stream<Path> modules = Files.list(REPOSITORY)) {
            sources = modules.map(module -> module.resolve("src/test"))
                    .filter(Files::isDirectory)
                    .flatMap(HardeningPageTest::files)
                    .filter(file -> file.toString().matches(".*(Test|IT|Properties)\\.java|.*/escape/.*\\.py"))
                    .collect(Collectors.toMap(
                            file -> file.getFileName().toString(), Function.identity(), (one, other) -> one));
        }
    }

    @Test
    void shouldHaveATestForEveryNumber() {
        assertThat(ROW.matcher(page).results().map(row -> Integer.parseInt(row.group(1))))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 91).boxed().toList());
        assertThat(ROW.matcher(page).results())
                .allSatisfy(row -> assertThat(TEST.matcher(row.group(2)).results())
                        .as(row.group())
                        .hasSize(row.group(2).split(",").length));
    }

    @Test
    void shouldNameNoTestThatIsNotThere() throws IOException {
        List<MatchResult> tests = TEST.matcher(page).results().toList();
        assertThat(tests).hasSizeGreaterThan(120);
        for (MatchResult test : tests) {
            String file = test.group(3) == null ? test.group(1) + ".java" : test.group(3);
            assertThat(sources).as(test.group()).containsKey(file);
            if (test.group(2) != null) {
                assertThat(Files.readString(sources.get(file)))
                        .as(test.group())
                        .contains("void " + test.group(2) + "(");
            }
        }
    }

    private static Stream<Path> files(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.toList().stream();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
