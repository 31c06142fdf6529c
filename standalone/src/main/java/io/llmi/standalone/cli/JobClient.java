package io.llmi.standalone.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

import com.fasterxml.jackson.databind.JsonNode;
import io.llmi.events.DocumentEvent;
import io.llmi.events.EventCodec;
import io.llmi.events.MalformedEventException;

/** The jobs API as a command uses it. */
public final class JobClient {
    private final EventCodec<DocumentEvent> codec = EventCodec.of(DocumentEvent.class);
    private final ServerConnection server;

    public JobClient(URI server) {
        this.server = new ServerConnection(server);
    }

    /**
     * Submits a job and returns its id.
     *
     * @throws CommandFailedException with the server's own explanation if it refuses
     */
    public String submit(JsonNode request) throws InterruptedException {
        HttpRequest post = server.request("/v1/jobs")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(request.toString()))
                .build();
        HttpResponse<String> response = server.send(post, BodyHandlers.ofString());
        if (response.statusCode() != 202) {
            throw server.refused(response.statusCode(), response.body());
        }
        return server.json(response.body()).path("id").asText();
    }

    /** Asks the server to cancel the job; what is made of it is the stream's to tell. */
    public void cancel(String job) throws InterruptedException {
        HttpRequest post = server.request("/v1/jobs/" + job + "/cancel")
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        server.send(post, BodyHandlers.discarding());
    }

    /** The job's events as they come; to be closed. */
    public Stream<DocumentEvent> events(String job) throws InterruptedException {
        HttpRequest get = server.request("/v1/jobs/" + job + "/events")
                .header("Accept", "text/event-stream")
                .build();
        HttpResponse<Stream<String>> response = server.send(get, BodyHandlers.ofLines());
        if (response.statusCode() != 200) {
            throw server.refused(
                    response.statusCode(), String.join("", response.body().toList()));
        }
        return response.body().filter(line -> line.startsWith("data:")).map(line -> decode(line.substring(5)));
    }

    /**
     * One item's result of the reward service, which may be an error.
     *
     * @throws CommandFailedException with the server's own explanation if it refuses
     */
    public JsonNode reward(JsonNode item) throws InterruptedException {
        HttpRequest post = server.request("/v1/rewards")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("[" + item + "]"))
                .build();
        HttpResponse<String> response = server.send(post, BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw server.refused(response.statusCode(), response.body());
        }
        return server.json(response.body()).path("results").path(0);
    }

    /** Saves document and pictures under a directory and returns the files, the HTML first. */
    public List<Path> download(String job, Path directory) throws InterruptedException, IOException {
        HttpRequest get = server.request("/v1/jobs/" + job + "/document.zip").build();
        HttpResponse<InputStream> response = server.send(get, BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            if (response.statusCode() != 200) {
                throw server.refused(response.statusCode(), new String(body.readAllBytes(), StandardCharsets.UTF_8));
            }
            return unpack(body, directory);
        }
    }

    private static List<Path> unpack(InputStream zip, Path directory) throws IOException {
        Path root = directory.toAbsolutePath().normalize();
        List<Path> saved = new ArrayList<>();
        try (ZipInputStream entries = new ZipInputStream(zip)) {
            for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                Path target = root.resolve(entry.getName()).normalize();
                if (!target.startsWith(root)) {
                    throw new CommandFailedException("the server sent a file outside of the target directory");
                }
                Path parent = target.getParent();
                if (parent != null) {
                    Files.createDirectories(parent);
                }
                Files.copy(entries, target, StandardCopyOption.REPLACE_EXISTING);
                saved.add(directory.resolve(entry.getName()));
            }
        }
        return saved;
    }

    private DocumentEvent decode(String data) {
        try {
            return codec.decode(data.getBytes(StandardCharsets.UTF_8));
        } catch (MalformedEventException e) {
            throw new CommandFailedException(
                    "the server sent an event that this version cannot read: " + e.getMessage());
        }
    }
}
