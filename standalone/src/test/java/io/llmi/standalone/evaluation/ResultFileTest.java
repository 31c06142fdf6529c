package io.llmi.standalone.evaluation;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class ResultFileTest {
    @TempDir
    Path directory;

    @Test
    void shouldGoOnAfterALineThatBrokeOff() throws Exception {
        Path file = directory.resolve("results.jsonl");
        Result first = Results.judged("a", "art", 0.8, 1, 1, 1, 1, "?");
        ResultFile.open(file).add(first);
        Files.writeString(file, "{\"task\":\"b\",\"tur", StandardOpenOption.APPEND);

        ResultFile again = ResultFile.open(file);
        Result second = Results.judged("b", "art", 0.4, 1, 1, 1, 1, "?");
        again.add(second);

        assertThat(ResultFile.open(file).of(List.of("b", "a", "c"))).containsExactly(second, first);
    }

    @Test
    void shouldRunAgainWhatFailedOrWasAskedOtherwise() throws Exception {
        ResultFile results = ResultFile.open(directory.resolve("results.jsonl"));
        results.add(Results.judged("a", "art", 0.8, 1, 1, 1, 1, "?"));
        results.add(Results.failed("b", "art", "no answer"));

        assertThat(results.find("a", "f")).isPresent();
        assertThat(results.find("a", "other")).isEmpty();
        assertThat(results.find("b", "f")).isEmpty();
    }

    @Test
    void shouldStayBelowItsDirectoryWhateverATaskIsCalled() {
        for (String task : List.of("..", ".", "../x", "/etc", "a/../../b", ".hidden")) {
            Path saved =
                    directory.resolve(Results.failed(task, "art", "no answer").folder());

            assertThat(saved.normalize().getParent()).as(task).isEqualTo(directory.normalize());
        }
    }

    @Test
    void shouldShowAHostileQuestionAsText() throws Exception {
        String hostile = "</td><script>alert(1)</script><img src=x onerror=alert(2)>{title}{#each x}";
        List<Result> results = List.of(
                Results.judged("<b>a</b>", "<i>art</i>", 0.8, 1, 1, 1, 1, hostile),
                Results.failed("b", "art", "<script>alert(3)</script>"));

        String page = Files.readString(Report.write(directory, "<u>x</u>", results, Optional.empty()));
        assertThat(page)
                .contains("&lt;script&gt;alert(1)")
                .doesNotContain("<script", "<img src=x", "<b>a", "<i>art", "<u>x")
                .contains("{title}{#each x}")
                .contains("data:image/png;base64,");
        String comparison = Files.readString(
                Comparison.write(directory, Experiment.WEIGHT_GRID, Map.of("<script>alert(4)</script>", results)));
        assertThat(comparison).doesNotContain("<script").contains("(0.2, 0.4, 0.4)");
    }
}
