package io.llmi.standalone.evaluation;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.llmi.standalone.cli.JobClient;
import io.llmi.standalone.evaluation.task.Task;

/** Has a benchmark's documents written and judged, several at a time, each through the public API. */
public final class Evaluation {
    private final Settings settings;
    private final ResultFile results;
    private final TurnRunner turns;
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
        this.settings = settings;
        this.results = results;
        this.turns = new TurnRunner(client, settings, failures);
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
            Result result = turns.run(task, i, fingerprint, previous);
            results.add(result);
            progress.done(result);
            previous = result.job();
            if (previous.isEmpty()) {
                return;
            }
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
}
