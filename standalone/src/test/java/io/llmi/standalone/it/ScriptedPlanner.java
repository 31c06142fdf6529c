package io.llmi.standalone.it;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.llmi.events.Json;

/**
 * An OpenAI-compatible chat endpoint that streams one recorded answer, cut into tokens at random places and into TCP
 * writes at other ones, in the middle of characters too. It can hold the stream at a mark until it is told to go on.
 */
final class ScriptedPlanner implements AutoCloseable {
    /** Where the stream waits; not sent. */
    static final String HOLD = "\u0001";

    private final HttpServer server;
    private final String answer;
    private final long seed;
    private volatile CountDownLatch held = new CountDownLatch(1);
    private volatile CountDownLatch released = new CountDownLatch(1);
    private final AtomicInteger streams = new AtomicInteger();
    private final List<String> requests = new ArrayList<>();

    ScriptedPlanner(String answer, long seed) throws IOException {
        this.answer = answer;
        this.seed = seed;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/v1/models", this::models);
        server.createContext("/v1/chat/completions", this::chat);
        server.start();
    }

    /** What makes a process ask it. */
    Map<String, String> environment() {
        return Map.of("OPENAI_BASE_URL", baseUrl(), "OPENAI_API_KEY", "sk-test", "LLMI_PLANNER_MODEL", "scripted");
    }

    String baseUrl() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
    }

    /** Waits until a stream has sent everything before the hold. */
    void awaitHeld() throws InterruptedException {
        if (!held.await(60, TimeUnit.SECONDS)) {
            throw new IllegalStateException("no stream came to the hold");
        }
    }

    /** Lets held streams, and all later ones, run to their end. */
    void release() {
        released.countDown();
    }

    /** Makes later streams wait at the mark again, until {@link #release()}. */
    void arm() {
        held = new CountDownLatch(1);
        released = new CountDownLatch(1);
    }

    int streams() {
        return streams.get();
    }

    synchronized List<String> requests() {
        return List.copyOf(requests);
    }

    @Override
    public void close() {
        release();
        server.stop(0);
    }

    private void models(HttpExchange exchange) throws IOException {
        byte[] body = "{\"object\":\"list\",\"data\":[{\"id\":\"scripted\",\"object\":\"model\"}]}"
                .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    private void chat(HttpExchange exchange) throws IOException {
        streams.incrementAndGet();
        synchronized (this) {
            requests.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        }
        exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        Random random = new Random(seed);
        try (OutputStream out = exchange.getResponseBody()) {
            String[] parts = answer.split(HOLD, 2);
            write(out, frame("{\"role\":\"assistant\",\"content\":\"\"}", "null"), random);
            stream(out, parts[0], random);
            if (parts.length == 2) {
                held.countDown();
                awaitRelease();
                stream(out, parts[1], random);
            }
            write(out, frame("{}", "\"stop\""), random);
            write(
                    out,
                    "data: {\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"scripted\",\"choices\":[],"
                            + "\"usage\":{\"prompt_tokens\":11,\"completion_tokens\":22,\"total_tokens\":33}}\n\n",
                    random);
            write(out, "data: [DONE]\n\n", random);
        }
    }

    private void awaitRelease() throws IOException {
        try {
            released.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private void stream(OutputStream out, String text, Random random) throws IOException {
        int[] points = text.codePoints().toArray();
        int from = 0;
        while (from < points.length) {
            int to = Math.min(points.length, from + 1 + random.nextInt(7));
            String token = new String(points, from, to - from);
            String content = Json.mapper().writeValueAsString(token);
            write(out, frame("{\"content\":" + content + "}", "null"), random);
            from = to;
        }
    }

    private static String frame(String delta, String finish) {
        return "data: {\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"scripted\","
                + "\"choices\":[{\"index\":0,\"delta\":" + delta + ",\"finish_reason\":" + finish + "}]}\n\n";
    }

    private static void write(OutputStream out, String frame, Random random) throws IOException {
        byte[] bytes = frame.getBytes(StandardCharsets.UTF_8);
        int cut = random.nextInt(bytes.length);
        out.write(Arrays.copyOf(bytes, cut));
        out.flush();
        out.write(bytes, cut, bytes.length - cut);
        out.flush();
    }
}
