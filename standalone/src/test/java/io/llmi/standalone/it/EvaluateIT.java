package io.llmi.standalone.it;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.llmi.events.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The packaged command on the embedded default, and its report in a real browser. */
class EvaluateIT {
    @TempDir
    Path directory;

    @Test
    void shouldEvaluateGoOnWhereItWasAndShowAReportWithPlots() throws Exception {
        Path tasks = Files.writeString(directory.resolve("tasks.jsonl"), """
                {"id":"chart","category":"science","question":"Show 3, 5 and 4 mm of rain as a chart","image_num":1,"tools":["code"]}
                {"id":"words","category":"words","question":"Why is the sky blue? No pictures, please.","image_num":-1}
                """);
        run("evaluate", tasks.toString(), "--out", "out", "--limit", "1");
        Files.writeString(
                tasks,
                "{\"id\":\"talk\",\"category\":\"art\",\"turns\":[{\"question\":\"A painting of a mill\",\"image_num\":1,"
                        + "\"tools\":[\"diffusion\"]},{\"question\":\"The same mill in winter\",\"image_num\":1,"
                        + "\"tools\":[\"edit\"]}]}\n",
                java.nio.file.StandardOpenOption.APPEND);
        run("evaluate", tasks.toString(), "--out", "out");

        List<JsonNode> results = new ArrayList<>();
        for (String line : Files.readAllLines(directory.resolve("out/results.jsonl"))) {
            results.add(Json.mapper().readTree(line));
        }
        // The chart was not made a second time.
        assertThat(results)
                .extracting(result ->
                        result.path("task").asText() + result.path("turn").asInt())
                .containsExactlyInAnyOrder("chart0", "words0", "talk0", "talk1");
        assertThat(results)
                .allSatisfy(result ->
                        assertThat(result.at("/reward/reward").isNumber()).isTrue());
        JsonNode summary =
                Json.mapper().readTree(directory.resolve("out/summary.json").toFile());
        assertThat(summary.at("/summary/results").asInt()).isEqualTo(4);
        assertThat(summary.at("/summary/tools/code/tried").asInt()).isEqualTo(1);

        try (Browser browser = new Browser()) {
            Page page =
                    browser.open(directory.resolve("out/report.html").toUri().toString(), 1280, 900, ColorScheme.LIGHT);
            Locator plots = page.locator("img");
            assertThat(plots.count()).isEqualTo(4);
            for (int i = 0; i < plots.count(); i++) {
                assertThat((int) plots.nth(i).evaluate("image => image.naturalWidth"))
                        .isGreaterThan(400);
                assertThat(plots.nth(i).getAttribute("alt")).isNotBlank();
            }
            assertThat(page.locator("tbody").first().innerText()).contains("science", "art", "words");
            page.screenshot(new Page.ScreenshotOptions()
                    .setFullPage(true)
                    .setPath(Path.of("target/screenshots/evaluation.png")));
            assertThat(browser.foreignRequests()).isEmpty();
        }
    }

    private void run(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-jar",
                Path.of("target/quarkus-app/quarkus-run.jar").toAbsolutePath().toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .inheritIO()
                .start();
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }
}
