package io.llmi.standalone.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.llmi.standalone.broker.FreePort;

import static org.awaitility.Awaitility.await;

/** One packaged application as a process of its own, on a free HTTP port; what it prints goes to target/it-logs. */
final class ServiceProcess implements AutoCloseable {
    private static final Path REPOSITORY = Path.of("").toAbsolutePath().getParent();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final String module;
    private final Map<String, String> environment;
    private final List<String> arguments;
    private final int port;
    private Process process;

    /**
     * Starts the application that a module's build left behind.
     *
     * @param environment added to this process's own
     */
    ServiceProcess(String module, Map<String, String> environment, String... arguments) {
        this.module = module;
        this.environment = environment;
        this.arguments = List.of(arguments);
        this.port = FreePort.find();
        this.process = launch();
    }

    /**
     * Starts everything in one process.
     *
     * @param directory where its data is
     * @param environment added to this process's own
     */
    static ServiceProcess standalone(Path directory, Map<String, String> environment) {
        return new ServiceProcess("standalone", environment, "serve", "--data", directory.toString());
    }

    /**
     * The same with a broker that others can reach.
     *
     * @param brokerPort on 127.0.0.1
     */
    static ServiceProcess standalone(Path directory, int brokerPort, Map<String, String> environment) {
        Map<String, String> all = new HashMap<>(environment);
        all.put("LLMI_BROKER_PORT", Integer.toString(brokerPort));
        all.put("LLMI_BROKER_CONTROLLER_PORT", Integer.toString(FreePort.find()));
        all.put("LLMI_KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:" + brokerPort);
        return standalone(directory, all);
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    void awaitReady() {
        await(module + " ready").atMost(Duration.ofSeconds(90)).until(() -> {
            if (!process.isAlive()) {
                throw new IllegalStateException(module + " ended with " + process.exitValue() + "; see " + log());
            }
            return isReady();
        });
    }

    /** Waits until it has ended by itself, and returns its exit code. */
    int awaitEnd() {
        await(module + " ended").atMost(Duration.ofSeconds(90)).until(() -> !process.isAlive());
        return process.exitValue();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Ends the process at once, as SIGKILL does: nothing is flushed, nothing handed over. */
    void kill() {
        process.destroyForcibly();
        waitForEnd();
    }

    /** Starts it again, on the same port and with the same settings. */
    void restart() {
        process = launch();
    }

    /** Asks it to end, as an operator does, and waits until everything is handed over. */
    void stop() {
        process.destroy();
        waitForEnd();
    }

    /** Nobody waits for what a finished test leaves behind. */
    @Override
    public void close() {
        kill();
    }

    Path log() {
        return REPOSITORY.resolve("standalone/target/it-logs/" + module + "-" + port + ".log");
    }

    private void waitForEnd() {
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Process launch() {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx384m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-jar",
                REPOSITORY
                        .resolve(module + "/target/quarkus-app/quarkus-run.jar")
                        .toString()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        builder.environment().put("QUARKUS_HTTP_PORT", Integer.toString(port));
        builder.environment().put("QUARKUS_HTTP_HOST", "127.0.0.1");
        builder.redirectErrorStream(true);
        try {
            Files.createDirectories(log().getParent());
            builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isReady() {
        try {
            HttpRequest request = HttpRequest.newBuilder(url().resolve("/q/health/ready"))
                    .timeout(Duration.ofSeconds(2))
                    .build();
            return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
