package io.llmi.toolkit.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.llmi.toolkit.backend.BackendException;

/**
 * Exchanges with one backend that an operator configured (nothing that a user or a model chose: that is the fetcher's
 * work). A deadline covers the whole exchange, so a server that drips is cut off like one that hangs; an interrupt
 * closes the connection. Thread-safe.
 */
public final class BackendHttp {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofHours(1);

    private final String backend;
    private final Clock clock;
    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            // A backend that moves says so to its operator; following would carry the key to another host.
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1)
            .build();

    /** @param backend its name, for messages */
    public BackendHttp(String backend) {
        this(backend, Clock.systemUTC());
    }

    BackendHttp(String backend, Clock clock) {
        this.backend = backend;
        this.clock = clock;
    }

    /** An answer with its whole body; any status. */
    public record Answer(int status, HttpHeaders headers, byte[] body) {
        public Optional<String> header(String name) {
            return headers.firstValue(name);
        }

        public boolean isSuccess() {
            return status / 100 == 2;
        }
    }

    /** A consumer of a streamed answer's events. */
    @FunctionalInterface
    public interface Events {
        /** @return whether to read on */
        boolean event(String data) throws BackendException, InterruptedException;
    }

    /**
     * Sends a request and reads the whole answer.
     *
     * @param maxBytes size of the body at which the answer is given up
     * @throws BackendException if the backend cannot be reached, breaks off, answers too much or not by the deadline
     * @throws InterruptedException if interrupted; the connection is closed by then
     */
    public Answer send(HttpRequest request, int maxBytes, Instant deadline)
            throws BackendException, InterruptedException {
        HttpResponse<ByteStream> response = begin(request, deadline);
        try (ByteStream body = response.body()) {
            return new Answer(response.statusCode(), response.headers(), whole(body, maxBytes, deadline));
        }
    }

    /**
     * Sends a request whose answer is a stream of server-sent events. An answer of another kind, or that is no success,
     * is returned whole instead.
     *
     * @param maxBytes size of one event, and of an answer that is no stream, at which it is given up
     * @return empty after a stream, which ended or which the consumer left
     */
    public Optional<Answer> stream(HttpRequest request, int maxBytes, Instant deadline, Events events)
            throws BackendException, InterruptedException {
        HttpResponse<ByteStream> response = begin(request, deadline);
        try (ByteStream body = response.body()) {
            String type = response.headers().firstValue("Content-Type").orElse("");
            if (response.statusCode() / 100 != 2 || !type.startsWith("text/event-stream")) {
                return Optional.of(
                        new Answer(response.statusCode(), response.headers(), whole(body, maxBytes, deadline)));
            }
            SseReader reader = new SseReader(maxBytes);
            for (Optional<List<ByteBuffer>> chunk = next(body, deadline);
                    chunk.isPresent();
                    chunk = next(body, deadline)) {
                for (ByteBuffer buffer : chunk.get()) {
                    for (String event : reader.read(buffer)) {
                        if (!events.event(event)) {
                            return Optional.empty();
                        }
                    }
                }
            }
            for (String event : reader.end()) {
                if (!events.event(event)) {
                    return Optional.empty();
                }
            }
            return Optional.empty();
        } catch (SseReader.EventTooLargeException e) {
            throw BackendException.garbage("The %s backend sent an endless line.".formatted(backend));
        }
    }

    private HttpResponse<ByteStream> begin(HttpRequest request, Instant deadline)
            throws BackendException, InterruptedException {
        CompletableFuture<HttpResponse<ByteStream>> answer = client.sendAsync(request, head -> new ByteStream());
        try {
            return answer.get(Math.max(1, left(deadline).toMillis()), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw late();
        } catch (InterruptedException e) {
            answer.cancel(true);
            throw e;
        } catch (ExecutionException e) {
            throw BackendException.broken(
                    "The %s backend cannot be reached; check its address and that it runs.".formatted(backend),
                    e.getCause());
        }
    }

    private byte[] whole(ByteStream body, int maxBytes, Instant deadline)
            throws BackendException, InterruptedException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (Optional<List<ByteBuffer>> chunk = next(body, deadline); chunk.isPresent(); chunk = next(body, deadline)) {
            for (ByteBuffer buffer : chunk.get()) {
                if (all.size() + buffer.remaining() > maxBytes) {
                    throw BackendException.garbage(
                            "The %s backend answered more than %d MiB.".formatted(backend, maxBytes >> 20));
                }
                byte[] bytes = new byte[buffer.remaining()];
                buffer.get(bytes);
                all.writeBytes(bytes);
            }
        }
        return all.toByteArray();
    }

    private Optional<List<ByteBuffer>> next(ByteStream body, Instant deadline)
            throws BackendException, InterruptedException {
        try {
            return body.next(left(deadline));
        } catch (ByteStream.IdleException e) {
            throw late();
        } catch (IOException e) {
            throw BackendException.broken("The connection to the %s backend was lost.".formatted(backend), e);
        }
    }

    private Duration left(Instant deadline) {
        Duration left = Duration.between(clock.instant(), deadline);
        if (left.isNegative()) {
            return Duration.ZERO;
        }
        return left.compareTo(LONGEST) > 0 ? LONGEST : left;
    }

    private BackendException late() {
        return BackendException.timeout("The %s backend did not answer in time.".formatted(backend));
    }
}
