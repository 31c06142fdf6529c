package io.llmi.bench;

import io.quarkus.runtime.annotations.QuarkusMain;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Entry point of {@code ./llmi bench}. */
@QuarkusMain(name = "bench")
@Command(
        name = "llmi bench",
        mixinStandardHelpOptions = true,
        description = "Measures the system beside a baseline in the same run.",
        subcommands = {
            ChartsCommand.class,
            ScalingCommand.class,
            SlotsCommand.class,
            SlotsWorkerCommand.class,
            StreamsCommand.class,
            ThroughputCommand.class
        })
public class BenchMain implements Runnable {
    @Spec
    CommandSpec spec;

    public static void main(String... args) {
        System.exit(new CommandLine(new BenchMain()).execute(args));
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Name a benchmark");
    }
}
