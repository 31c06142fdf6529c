package io.llmi.toolkit.contract;

import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/**
 * A real HTTP server on loopback that stands for a backend. A subclass answers as the protocol says and throws {@link
 * Violation} at whatever the protocol does not allow; faults are queued by the test and hit the next requests that
 * count as work.
 */
public abstract class ProtocolServer implements AutoCloseable {
    private static final long DRIP_MILLIS = 100;

    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server;
    private final Deque<Fault> faults = new ArrayDeque<>();
    private final List<Exchange> received = new CopyOnWriteArrayList<>();
    private final List<String> violations = new CopyOnWriteArrayList<>();
    private final AtomicInteger closedEarly = new AtomicInteger();

    /** A request as it came. */
    public record Exchange(
            String method, String path, Map<String, String> query, Map<String, String> headers, byte[] body) {
        /** By its lower-case name. */
        public Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name));
        }
    }

    /** An answer. */
    public record Reply(int status, Map<String, String> headers, byte[] body) {
        public static Reply json(int status, String body) {
            return new Reply(status, Map.of("Content-Type", "application/json"), body.getBytes());
        }

        public static Reply bytes(String type, byte[] body) {
            return new Reply(200, Map.of("Content-Type", type), body);
        }
    }

    /** The client broke the protocol. */
    public static final class Violation extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public Violation(String message) {
            super(message);
        }
    }

    protected ProtocolServer() {
        try {
            server = vertx.createHttpServer()
                    .requestHandler(this::take)
                    .webSocketHandler(socket -> webSocket(socket))
                    .listen(0, "127.0.0.1")
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(20, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException("no server on loopback", e);
        }
    }

    /**
     * Answers a request; called on the event loop, so it must not block.
     *
     * @throws Violation at a request that the protocol does not allow; answered with {@link #refusal}
     */
    protected abstract Reply answer(Exchange exchange);

    /** How the backend tells a client of an invalid request. */
    protected Reply refusal(String message) {
        return Reply.json(400, "{\"error\":{\"message\":\"invalid request\"}}");
    }

    /** Whether the request is the one that makes the picture, which faults are for. */
    protected boolean isWork(Exchange exchange) {
        return true;
    }

    /** Takes a web socket, for protocols that have one. */
    protected void webSocket(io.vertx.core.http.ServerWebSocket socket) {
        socket.close();
    }

    /** For subclasses with timers. */
    protected Vertx vertx() {
        return vertx;
    }

    /** The next requests that count as work meet these, one each. */
    public final void fail(Fault... next) {
        synchronized (faults) {
            faults.addAll(List.of(next));
        }
    }

    public final URI base() {
        return URI.create("http://127.0.0.1:" + server.actualPort());
    }

    public final List<Exchange> received() {
        return received;
    }

    /** How many requests counted as work. */
    public final long calls() {
        return received.stream().filter(this::isWork).count();
    }

    /** What clients did that the protocol does not allow. */
    public final List<String> violations() {
        return violations;
    }

    /** How many connections clients closed before their answer was complete. */
    public final int closedEarly() {
        return closedEarly.get();
    }

    @Override
    public void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private void take(HttpServerRequest request) {
        HttpServerResponse response = request.response();
        response.closeHandler(closed -> {
            if (!response.ended()) {
                closedEarly.incrementAndGet();
            }
        });
        request.bodyHandler(body -> {
            Exchange exchange = new Exchange(
                    request.method().name(),
                    request.path(),
                    map(request.params(), name -> name),
                    map(request.headers(), name -> name.toLowerCase(java.util.Locale.ROOT)),
                    body.getBytes());
            received.add(exchange);
            Optional<Fault> fault = isWork(exchange) ? nextFault() : Optional.empty();
            if (fault.isPresent()) {
                misbehave(fault.get(), exchange, request);
            } else {
                reply(response, answered(exchange));
            }
        });
    }

    private static Map<String, String> map(
            io.vertx.core.MultiMap values, java.util.function.UnaryOperator<String> name) {
        Map<String, String> map = new java.util.LinkedHashMap<>();
        values.forEach(
                entry -> map.merge(name.apply(entry.getKey()), entry.getValue(), (one, two) -> one + ", " + two));
        return map;
    }

    private Optional<Fault> nextFault() {
        synchronized (faults) {
            return Optional.ofNullable(faults.poll());
        }
    }

    private Reply answered(Exchange exchange) {
        try {
            return answer(exchange);
        } catch (Violation e) {
            violations.add(exchange.method() + " " + exchange.path() + ": " + e.getMessage());
            return refusal(e.getMessage());
        } catch (RuntimeException e) {
            violations.add(exchange.method() + " " + exchange.path() + ": " + e);
            return new Reply(500, Map.of(), new byte[0]);
        }
    }

    private static void reply(HttpServerResponse response, Reply reply) {
        response.setStatusCode(reply.status());
        reply.headers().forEach(response::putHeader);
        response.end(Buffer.buffer(reply.body()));
    }

    private void misbehave(Fault fault, Exchange exchange, HttpServerRequest request) {
        HttpServerResponse response = request.response();
        switch (fault) {
            case Fault.Status answer -> {
                response.setStatusCode(answer.status());
                answer.headers().forEach(response::putHeader);
                response.end(answer.body());
            }
            case Fault.WebPage() ->
                response.putHeader("Content-Type", "text/html").end("<!doctype html><title>Welcome</title><p>Sign in");
            case Fault.Truncated() -> {
                Reply whole = answered(exchange);
                whole.headers().forEach(response::putHeader);
                response.putHeader("Content-Length", String.valueOf(whole.body().length + 1));
                response.write(Buffer.buffer(whole.body()).slice(0, whole.body().length / 2))
                        .onComplete(written -> request.connection().close());
            }
            case Fault.Drip() -> {
                Reply whole = answered(exchange);
                whole.headers().forEach(response::putHeader);
                response.setChunked(true);
                AtomicInteger sent = new AtomicInteger();
                vertx.setPeriodic(DRIP_MILLIS, timer -> {
                    if (response.closed() || sent.get() >= whole.body().length) {
                        vertx.cancelTimer(timer);
                    } else {
                        response.write(Buffer.buffer().appendByte(whole.body()[sent.getAndIncrement()]));
                    }
                });
            }
            case Fault.Huge answer -> {
                response.putHeader("Content-Type", "application/json").setChunked(true);
                flood(response, answer.bytes(), Buffer.buffer(new byte[1 << 20]));
            }
            case Fault.Reset() -> request.connection().close();
            case Fault.Hang() -> {
                // Nothing follows.
            }
        }
    }

    private static void flood(HttpServerResponse response, long left, Buffer block) {
        if (left <= 0) {
            response.end();
        } else if (!response.closed()) {
            response.write(block).onSuccess(written -> flood(response, left - block.length(), block));
        }
    }
}
