package io.llmi.standalone.evaluation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmi.events.Document;
import io.llmi.events.Document.ImagePart;
import io.llmi.events.Document.TextPart;
import io.llmi.events.DocumentEvent;
import io.llmi.events.Json;
import io.llmi.events.Reward;
import io.llmi.standalone.cli.CommandFailedException;
import io.llmi.standalone.cli.JobClient;
import io.llmi.standalone.evaluation.task.Task;
import io.llmi.standalone.evaluation.task.Turn;

/** Has a benchmark's documents written and judged, several at a time, each through the public API. */
public final class Evaluation {
    private final JobClient client;
    private final Settings settings;
    private final ResultFile results;
    private final Optional<Path> failures;
    private final int concurrency;
    private final Progress progress;

    /** Told of each result. */
    @FunctionalInterface
    public interface Progress {
        void done(Result result);
    }

    /**
     * @param failures where documents that lack something are saved
     * @param concurrency tasks at a time
     */
    public Evaluation(
            JobClient client,
            Settings settings,
            ResultFile results,
            Optional<Path> failures,
            int concurrency,
            Progress progress) {
        this.client = client;
        this.settings = settings;
        this.results = results;
        this.failures = failures;
        this.concurrency = concurrency;
        this.progress = progress;
    }

    /** Runs what has no result yet and returns all results in the order of the tasks. */
    public List<Result> run(List<Task> tasks) throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(
                concurrency, Thread.ofVirtual().name("task-", 0).factory());
        try {
            List<Future<?>> running = new ArrayList<>();
            tasks.forEach(task -> running.add(threads.submit(() -> {
                task(task);
                return null;
            })));
            for (Future<?> task : running) {
                task.get();
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } finally {
            threads.shutdownNow();
        }
        return results.of(tasks.stream().flatMap(task -> names(task).stream()).toList());
    }

    private static List<String> names(Task task) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < task.turns().size(); i++) {
            names.add(i == 0 ? task.id() : task.id() + "/" + (i + 1));
        }
        return names;
    }

    /** Turn after turn. A conversation is run as a whole: the server that kept its first turns may be gone. */
    private void task(Task task) throws InterruptedException {
        Optional<String> previous = Optional.empty();
        for (int i = 0; i < task.turns().size(); i++) {
            String fingerprint = fingerprint(task, i);
            Optional<Result> known = task.turns().size() > 1 ? Optional.empty() : results.find(task.id(), fingerprint);
            if (known.isPresent()) {
                progress.done(known.get());
                continue;
            }
            Result result = turn(task, i, fingerprint, previous);
            results.add(result);
            progress.done(result);
            previous = result.job();
            if (previous.isEmpty()) {
                return;
            }
        }
    }

    private Result turn(Task task, int index, String fingerprint, Optional<String> previous)
            throws InterruptedException {
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
            client.download(
                    result.job().orElseThrow(), directory.resolve(result.name().replaceAll("[^A-Za-z0-9._-]", "_")));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot save the document of " + result.name(), e);
        }
    }

    private String fingerprint(Task task, int index) {
        StringBuilder all = new StringBuilder(settings.request().toString());
        for (int i = 0; i <= index; i++) {
            all.append('\n').append(task.turns().get(i));
        }
        all.append('\n').append(task.images());
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(all.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** A result in the making. */
    private static final class Draft {
        private final Task task;
        private final int index;
        private final String fingerprint;
        private final List<Result.Criterion> criteria = new ArrayList<>();
        private Optional<String> job = Optional.empty();
        private Optional<Document> document = Optional.empty();
        private Optional<String> planner = Optional.empty();
        private Optional<Reward> reward = Optional.empty();
        private Optional<String> error = Optional.empty();
        private double seconds;

        private Draft(Task task, int index, String fingerprint) {
            this.task = task;
            this.index = index;
            this.fingerprint = fingerprint;
        }

        private Result result() {
            Turn turn = task.turns().get(index);
            return new Result(
                    task.id(),
                    index,
                    fingerprint,
                    task.category(),
                    turn.question(),
                    turn.images(),
                    turn.tools(),
                    job,
                    document.map(Document::status),
                    planner,
                    Math.round(seconds * 1000) / 1000.0,
                    document.map(some -> some.usage().outputTokens()).orElse(0L),
                    document.flatMap(some -> some.usage().costUsd()),
                    reward,
                    criteria,
                    turn.structure()
                            .flatMap(wanted -> document.map(some -> blocks(some).equals(wanted))),
                    error.or(() -> document.flatMap(Document::error).filter(why -> reward.isEmpty())));
        }

        private static List<String> blocks(Document document) {
            return document.parts().stream()
                    .filter(part ->
                            !(part instanceof TextPart text && text.text().isBlank()))
                    .map(part -> part instanceof ImagePart ? "image" : "text")
                    .toList();
        }
    }
}
