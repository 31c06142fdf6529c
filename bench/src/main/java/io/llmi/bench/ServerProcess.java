package io.llmi.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.llmi.standalone.broker.FreePort;

/** A packaged server as users start it, in a process of its own. */
final class ServerProcess implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(2);

    private final Process process;
    private final URI url;

    private ServerProcess(Process process, URI url) {
        this.process = process;
        this.url = url;
    }

    /**
     * Starts everything in one process and waits until it is ready.
     *
     * @param environment settings
     * @throws IOException if it does not start
     */
    static ServerProcess standalone(Path data, Map<String, String> environment)
            throws IOException, InterruptedException {
        return start("LLMI_STANDALONE", List.of("serve", "--data", data.toString()), data, environment);
    }

    /**
     * Starts the gateway alone, beside a broker that runs, and waits until it is ready.
     *
     * @param environment settings
     * @throws IOException if it does not start
     */
    static ServerProcess gateway(Path data, Map<String, String> environment) throws IOException, InterruptedException {
        return start("LLMI_GATEWAY", List.of(), data, environment);
    }

    private static ServerProcess start(
            String jarVariable, List<String> arguments, Path data, Map<String, String> environment)
            throws IOException, InterruptedException {
        String jar = System.getenv(jarVariable);
        if (jar == null) {
            throw new IOException(jarVariable + " names no server; run this through ./llmi bench");
        }
        int port = FreePort.find();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-Dquarkus.http.port=" + port,
                "-jar",
                jar));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        builder.redirectErrorStream(true)
                .redirectOutput(data.resolve("server.log").toFile());
        ServerProcess server = new ServerProcess(builder.start(), URI.create("http://127.0.0.1:" + port));
        server.awaitReady();
        return server;
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    URI url() {
        return url;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private void awaitReady() throws IOException, InterruptedException {
        long end = System.nanoTime() + START.toNanos();
        while (System.nanoTime() < end && process.isAlive()) {
            if (isReady()) {
                return;
            }
            Thread.sleep(200);
        }
        close();
        throw new IOException("the server did not start; its log is server.log in its data directory");
    }

    private boolean isReady() throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(url.resolve("/q/health/ready"))
                .timeout(Duration.ofSeconds(2))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }
}
