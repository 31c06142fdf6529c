package io.llmi.standalone.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import io.llmi.events.Document;
import io.llmi.events.Json;

import static org.awaitility.Awaitility.await;

/** The public API as a test uses it. */
final class ApiClient {
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI url;

    ApiClient(URI url) {
        this.url = url;
    }

    String submit(String prompt) {
        return submit(Json.mapper().createObjectNode().put("prompt", prompt));
    }

    String submit(JsonNode request) {
        HttpResponse<String> response = post("/v1/jobs", request.toString());
        if (response.statusCode() != 202) {
            throw new AssertionError("submission refused: " + response.statusCode() + " " + response.body());
        }
        return json(response.body()).get("id").asText();
    }

    HttpResponse<String> post(String path, String body) {
        return send(HttpRequest.newBuilder(url.resolve(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    HttpResponse<String> post(String path, String body, String idempotencyKey) {
        return send(HttpRequest.newBuilder(url.resolve(path))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", idempotencyKey)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(url.resolve(path)));
    }

    byte[] blob(String sha256) {
        try {
            return http.send(
                            HttpRequest.newBuilder(url.resolve("/v1/blobs/" + sha256))
                                    .build(),
                            BodyHandlers.ofByteArray())
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    Document document(String job) {
        HttpResponse<String> response = get("/v1/jobs/" + job + "/document.json");
        if (response.statusCode() != 200) {
            throw new AssertionError("no document: " + response.statusCode() + " " + response.body());
        }
        try {
            return Json.mapper().readValue(response.body(), Document.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for the job's end, over gateways that come and go, and returns its document. */
    Document awaitEnd(String job) {
        await("end of " + job)
                .atMost(Duration.ofSeconds(120))
                .pollInterval(Duration.ofMillis(200))
                .ignoreExceptions()
                .until(() -> document(job).status().isTerminal());
        return document(job);
    }

    List<Document.ImagePart> images(Document document) {
        return document.parts().stream()
                .filter(Document.ImagePart.class::isInstance)
                .map(Document.ImagePart.class::cast)
                .toList();
    }

    static JsonNode json(String text) {
        try {
            return Json.mapper().readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.timeout(Duration.ofSeconds(30)).build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
