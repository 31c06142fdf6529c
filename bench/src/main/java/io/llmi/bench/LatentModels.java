package io.llmi.bench;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

import javax.imageio.ImageIO;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.llmi.events.Json;

/**
 * Planner, judge and image model behind one OpenAI-compatible address that take the time of real ones and do nothing
 * with it. Every draft and every picture is another one, so that nothing is left out as a repetition.
 */
final class LatentModels implements AutoCloseable {
    static final int PLAN_MS = 4000;
    static final int IMAGE_MS = 2500;
    static final int JUDGE_MS = 700;
    static final int PICTURES = 2;

    private static final int PIECES = 80;

    private final HttpServer server;
    private final AtomicInteger drafts = new AtomicInteger();
    private final AtomicInteger images = new AtomicInteger();
    private final AtomicInteger verdicts = new AtomicInteger();

    LatentModels() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext(
                "/v1/models",
                exchange ->
                        answer(exchange, "{\"object\":\"list\",\"data\":[{\"id\":\"latent\",\"object\":\"model\"}]}"));
        server.createContext("/v1/chat/completions", this::chat);
        server.createContext("/v1/images/generations", this::image);
        server.start();
    }

    String baseUrl() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
    }

    int drafts() {
        return drafts.get();
    }

    int images() {
        return images.get();
    }

    int verdicts() {
        return verdicts.get();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void chat(HttpExchange exchange) throws IOException {
        JsonNode request = Json.mapper().readTree(exchange.getRequestBody());
        if (request.path("stream").asBoolean()) {
            plan(exchange, drafts.incrementAndGet());
        } else {
            verdicts.incrementAndGet();
            sleep(JUDGE_MS);
            boolean pictures = request.path("messages").toString().contains("Text-Image Relevance")
                    || request.path("messages").toString().contains("text_image");
            int score = 2 + verdicts.get() % 3;
            String lines = pictures
                    ? "Image Quality: %d\nTask Relevance: %d\nText-Image Relevance: %d".formatted(score, score, score)
                    : "Text: %d\nTag: %d".formatted(score, score);
            answer(
                    exchange,
                    "{\"id\":\"c\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"latent\",\"choices\":[{\"index\":0,"
                            + "\"message\":{\"role\":\"assistant\",\"content\":"
                            + Json.mapper().writeValueAsString(lines) + "},\"finish_reason\":\"stop\"}]}");
        }
    }

    /** The first tag closes at two fifths of the time, the second at four. */
    private void plan(HttpExchange exchange, int number) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            for (int piece = 0; piece < PIECES; piece++) {
                sleep(PLAN_MS / PIECES);
                String text = piece == PIECES * 2 / 5 || piece == PIECES * 4 / 5
                        ? "\n\n" + tag(number, piece) + "\n\n"
                        : "words %d of draft %d, ".formatted(piece, number);
                send(out, "{\"content\":" + Json.mapper().writeValueAsString(text) + "}", "null");
            }
            send(out, "{}", "\"stop\"");
            out.write("data: [DONE]\n\n".getBytes(StandardCharsets.UTF_8));
        }
    }

    private static String tag(int draft, int place) {
        return "<imgen>{\"source\": \"diffusion\", \"description\": \"A picture\", \"params\": {\"prompt\":"
                + " \"a harbour, draft " + draft + ", place " + place + "\"}}</imgen>";
    }

    private static void send(OutputStream out, String delta, String finish) throws IOException {
        out.write(("data: {\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"latent\","
                        + "\"choices\":[{\"index\":0,\"delta\":" + delta + ",\"finish_reason\":" + finish + "}]}\n\n")
                .getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private void image(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        int number = images.incrementAndGet();
        sleep(IMAGE_MS);
        BufferedImage picture = new BufferedImage(512, 512, BufferedImage.TYPE_INT_RGB);
        for (int x = 0; x < 512; x++) {
            for (int y = 0; y < 512; y++) {
                picture.setRGB(x, y, (x * number) << 8 ^ y);
            }
        }
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(picture, "png", png);
        answer(
                exchange,
                "{\"created\":1,\"data\":[{\"b64_json\":\""
                        + Base64.getEncoder().encodeToString(png.toByteArray()) + "\"}]}");
    }

    private static void answer(HttpExchange exchange, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    private static void sleep(int millis) throws IOException {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
