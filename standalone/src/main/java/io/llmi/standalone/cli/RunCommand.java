package io.llmi.standalone.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmi.events.Document;
import io.llmi.events.DocumentEvent;
import io.llmi.events.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes one document: submits a job, shows the stream, saves the result. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = "Writes a document with pictures and saves it as HTML, Markdown and JSON.")
public class RunCommand implements Callable<Integer> {
    @Parameters(paramLabel = "PROMPT", description = "What the document should be about.")
    String prompt;

    @Option(
            names = "--image",
            paramLabel = "FILE",
            description = "A picture of yours that the document may use or change; repeatable.")
    List<Path> images = List.of();

    @Option(
            names = "--image-count",
            paramLabel = "N|none|some|any",
            description = "How many pictures the document should have.")
    Optional<String> imageCount = Optional.empty();

    @Option(
            names = "--tools",
            paramLabel = "TOOL",
            split = ",",
            description = "The tools that may be used, among search, diffusion, code and edit (default: all).")
    List<String> tools = List.of();

    @Option(
            names = "--samples",
            paramLabel = "N",
            defaultValue = "1",
            description = "Candidate documents to plan, of which the best is kept (default: ${DEFAULT-VALUE}).")
    int samples;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "out",
            description = "Where the document is saved (default: ${DEFAULT-VALUE}).")
    Path out;

    @Option(names = "--json", description = "Print the job's events, one JSON object a line, instead of the text.")
    boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        try (ServerChoice server = ServerChoice.open(json)) {
            return write(new JobClient(server.url()));
        }
    }

    private int write(JobClient client) throws IOException, InterruptedException {
        String job = client.submit(request());
        try (StreamPrinter printer = printer()) {
            Document document;
            try (Interruption ignored = new Interruption(client, job)) {
                document = follow(client, job, printer);
            }
            List<Path> saved = client.download(job, out);
            printer.finished(document, saved);
            return switch (document.status()) {
                case COMPLETED, PARTIAL -> 0;
                case FAILED ->
                    throw new CommandFailedException(
                            "no document: " + document.error().orElse("the planner failed; the server's log says why"));
                case CANCELLED -> throw new CommandFailedException("the job was cancelled");
                case QUEUED, RUNNING -> throw new IllegalStateException("a closed document is " + document.status());
            };
        }
    }

    private StreamPrinter printer() {
        return json
                ? new JsonPrinter(System.out)
                : new TerminalPrinter(System.out, Screen.ofStandardOutput(System.getenv()), Clock.systemUTC());
    }

    private static Document follow(JobClient client, String job, StreamPrinter printer) throws InterruptedException {
        try (var events = client.events(job)) {
            for (DocumentEvent event : (Iterable<DocumentEvent>) events::iterator) {
                printer.print(event);
                if (event instanceof DocumentEvent.Closed closed) {
                    return closed.document();
                }
            }
        }
        throw new CommandFailedException("the stream of " + job + " broke off; try again, or look at the server's log");
    }

    private ObjectNode request() throws IOException {
        ObjectNode request = Json.mapper().createObjectNode().put("prompt", prompt);
        imageCount.ifPresent(count -> request.put("image_count", count));
        if (!tools.isEmpty()) {
            tools.forEach(request.putArray("tools")::add);
        }
        if (samples > 1) {
            request.putObject("scaling").put("samples", samples);
        }
        if (!images.isEmpty()) {
            var array = request.putArray("images");
            for (Path image : images) {
                if (!Files.isReadable(image)) {
                    throw new CommandFailedException("cannot read the picture " + image, 2);
                }
                array.add(Base64.getEncoder().encodeToString(Files.readAllBytes(image)));
            }
        }
        return request;
    }
}
