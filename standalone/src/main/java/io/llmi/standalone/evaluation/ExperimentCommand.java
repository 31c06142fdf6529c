package io.llmi.standalone.evaluation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

import io.llmi.standalone.cli.CommandFailedException;
import io.llmi.standalone.cli.JobClient;
import io.llmi.standalone.cli.ServerChoice;
import io.llmi.standalone.evaluation.task.BadTaskException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs one of the experiments and compares its arms. */
@Command(
        name = "experiment",
        mixinStandardHelpOptions = true,
        description = {
            "Runs an experiment over the shipped benchmarks and writes experiment.json and experiment.html.",
            "There are baseline, tool-subsets, cues, multi-turn, scaling, reward-ablation and weight-grid; docs/evaluation.md"
                    + " says what each compares. What has a result in the directory already is not run again."
        })
public class ExperimentCommand implements Callable<Integer> {
    @Parameters(paramLabel = "NAME", description = "Which experiment.")
    String name;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "experiments",
            description = "Where results and report are written, in a directory for each (default: ${DEFAULT-VALUE}).")
    Path out;

    @Option(
            names = "--concurrency",
            paramLabel = "N",
            defaultValue = "4",
            description = "Documents at a time (default: ${DEFAULT-VALUE}).")
    int concurrency;

    @Option(names = "--limit", paramLabel = "N", description = "Only the first N tasks of each arm.")
    Optional<Integer> limit = Optional.empty();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Experiment experiment = Experiment.of(name)
                .orElseThrow(() -> new CommandFailedException(
                        "there is no experiment \"%s\"; there are %s"
                                .formatted(
                                        name,
                                        Arrays.stream(Experiment.values())
                                                .map(Experiment::wire)
                                                .collect(Collectors.joining(", "))),
                        2));
        Path directory = out.resolve(experiment.wire());
        Map<String, List<Result>> results = new LinkedHashMap<>();
        try (ServerChoice server = ServerChoice.open(false)) {
            for (Arm arm : arms(experiment)) {
                System.err.println("Arm " + arm.name());
                results.put(arm.name(), run(arm, directory, new JobClient(server.url())));
            }
        }
        System.out.println("Report: " + Comparison.write(directory, experiment, results));
        return 0;
    }

    private List<Result> run(Arm arm, Path directory, JobClient client) throws IOException, InterruptedException {
        Path own = Files.createDirectories(directory.resolve(arm.name().replaceAll("[^A-Za-z0-9]+", "-")));
        int turns = arm.tasks().stream().mapToInt(task -> task.turns().size()).sum();
        List<Result> results = new Evaluation(
                        client,
                        arm.settings(),
                        ResultFile.open(own.resolve("results.jsonl")),
                        Optional.of(own.resolve("failures")),
                        concurrency,
                        new ProgressLine(System.err, turns))
                .run(arm.tasks());
        Report.write(
                own, "Experiment %s, %s".formatted(name, arm.name()), results, Optional.of(own.resolve("failures")));
        return results;
    }

    private List<Arm> arms(Experiment experiment) {
        try {
            List<Arm> arms = experiment.arms();
            return limit.isPresent()
                    ? arms.stream().map(arm -> arm.first(limit.get())).toList()
                    : arms;
        } catch (BadTaskException e) {
            throw new CommandFailedException(String.valueOf(e.getMessage()), 2);
        }
    }
}
