package io.llmi.standalone.evaluation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

import io.llmi.standalone.cli.CommandFailedException;
import io.llmi.standalone.cli.JobClient;
import io.llmi.standalone.cli.ServerChoice;
import io.llmi.standalone.evaluation.task.BadTaskException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

    @Mixin
    RunOptions run = new RunOptions();

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
                results.put(
                        arm.name(),
                        run.run(
                                new JobClient(server.url()),
                                arm.settings(),
                                arm.tasks(),
                                directory.resolve(arm.name().replaceAll("[^A-Za-z0-9]+", "-")),
                                "Experiment %s, %s".formatted(name, arm.name())));
            }
        }
        System.out.println("Report: " + Comparison.write(directory, experiment, results));
        return 0;
    }

    private static List<Arm> arms(Experiment experiment) {
        try {
            return experiment.arms();
        } catch (BadTaskException e) {
            throw new CommandFailedException(String.valueOf(e.getMessage()), 2);
        }
    }
}
