package io.llmi.standalone.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import io.llmi.events.Json;

/** One server as commands talk to it, with the key of the environment. Thread-safe. */
final class ServerConnection {
    private static final String KEY_VARIABLE = "LLMI_API_KEY";

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private final URI server;
    private final Optional<String> key =
            Optional.ofNullable(System.getenv(KEY_VARIABLE)).map(String::strip).filter(text -> !text.isEmpty());

    ServerConnection(URI server) {
        this.server = server;
    }

    HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve(path));
        key.ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
        return request;
    }

    /** @throws CommandFailedException if there is no answer */
    <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler) throws InterruptedException {
        try {
            return http.send(request, handler);
        } catch (IOException e) {
            throw new CommandFailedException(
                    "no answer from %s (%s); check LLMI_URL, or unset it to run embedded".formatted(server, e));
        }
    }

    /** @throws CommandFailedException if it is none */
    JsonNode json(String body) {
        try {
            return Json.mapper().readTree(body);
        } catch (IOException e) {
            throw new CommandFailedException(server + " did not answer with JSON; is it an LLM-I server?");
        }
    }

    /** The server's own explanation of a refusal. */
    CommandFailedException refused(int status, String body) {
        StringBuilder message = new StringBuilder();
        try {
            JsonNode problem = Json.mapper().readTree(body);
            message.append(problem.path("detail").asText(problem.path("title").asText("")));
            for (JsonNode error : problem.path("errors")) {
                message.append("\n  ")
                        .append(error.path("field").asText())
                        .append(": ")
                        .append(error.path("message").asText());
            }
        } catch (IOException e) {
            message.append("the answer was not JSON");
        }
        if (status == 401) {
            message.append(" (this command sends the key of the variable ")
                    .append(KEY_VARIABLE)
                    .append(')');
        }
        return new CommandFailedException("the server answered %d: %s".formatted(status, message), 2);
    }
}
