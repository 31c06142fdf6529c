package io.llmi.gateway.openai;

import java.util.Optional;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmi.events.TraceParent;
import io.llmi.gateway.http.StreamConnection;
import io.llmi.toolkit.access.AccessGate;
import io.llmi.toolkit.access.Caller;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/** One request and its answer, with the headers that OpenAI's clients read. */
final class OpenAiExchange {
    private final RoutingContext context;
    private final long begin = System.nanoTime();
    private final String requestId = "req_" + UUID.randomUUID().toString().replace("-", "");

    OpenAiExchange(RoutingContext context) {
        this.context = context;
    }

    HttpServerRequest request() {
        return context.request();
    }

    HttpServerResponse response() {
        return context.response();
    }

    Caller caller() {
        return AccessGate.caller(context);
    }

    byte[] body() {
        Buffer buffer = context.body().buffer();
        return buffer == null ? new byte[0] : buffer.getBytes();
    }

    String pathParam(String name) {
        return context.pathParam(name);
    }

    Optional<String> query(String name) {
        return Optional.ofNullable(context.request().getParam(name));
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(context.request().getHeader(name));
    }

    TraceParent trace() {
        return header(TraceParent.HEADER)
                .flatMap(TraceParent::parse)
                .map(TraceParent::child)
                .orElseGet(TraceParent::start);
    }

    /** Where the client reached this server, for absolute links. */
    String origin() {
        String host = context.request().authority() == null
                ? "localhost"
                : context.request().authority().toString();
        return context.request().scheme() + "://" + host;
    }

    /** Sets the headers of every answer; before the head is written. */
    void stamp() {
        response().putHeader("x-request-id", requestId);
        response().putHeader("openai-version", "2020-10-01");
        response().putHeader("openai-processing-ms", Long.toString((System.nanoTime() - begin) / 1_000_000));
    }

    void json(int status, JsonNode body) {
        stamp();
        response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/json")
                .putHeader("Cache-Control", "no-store")
                .end(Buffer.buffer(OpenAiJson.bytes(body)));
    }

    void error(OpenAiException failure) {
        failure.retryAfter()
                .ifPresent(wait -> response().putHeader("Retry-After", Long.toString(Math.max(1, wait.toSeconds()))));
        response().putHeader("x-should-retry", Boolean.toString(failure.isRetryable()));
        ObjectNode body = failure.body();
        json(failure.status(), body);
    }

    /** Breaks the answer off: the only way left to say that something went wrong. */
    void abort() {
        StreamConnection.close(request());
    }

    /** Breaks the answer off without waiting for the client to take what was written. */
    void drop() {
        StreamConnection.drop(request());
    }
}
