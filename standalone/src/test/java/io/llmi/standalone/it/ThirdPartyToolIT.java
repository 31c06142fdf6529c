package io.llmi.standalone.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.llmi.events.Document;
import io.llmi.events.Document.ImagePart;
import io.llmi.events.Document.ImageStatus;
import io.llmi.events.FailureCode;
import io.llmi.events.JobStatus;
import io.llmi.standalone.broker.FreePort;
import io.llmi.toolkit.image.ImageInspector;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The tool that docs/third-party-tools.md shows, run as its reader would run it. */
class ThirdPartyToolIT {
    private static final Path EXAMPLE =
            Path.of("../docs/examples/gradient_tool.py").toAbsolutePath().normalize();

    private static final String ANSWER = """
            Dusk, and something that is no colour:

            <imgen>{"source": "gradient", "description": "Dusk", "params": {"from": "#ff8800", "to": "#112244"}}</imgen>

            <imgen>{"source": "gradient", "description": "Nothing", "params": {"from": "reddish", "to": "#112244"}}</imgen>

            The end.
            """;

    @TempDir
    static Path directory;

    private static ScriptedPlanner planner;
    private static ServiceProcess system;
    private static Process tool;
    private static ApiClient api;

    @BeforeAll
    static void start() throws Exception {
        Path python = preparePython();
        planner = new ScriptedPlanner(ANSWER, 11);
        int port = FreePort.find();
        system = ServiceProcess.standalone(directory, port, planner.environment());
        system.awaitReady();
        api = new ApiClient(system.url());
        tool = run(List.of(
                python.toString(),
                EXAMPLE.toString(),
                "127.0.0.1:" + port,
                directory.resolve("blobs").toString()));
    }

    @AfterAll
    static void stop() {
        if (tool != null) {
            tool.destroyForcibly();
        }
        if (system != null) {
            system.close();
        }
        if (planner != null) {
            planner.close();
        }
    }

    @Test
    void shouldJoinWithoutARestartOfAnything() throws Exception {
        await("the tool is registered").atMost(Duration.ofSeconds(30)).until(() -> {
            assertThat(tool.isAlive()).as("the tool's process").isTrue();
            return api.get("/v1/tools").body().contains("\"gradient\"");
        });

        Document document = api.awaitEnd(api.submit("dusk"));

        assertThat(document.status()).as("%s", document.parts()).isEqualTo(JobStatus.PARTIAL);
        ImagePart dusk = api.images(document).get(0);
        assertThat(dusk.status()).isEqualTo(ImageStatus.READY);
        assertThat(dusk.alt()).isEqualTo("Dusk");
        assertThat(dusk.provenance().orElseThrow().backend()).isEqualTo("pure-python");
        var picture = ImageInspector.inspect(api.blob(dusk.blob().orElseThrow().sha256()), 1 << 20);
        assertThat(picture.width()).isEqualTo(256);
        assertThat(picture.pixels().getRGB(0, 0) & 0xffffff).isEqualTo(0xff8800);
        assertThat(picture.pixels().getRGB(255, 63) & 0xffffff).isEqualTo(0x112244);
        ImagePart nothing = api.images(document).get(1);
        assertThat(nothing.error().orElseThrow().code()).isEqualTo(FailureCode.BAD_REQUEST);
        assertThat(planner.requests().getLast()).contains("Draws a smooth gradient between two colours");
    }

    /** A virtual environment with the example's one dependency. */
    private static Path preparePython() throws Exception {
        Assumptions.assumeTrue(
                succeeds("python3", "-c", "import venv, ensurepip"), "there is no Python with venv here");
        Path environment = Path.of("target/third-party-python").toAbsolutePath();
        Path python = environment.resolve("bin/python");
        if (!Files.exists(python) || !succeeds(python.toString(), "-c", "import confluent_kafka")) {
            assertThat(succeeds("python3", "-m", "venv", "--clear", environment.toString()))
                    .isTrue();
            assertThat(succeeds(python.toString(), "-m", "pip", "install", "--quiet", requirement()))
                    .as("pip install; see target/it-logs/third-party-tool.log")
                    .isTrue();
        }
        return python;
    }

    /** As the example itself says. */
    private static String requirement() throws IOException {
        String line = Files.readAllLines(EXAMPLE).stream()
                .filter(text -> text.contains("pip install"))
                .findFirst()
                .orElseThrow();
        return line.substring(line.indexOf("confluent-kafka")).strip();
    }

    private static boolean succeeds(String... command) throws InterruptedException {
        try {
            Process process = run(List.of(command));
            return process.waitFor(5, TimeUnit.MINUTES) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static Process run(List<String> command) throws IOException {
        Path log = Files.createDirectories(Path.of("target/it-logs")).resolve("third-party-tool.log");
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }
}
