package io.llmi.standalone.evaluation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmi.events.Document;
import io.llmi.events.DocumentEvent;
import io.llmi.events.Json;
import io.llmi.events.Reward;
import io.llmi.standalone.cli.CommandFailedException;
import io.llmi.standalone.cli.JobClient;
import io.llmi.standalone.evaluation.task.Task;
import io.llmi.standalone.evaluation.task.Turn;

/** Has one turn's document written and judged through the public API. Thread-safe. */
final class TurnRunner {
    private final JobClient client;
    private final Settings settings;
    private final Optional<Path> failures;

    TurnRunner(JobClient client, Settings settings, Optional<Path> failures) {
        this.client = client;
        this.settings = settings;
        this.failures = failures;
    }

    /**
     * Takes a turn, and saves its document where that lacks something.
     *
     * @param previous the job of the turn before
     */
    Result run(Task task, int index, String fingerprint, Optional<String> previous) throws InterruptedException {
        Turn turn = task.turns().get(index);
        Draft draft = new Draft(task, index, fingerprint);
        long begin = System.nanoTime();
        try {
            String job = client.submit(request(task, index, previous));
            draft.job = Optional.of(job);
            Document document = follow(job, draft);
            draft.document = Optional.of(document);
            draft.seconds = (System.nanoTime() - begin) / 1e9;
            judge(task, turn, index, document, draft);
        } catch (CommandFailedException e) {
            draft.error = Optional.of(String.valueOf(e.getMessage()));
            draft.seconds = (System.nanoTime() - begin) / 1e9;
        }
        Result result = draft.result();
        if (result.isFailure() && result.job().isPresent() && failures.isPresent()) {
            save(result, failures.get());
        }
        return result;
    }

    private Document follow(String job, Draft draft) throws InterruptedException {
        try (var events = client.events(job)) {
            var iterator = events.iterator();
            while (iterator.hasNext()) {
                switch (iterator.next()) {
                    case DocumentEvent.DraftStarted started ->
                        draft.planner = Optional.of(started.backend() + " (" + started.model() + ")");
                    case DocumentEvent.Closed closed -> {
                        return closed.document();
                    }
                    default -> {}
                }
            }
        } catch (UncheckedIOException e) {
            throw new CommandFailedException("the stream of " + job + " broke off: " + e.getMessage());
        }
        throw new CommandFailedException("the stream of " + job + " ended without a document");
    }

    private void judge(Task task, Turn turn, int index, Document document, Draft draft) throws InterruptedException {
        ObjectNode item = Json.mapper().createObjectNode();
        item.put("question", turn.question());
        item.set("document", Json.mapper().valueToTree(document));
        item.put("image_num", turn.images().code());
        turn.tools().forEach(item.putArray("tools")::add);
        item.put("split", "eval");
        turn.criteria().forEach(item.putArray("criteria")::add);
        if (index == 0) {
            images(task, item);
        }
        JsonNode answer = client.reward(item);
        if (answer.has("error")) {
            throw new CommandFailedException("it could not be judged: "
                    + answer.path("error").path("message").asText());
        }
        try {
            draft.reward = Optional.of(Json.mapper().treeToValue(answer, Reward.class));
            for (JsonNode criterion : answer.path("criteria")) {
                draft.criteria.add(Json.mapper().treeToValue(criterion, Result.Criterion.class));
            }
        } catch (IOException e) {
            throw new CommandFailedException("the server's reward cannot be read by this version: " + e.getMessage());
        }
    }

    private ObjectNode request(Task task, int index, Optional<String> previous) {
        Turn turn = task.turns().get(index);
        ObjectNode request = settings.request();
        request.put("prompt", turn.question());
        request.put("image_count", turn.images().code());
        previous.ifPresent(job -> request.put("previous_job_id", job));
        if (index == 0) {
            images(task, request);
        }
        return request;
    }

    private static void images(Task task, ObjectNode request) {
        if (task.images().isEmpty()) {
            return;
        }
        var array = request.putArray("images");
        for (Path image : task.images()) {
            try {
                array.add(Base64.getEncoder().encodeToString(Files.readAllBytes(image)));
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + image, e);
            }
        }
    }

    private void save(Result result, Path directory) throws InterruptedException {
        try {
            client.download(result.job().orElseThrow(), directory.resolve(result.folder()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot save the document of " + result.name(), e);
        }
    }
}
