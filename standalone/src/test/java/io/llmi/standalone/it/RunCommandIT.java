package io.llmi.standalone.it;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.llmi.events.Document;
import io.llmi.events.Document.ImagePart;
import io.llmi.events.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The command line as a user meets it: a process, its output, its files and its exit code. */
class RunCommandIT {
    @TempDir
    Path directory;

    @Test
    void shouldStreamTheTextAndSaveADocumentThatStandsAlone() throws Exception {
        Path out = directory.resolve("out");

        Result result = llmi("run", "A note about boats with a painting of a red boat", "--out", out.toString());

        assertThat(result.status()).as(result.output()).isZero();
        assertThat(result.output())
                .contains("[image 1] diffusion")
                .contains("ready after")
                .contains("document.html");
        Document document = Json.mapper().readValue(Files.readString(out.resolve("document.json")), Document.class);
        ImagePart image = (ImagePart) document.parts().stream()
                .filter(ImagePart.class::isInstance)
                .findFirst()
                .orElseThrow();
        assertThat(image.blob()).isPresent();
        List<Path> pictures;
        try (Stream<Path> files = Files.list(out.resolve("images"))) {
            pictures = files.toList();
        }
        assertThat(pictures).hasSize(1);
        String name = "images/" + pictures.getFirst().getFileName();
        assertThat(Files.readString(out.resolve("document.html")))
                .contains(name)
                .doesNotContain("/v1/blobs");
        assertThat(Files.readString(out.resolve("document.md"))).contains("](" + name + ")");
    }

    @Test
    void shouldPrintOneEventALineWhenAskedForJson() throws Exception {
        Result result = llmi(
                "run",
                "Two sentences, no pictures",
                "--image-count",
                "none",
                "--json",
                "--out",
                directory.resolve("o").toString());

        assertThat(result.status()).as(result.output()).isZero();
        List<String> lines =
                result.output().lines().filter(line -> !line.isBlank()).toList();
        for (String line : lines) {
            assertThat(Json.mapper().readTree(line).path("type").asText())
                    .as(line)
                    .isNotEmpty();
        }
        assertThat(lines.getLast()).contains("document.closed");
    }

    @Test
    void shouldLeaveNothingBehindWhenItIsEndedInTheMiddle(@TempDir Path temporary) throws Exception {
        ProcessBuilder builder = embedded("run", "A very long essay. ".repeat(500), "--json");
        builder.environment().put("JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + temporary);
        Process process = builder.start();
        try (BufferedReader lines = process.inputReader()) {
            assertThat(lines.readLine()).contains("job.accepted");
            process.destroy();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        }

        try (Stream<Path> files = Files.list(temporary)) {
            assertThat(files.filter(Files::isDirectory)
                            .map(file -> file.getFileName().toString())
                            .filter(name -> name.startsWith("llmi")))
                    .isEmpty();
        }
    }

    @Test
    void shouldFailWithAHintWhenTheServerThatWasNamedDoesNotAnswer() throws Exception {
        ProcessBuilder builder = command("run", "x");
        builder.environment().put("LLMI_URL", "http://127.0.0.1:9");

        Result result = finish(builder);

        assertThat(result.status()).isNotZero();
        assertThat(result.output()).contains("LLMI_URL");
    }

    @Test
    void shouldExplainEveryCommand() throws Exception {
        for (String command : List.of("run", "serve", "doctor")) {
            Result result = llmi(command, "--help");
            assertThat(result.status()).isZero();
            assertThat(result.output()).contains("Usage: llmi " + command);
        }
        assertThat(llmi("no-such-command").status()).isNotZero();
    }

    private record Result(int status, String output) {}

    private static Result llmi(String... arguments) throws IOException, InterruptedException {
        return finish(embedded(arguments));
    }

    private static ProcessBuilder embedded(String... arguments) {
        ProcessBuilder builder = command(arguments);
        for (String variable : List.of("LLMI_URL", "OPENAI_BASE_URL", "OPENAI_API_KEY")) {
            builder.environment().remove(variable);
        }
        return builder;
    }

    private static Result finish(ProcessBuilder builder) throws IOException, InterruptedException {
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        return new Result(process.exitValue(), output);
    }

    static ProcessBuilder command(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx768m",
                "--enable-native-access=ALL-UNNAMED",
                "-jar",
                Path.of("target/quarkus-app/quarkus-run.jar").toAbsolutePath().toString()));
        command.addAll(List.of(arguments));
        boolean stderrApart = List.of(arguments).contains("--json");
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(!stderrApart);
        if (stderrApart) {
            builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        }
        return builder;
    }
}
