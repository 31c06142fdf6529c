package io.llmi.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The standalone server as users start it, in a process of its own. */
final class ServerProcess implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(2);

    private final Process process;
    private final URI url;

    private ServerProcess(Process process, URI url) {
        this.process = process;
        this.url = url;
    }

    /**
     * Starts it and waits until it is ready.
     *
     * @param environment settings
     * @throws IOException if it does not start
     */
    static ServerProcess start(Path data, Map<String, String> environment) throws IOException, InterruptedException {
        String jar = System.getenv("LLMI_STANDALONE");
        if (jar == null) {
            throw new IOException("LLMI_STANDALONE names no server; run this through ./llmi bench scaling");
        }
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-jar",
                jar,
                "serve",
                "--port",
                Integer.toString(port),
                "--data",
                data.toString());
        builder.environment().putAll(environment);
        builder.redirectErrorStream(true)
                .redirectOutput(data.resolve("server.log").toFile());
        ServerProcess server = new ServerProcess(builder.start(), URI.create("http://127.0.0.1:" + port));
        server.awaitReady();
        return server;
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
