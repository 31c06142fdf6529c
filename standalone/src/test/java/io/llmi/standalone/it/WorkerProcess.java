package io.llmi.standalone.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import static org.awaitility.Awaitility.await;

/** A {@link ProbeWorker} as a process; what it prints goes to target/it-logs. */
final class WorkerProcess implements AutoCloseable {
    private final Process process;
    private final Path marker;

    WorkerProcess(ProbeWorker.Window window, Path directory, String bootstrapServers, Path blobs, URI backend) {
        try {
            Path logs = Files.createDirectories(Path.of("target/it-logs"));
            this.marker = Files.createTempFile(directory, "window", "");
            Files.delete(marker);
            // A file, because the test class path may be longer than a command line may be.
            Path arguments = Files.writeString(
                    Files.createTempFile(directory, "worker", ".args"),
                    "-cp \"" + System.getProperty("java.class.path").replace("\\", "\\\\") + "\"");
            this.process = new ProcessBuilder(List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx192m",
                            "-XX:+UseSerialGC",
                            "-XX:TieredStopAtLevel=1",
                            // JBoss' own log manager prints nothing outside of Quarkus.
                            "-Dorg.jboss.logging.provider=jdk",
                            "@" + arguments,
                            ProbeWorker.class.getName(),
                            window.name(),
                            marker.toString(),
                            bootstrapServers,
                            blobs.toString(),
                            backend.toString()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            logs.resolve("probe-worker-" + window + ".log").toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    void awaitWindow() {
        await("the worker at its window").atMost(Duration.ofSeconds(60)).until(() -> {
            if (!process.isAlive()) {
                throw new IllegalStateException("the worker ended with " + process.exitValue());
            }
            return Files.exists(marker);
        });
    }

    /** SIGKILL. */
    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
