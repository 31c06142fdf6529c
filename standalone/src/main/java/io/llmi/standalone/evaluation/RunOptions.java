package io.llmi.standalone.evaluation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import io.llmi.standalone.cli.CommandFailedException;
import io.llmi.standalone.cli.JobClient;
import io.llmi.standalone.evaluation.task.Task;
import picocli.CommandLine.Option;

/** What the commands that run tasks have in common: how many, how many at a time, and the run itself. */
final class RunOptions {
    @Option(
            names = "--concurrency",
            paramLabel = "N",
            defaultValue = "4",
            description = "Documents at a time (default: ${DEFAULT-VALUE}).")
    int concurrency;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "Only the first N tasks; of each arm, if there are arms.")
    Optional<Integer> limit = Optional.empty();

    /**
     * Runs what has no result in the directory yet, and writes all results and their report there.
     *
     * @param title of the report
     */
    List<Result> run(JobClient client, Settings settings, List<Task> all, Path directory, String title)
            throws IOException, InterruptedException {
        if (concurrency < 1 || limit.orElse(1) < 1) {
            throw new CommandFailedException("--concurrency and --limit must be at least 1", 2);
        }
        List<Task> tasks = all.subList(0, Math.min(all.size(), limit.orElse(all.size())));
        Optional<Path> failures = Optional.of(Files.createDirectories(directory).resolve("failures"));
        int turns = tasks.stream().mapToInt(task -> task.turns().size()).sum();
        List<Result> results = new Evaluation(
                        client,
                        settings,
                        ResultFile.open(directory.resolve("results.jsonl")),
                        failures,
                        concurrency,
                        new ProgressLine(System.err, turns))
                .run(tasks);
        Report.write(directory, title, results, failures);
        return results;
    }
}
