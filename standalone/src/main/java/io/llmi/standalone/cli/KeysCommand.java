package io.llmi.standalone.cli;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmi.events.Json;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** API keys of a running server. */
@Command(
        name = "keys",
        mixinStandardHelpOptions = true,
        description = {
            "Makes, lists and revokes API keys of a running server.",
            "The server is that of LLMI_URL (default: http://127.0.0.1:8080); from the first key on, LLMI_API_KEY must"
                    + " hold one with the scope admin."
        })
public class KeysCommand implements Runnable {
    private static final String SERVER = "http://127.0.0.1:8080";

    @Spec
    CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Missing command");
    }

    @Command(name = "create", mixinStandardHelpOptions = true, description = "Makes a key and prints it, this once.")
    int create(
            @Option(
                            names = "--tenant",
                            defaultValue = "default",
                            description = "Whose jobs it works with (default: ${DEFAULT-VALUE}).")
                    String tenant,
            @Option(
                            names = "--scope",
                            split = ",",
                            defaultValue = "submit,read",
                            description = "Among submit, read, reward and admin (default: ${DEFAULT-VALUE}).")
                    List<String> scopes,
            @Option(names = "--label", defaultValue = "", description = "A name for lists.") String label,
            @Option(names = "--concurrent-jobs", description = "Jobs that have not ended, at most.")
                    Optional<Integer> concurrentJobs,
            @Option(names = "--jobs-per-minute", description = "Submissions within a minute, at most.")
                    Optional<Integer> jobsPerMinute,
            @Option(names = "--images-per-day", description = "Pictures within a day in UTC, at most.")
                    Optional<Integer> imagesPerDay)
            throws InterruptedException {
        ObjectNode request =
                Json.mapper().createObjectNode().put("tenant", tenant).put("label", label);
        scopes.forEach(request.putArray("scopes")::add);
        ObjectNode quota = request.putObject("quota");
        concurrentJobs.ifPresent(limit -> quota.put("concurrent_jobs", limit));
        jobsPerMinute.ifPresent(limit -> quota.put("jobs_per_minute", limit));
        imagesPerDay.ifPresent(limit -> quota.put("images_per_day", limit));
        ServerConnection server = server();
        JsonNode made = answer(
                server,
                server.request("/v1/keys")
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(request.toString())),
                201);
        System.err.println("Key " + made.path("id").asText() + " of tenant " + tenant
                + ". It is shown this once and stored nowhere; keep it safe.");
        System.out.println(made.path("key").asText());
        return 0;
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists all keys, one a line.")
    int list() throws InterruptedException {
        ServerConnection server = server();
        for (JsonNode key : answer(server, server.request("/v1/keys"), 200).path("data")) {
            System.out.printf(
                    "%s  %-16s  %-24s  %s  %s%n",
                    key.path("id").asText(),
                    key.path("tenant").asText(),
                    scopes(key.path("scopes")),
                    key.has("revoked_at")
                            ? "revoked " + key.path("revoked_at").asText()
                            : "since " + key.path("created_at").asText(),
                    key.path("label").asText());
        }
        return 0;
    }

    @Command(name = "revoke", mixinStandardHelpOptions = true, description = "Has a key refused from now on.")
    int revoke(@Parameters(paramLabel = "ID", description = "The key's id, as in the list.") String id)
            throws InterruptedException {
        ServerConnection server = server();
        answer(server, server.request("/v1/keys/" + id).DELETE(), 204);
        System.err.println("Key " + id + " is revoked.");
        return 0;
    }

    private static ServerConnection server() {
        String url = System.getenv("LLMI_URL");
        return new ServerConnection(URI.create(url == null || url.isBlank() ? SERVER : url));
    }

    private static JsonNode answer(ServerConnection server, HttpRequest.Builder request, int expected)
            throws InterruptedException {
        HttpResponse<String> response = server.send(request.build(), BodyHandlers.ofString());
        if (response.statusCode() != expected) {
            throw server.refused(response.statusCode(), response.body());
        }
        return response.body().isEmpty() ? Json.mapper().createObjectNode() : server.json(response.body());
    }

    private static String scopes(JsonNode scopes) {
        StringBuilder text = new StringBuilder();
        scopes.forEach(scope -> text.append(text.isEmpty() ? "" : ",").append(scope.asText()));
        return text.toString();
    }
}
