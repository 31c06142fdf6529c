package io.llmi.standalone.it;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.llmi.events.Json;

/**
 * An OpenAI-compatible endpoint that is planner and judge. As a planner it answers with the text of the candidate whose
 * number is the request's seed; each text says its true quality as "QUALITY-n", and as a judge it gives that score.
 */
final class ScriptedModels implements AutoCloseable {
    /** How the judge answers. */
    enum Judge {
        HONEST,
        /** Gives pictures alone a score that follows from their bytes, and remembers it. */
        LOOKING,
        BABBLING,
        DEAD,
        SILENT
    }

    /**
     * What the looking judge saw at once.
     *
     * @param pictures SHA-256 of each, in order
     */
    record Look(List<String> pictures, int score) {}

    private static final Pattern PICTURE = Pattern.compile("data:image/\\w+;base64,([A-Za-z0-9+/=]+)");
    private static final Pattern QUALITY = Pattern.compile("QUALITY-(\\d)");

    private final HttpServer server;
    private volatile List<String> candidates;
    private final CountDownLatch end = new CountDownLatch(1);
    private final AtomicInteger drafts = new AtomicInteger();
    private final List<Look> looks = new CopyOnWriteArrayList<>();
    private volatile Judge judge = Judge.HONEST;
    private volatile boolean planning = true;

    ScriptedModels(List<String> candidates) throws IOException {
        this.candidates = List.copyOf(candidates);
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext(
                "/v1/models",
                exchange -> answer(
                        exchange,
                        "application/json",
                        "{\"object\":\"list\",\"data\":[{\"id\":\"scripted\",\"object\":\"model\"}]}"));
        server.createContext("/v1/chat/completions", this::chat);
        server.start();
    }

    String baseUrl() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
    }

    void judges(Judge how) {
        judge = how;
    }

    /** What is written from now on. */
    void writes(List<String> texts) {
        candidates = List.copyOf(texts);
    }

    /** Whether drafts are written at all; else the planner's stream says nothing and stays open. */
    void plans(boolean does) {
        planning = does;
    }

    /** How many drafts were asked for. */
    int drafts() {
        return drafts.get();
    }

    /** What the looking judge saw, in order. */
    List<Look> looks() {
        return List.copyOf(looks);
    }

    @Override
    public void close() {
        end.countDown();
        server.stop(0);
    }

    private void chat(HttpExchange exchange) throws IOException {
        JsonNode request = Json.mapper().readTree(exchange.getRequestBody());
        if (request.path("stream").asBoolean()) {
            drafts.incrementAndGet();
            plan(exchange, request);
        } else {
            judge(exchange, request.path("messages").toString());
        }
    }

    private void plan(HttpExchange exchange, JsonNode request) throws IOException {
        if (!planning) {
            exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            hang();
            return;
        }
        JsonNode messages = request.path("messages");
        String last = messages.path(messages.size() - 1).path("content").toString();
        String before =
                messages.path(Math.max(0, messages.size() - 2)).path("content").asText();
        String text = last.contains("with these programs mended")
                ? before.replace("undefined_name", "[1, 2]")
                : last.contains("Write the whole document again")
                        ? before.replace("Some words", "Polished words")
                        : candidates.get(request.path("seed").asInt(0) % candidates.size());
        answer(
                exchange,
                "text/event-stream",
                frame("{\"role\":\"assistant\",\"content\":" + Json.mapper().writeValueAsString(text) + "}", "null")
                        + frame("{}", "\"stop\"")
                        + "data: {\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"scripted\","
                        + "\"choices\":[],\"usage\":{\"prompt_tokens\":10,\"completion_tokens\":20,\"total_tokens\":30}}\n\n"
                        + "data: [DONE]\n\n");
    }

    private void judge(HttpExchange exchange, String messages) throws IOException {
        Matcher quality = QUALITY.matcher(messages);
        int score = 1;
        while (quality.find()) {
            score = Integer.parseInt(quality.group(1));
        }
        String lines = messages.contains("Image Quality") || messages.contains("image_quality")
                ? "Image Quality: %d\nTask Relevance: %d\nText-Image Relevance: %d".formatted(score, score, score)
                : "Text: %d\nTag: %d".formatted(score, score);
        switch (judge) {
            case HONEST -> complete(exchange, lines);
            case LOOKING -> complete(exchange, look(messages).orElse(lines));
            case BABBLING -> complete(exchange, "I like them all, what a pleasure to read.");
            case DEAD -> {
                exchange.sendResponseHeaders(503, -1);
                exchange.close();
            }
            case SILENT -> hang();
        }
    }

    private Optional<String> look(String messages) {
        List<String> seen = PICTURE.matcher(messages)
                .results()
                .map(uri -> sha256(Base64.getDecoder().decode(uri.group(1))))
                .toList();
        if (seen.isEmpty()) {
            return Optional.empty();
        }
        int score = 1 + Math.floorMod(seen.hashCode(), 5);
        looks.add(new Look(seen, score));
        return Optional.of(
                "Image Quality: %d\nTask Relevance: %d\nText-Image Relevance: %d".formatted(score, score, score));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private void hang() throws IOException {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static void complete(HttpExchange exchange, String text) throws IOException {
        answer(
                exchange,
                "application/json",
                "{\"id\":\"c\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"scripted\",\"choices\":[{\"index\":0,"
                        + "\"message\":{\"role\":\"assistant\",\"content\":"
                        + Json.mapper().writeValueAsString(text)
                        + "},\"finish_reason\":\"stop\"}]}");
    }

    private static String frame(String delta, String finish) {
        return "data: {\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"scripted\","
                + "\"choices\":[{\"index\":0,\"delta\":" + delta + ",\"finish_reason\":" + finish + "}]}\n\n";
    }

    private static void answer(HttpExchange exchange, String type, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", type);
        exchange.sendResponseHeaders(200, body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }
}
