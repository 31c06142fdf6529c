package io.llmi.gateway.http;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/**
 * Writes a stream of server-sent events at the speed of its reader: a write returns when the socket took the bytes, so a
 * slow client holds one buffer and no more. For one thread, a virtual one of the stream's own.
 */
public final class EventWriter {
    private static final Buffer HEARTBEAT = Buffer.buffer(": still here\n\n");

    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final Duration stallTimeout;

    /** @param stallTimeout after which a client that takes nothing is given up */
    public EventWriter(HttpServerRequest request, Duration stallTimeout) {
        this.request = request;
        this.response = request.response();
        this.stallTimeout = stallTimeout;
    }

    /** The client takes nothing. */
    public static final class StalledException extends Exception {
        private static final long serialVersionUID = 1L;
    }

    /** Sends the head. */
    public void begin() {
        StreamConnection.bound(request);
        response.setChunked(true);
        response.putHeader("Content-Type", "text/event-stream;charset=UTF-8");
        response.putHeader("Cache-Control", "no-store");
        // Asks nginx, and those who follow it, not to collect the stream.
        response.putHeader("X-Accel-Buffering", "no");
    }

    /** Keeps proxies from closing a silent stream. */
    public void heartbeat() throws InterruptedException, StalledException {
        write(HEARTBEAT);
    }

    /**
     * @throws InterruptedException if the client went away or the server stops
     * @throws StalledException if the client takes nothing
     */
    public void write(Buffer buffer) throws InterruptedException, StalledException {
        Future<Void> written = response.write(buffer);
        try {
            written.toCompletionStage().toCompletableFuture().get(stallTimeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new StalledException();
        } catch (ExecutionException e) {
            // The connection broke: the same as a client that went away.
            throw new InterruptedException("connection lost");
        }
    }

    public void end() {
        response.end();
    }
}
