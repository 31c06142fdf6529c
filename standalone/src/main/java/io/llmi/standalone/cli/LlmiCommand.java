package io.llmi.standalone.cli;

import io.llmi.standalone.evaluation.EvaluateCommand;
import io.llmi.standalone.evaluation.ExperimentCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The root of the command line. */
@Command(
        name = "llmi",
        mixinStandardHelpOptions = true,
        version = "LLM-I 0.1.0",
        description = "Writes documents in which text and pictures alternate.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            RunCommand.class,
            ServeCommand.class,
            EvaluateCommand.class,
            ExperimentCommand.class,
            KeysCommand.class,
            DoctorCommand.class
        },
        footer = {
            "",
            "  llmi test                 builds everything and runs all tests",
            "  llmi bench [NAME]         measures; `llmi bench --help` lists what",
            "",
            "Environment: OPENAI_BASE_URL, OPENAI_API_KEY, LLMI_PLANNER_MODEL choose the planner; LLMI_URL names a",
            "running server for `run` and `keys`, LLMI_API_KEY the key for it. Everything else is in docs/configuration.md."
        })
public class LlmiCommand implements Runnable {
    @Spec
    CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Missing command");
    }
}
