package io.llmi.standalone.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the standalone server in the foreground. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = "Runs the whole system in the foreground until it is interrupted.")
public class ServeCommand implements Callable<Integer> {
    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8080",
            description = "HTTP port (default: ${DEFAULT-VALUE}; 0: a free one).")
    int port;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = ".llmi/data",
            description = "Where jobs, documents and pictures are kept across restarts (default: ${DEFAULT-VALUE}).")
    Path data;

    @Override
    public Integer call() {
        EmbeddedServer server = EmbeddedServer.start(data.toAbsolutePath(), port, false);
        System.out.println("LLM-I is ready at " + server.url() + " and keeps its data in " + data.toAbsolutePath());
        System.out.println("Stop it with Ctrl-C.");
        return server.await();
    }
}
