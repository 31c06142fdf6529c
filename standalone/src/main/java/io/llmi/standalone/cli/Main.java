package io.llmi.standalone.cli;

import io.quarkus.runtime.annotations.QuarkusMain;
import picocli.CommandLine;

/** Entry point of the standalone application: parses the command line and runs the command. */
@QuarkusMain
public class Main {
    private Main() {}

    public static void main(String... args) {
        int status = new CommandLine(new LlmiCommand())
                .setExecutionExceptionHandler(Main::explain)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(args);
        System.exit(status);
    }

    private static int explain(Exception failure, CommandLine command, CommandLine.ParseResult parsed)
            throws Exception {
        if (failure instanceof CommandFailedException expected) {
            command.getErr().println("llmi: " + expected.getMessage());
            return expected.exitCode();
        }
        throw failure;
    }
}
