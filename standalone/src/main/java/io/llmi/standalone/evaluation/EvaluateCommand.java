package io.llmi.standalone.evaluation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

import io.llmi.events.Json;
import io.llmi.standalone.cli.CommandFailedException;
import io.llmi.standalone.cli.JobClient;
import io.llmi.standalone.cli.ServerChoice;
import io.llmi.standalone.evaluation.task.BadTaskException;
import io.llmi.standalone.evaluation.task.Task;
import io.llmi.standalone.evaluation.task.TaskFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs a benchmark and reports. */
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        description = {
            "Has the documents of a benchmark written and judged, and writes results.jsonl, summary.json and report.html.",
            "Takes LLMI-Bench, OpenING, ISG-Bench and plain JSON lines; without a file, the benchmark that comes with"
                    + " LLM-I. What has a result in the directory already is not run again."
        })
public class EvaluateCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", arity = "0..1", description = "The benchmark (default: the one that is shipped).")
    Optional<Path> file = Optional.empty();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "evaluation",
            description = "Where results and report are written (default: ${DEFAULT-VALUE}).")
    Path out;

    @Mixin
    RunOptions run = new RunOptions();

    @Option(names = "--tools", paramLabel = "TOOL", split = ",", description = "The tools that may be used.")
    List<String> tools = List.of();

    @Option(names = "--samples", paramLabel = "N", defaultValue = "1", description = "Candidates for each document.")
    int samples;

    @Option(names = "--json", description = "Print the summary as one JSON object.")
    boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<Task> tasks = tasks();
        Settings settings = new Settings(tools, samples, Math.min(2, samples), 1, false);
        List<Result> done;
        try (ServerChoice server = ServerChoice.open(false)) {
            done = run.run(new JobClient(server.url()), settings, tasks, out, "Evaluation of " + name());
        }
        Summary summary = Summary.of(done);
        if (json) {
            System.out.println(Json.mapper().writeValueAsString(summary));
        } else {
            System.out.printf(
                    "%d of %d documents complete, reward %s, right number of pictures %s.%nReport: %s%n",
                    summary.completed(),
                    summary.results(),
                    Figures.number(summary.reward()),
                    Figures.percent(summary.pictures()),
                    out.resolve(Report.FILE));
        }
        return summary.judged() == summary.results() ? 0 : 1;
    }

    private List<Task> tasks() throws IOException {
        try {
            return file.isPresent() ? TaskFile.read(file.get()) : Shipped.benchmark();
        } catch (BadTaskException e) {
            throw new CommandFailedException(String.valueOf(e.getMessage()), 2);
        }
    }

    private String name() {
        return file.map(Path::toString).orElse("the shipped benchmark");
    }
}
