package io.llmi.standalone.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Stream;

import io.llmi.standalone.broker.FreePort;
import io.quarkus.runtime.Quarkus;

/** The whole system in this process: broker, services, HTTP. At most one per process. */
public final class EmbeddedServer implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofMinutes(3);

    private final URI url;
    private final CompletableFuture<Integer> exit = new CompletableFuture<>();

    private EmbeddedServer(URI url) {
        this.url = url;
    }

    /**
     * Starts and returns when the system is ready.
     *
     * @param data where everything is kept
     * @param port for HTTP on the configured address; 0 takes a free one
     * @throws CommandFailedException if it does not become ready
     */
    public static EmbeddedServer start(Path data, int port, boolean quiet) {
        setDefault("quarkus.http.port", Integer.toString(port == 0 ? FreePort.find() : port));
        setDefault("llmi.broker.directory", data.resolve("kafka").toString());
        setDefault("llmi.blobs.directory", data.resolve("blobs").toString());
        if (System.getenv("KAFKA_BOOTSTRAP_SERVERS") == null) {
            int brokerPort = FreePort.find();
            setDefault("llmi.broker.port", Integer.toString(brokerPort));
            setDefault("llmi.broker.controller-port", Integer.toString(FreePort.find()));
            setDefault("llmi.kafka.bootstrap-servers", "127.0.0.1:" + brokerPort);
        } else {
            setDefault("llmi.broker.embedded", "false");
        }
        if (quiet) {
            setDefault("quarkus.log.console.level", "ERROR");
        }
        EmbeddedServer server = new EmbeddedServer(address(EmbeddedServer::setting));
        Thread.ofPlatform().name("quarkus-main").start(server::run);
        server.awaitReady();
        return server;
    }

    /** Where it answers. */
    public URI url() {
        return url;
    }

    /** Waits until the server ends, by a signal for example. */
    public int await() {
        return exit.join();
    }

    /** Waits until it has ended, and returns whether it has. */
    boolean awaitEnd(Duration patience) {
        try {
            exit.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (java.util.concurrent.ExecutionException e) {
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        Quarkus.asyncExit(0);
        exit.join();
    }

    /** Removes the data of a server that has ended. */
    public static void discard(Path data) throws IOException {
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    private void run() {
        try {
            Quarkus.run(null, (code, failure) -> {
                if (failure == null) {
                    exit.complete(code);
                } else {
                    exit.completeExceptionally(failure);
                }
            });
        } catch (RuntimeException e) {
            exit.completeExceptionally(e);
        }
    }

    private void awaitReady() {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest request = HttpRequest.newBuilder(url.resolve("/q/health/ready"))
                .timeout(Duration.ofSeconds(5))
                .build();
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (System.nanoTime() < deadline) {
            try {
                exit.get(100, TimeUnit.MILLISECONDS);
                throw new CommandFailedException("the server ended while it started; its log above says why");
            } catch (TimeoutException e) {
                if (isReady(client, request)) {
                    return;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CommandFailedException("interrupted while the server started", 130);
            } catch (java.util.concurrent.ExecutionException | CompletionException e) {
                throw new CommandFailedException("the server did not start: " + StartFailure.reason(e));
            }
        }
        throw new CommandFailedException(
                "the server was not ready within %d s; run `llmi serve` and open %s/q/health to see what is missing"
                        .formatted(START_LIMIT.toSeconds(), url));
    }

    private static boolean isReady(HttpClient client, HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Where this machine reaches a server with these settings, whoever made them. */
    static URI address(Function<String, Optional<String>> settings) {
        String host = settings.apply("quarkus.http.host")
                .filter(listens -> !listens.equals("0.0.0.0") && !listens.equals("::"))
                .orElse("127.0.0.1");
        String port = settings.apply("quarkus.http.port").orElseThrow();
        return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port);
    }

    /** The user's own setting, by property or environment, wins. */
    private static void setDefault(String key, String value) {
        if (setting(key).isEmpty()) {
            System.setProperty(key, value);
        }
    }

    private static Optional<String> setting(String key) {
        String variable = key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(java.util.Locale.ROOT);
        return Optional.ofNullable(System.getProperty(key)).or(() -> Optional.ofNullable(System.getenv(variable)));
    }
}
