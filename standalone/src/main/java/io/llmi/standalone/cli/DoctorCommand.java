package io.llmi.standalone.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

import io.llmi.events.ToolManifest;
import io.llmi.events.Topics;
import io.llmi.planner.PlannerService;
import io.llmi.planner.backend.PlannerBackend;
import io.llmi.planner.backend.PlannerException;
import io.llmi.tool.code.CodeSandbox;
import io.llmi.tool.code.SandboxProbe;
import io.llmi.toolkit.kafka.KafkaSettings;
import io.llmi.toolkit.tool.ToolRegistry;
import io.quarkus.arc.Arc;
import picocli.CommandLine.Command;

/** Starts the whole system once and says what it found on this machine and what is missing. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = "Starts the system once and says what this machine has and what it lacks.",
        footer = "Exit code 0 if everything works, 1 if something is missing.")
public class DoctorCommand implements Callable<Integer> {
    private final PrintStream out = System.out;
    private final List<String> problems = new ArrayList<>();

    @Override
    public Integer call() throws IOException, InterruptedException {
        line(
                "JDK",
                "%s (%s) in %s"
                        .formatted(
                                System.getProperty("java.version"),
                                System.getProperty("java.vendor"),
                                System.getProperty("java.home")));
        Path data = Files.createTempDirectory("llmi-doctor");
        try (EmbeddedServer server = EmbeddedServer.start(data, 0, true)) {
            line(
                    "Kafka",
                    Arc.container().instance(KafkaSettings.class).get().bootstrapServers()
                            + (System.getenv("KAFKA_BOOTSTRAP_SERVERS") == null ? " (embedded)" : ""));
            code(Arc.container().instance(CodeSandbox.class).get().probe());
            tools(Arc.container().instance(ToolRegistry.class).get());
            planner(Arc.container().instance(PlannerService.class).get());
        } finally {
            EmbeddedServer.discard(data);
        }
        if (problems.isEmpty()) {
            out.println("Nothing is missing.");
            return 0;
        }
        out.println("\nWhat is missing:");
        problems.forEach(problem -> out.println("  - " + problem));
        return 1;
    }

    private void code(SandboxProbe probe) {
        line(
                "Python",
                probe.python().orElse("not found")
                        + probe.matplotlib()
                                .map(version -> ", matplotlib " + version)
                                .orElse(", no matplotlib"));
        line(
                "Sandbox",
                probe.bwrap().map(version -> "bubblewrap " + version).orElse("not found")
                        + (probe.sandboxed() ? ", works" : ", does not work")
                        + (probe.seccomp() ? ", system calls filtered" : ", system calls not filtered"));
        problems.addAll(probe.problems());
    }

    private void tools(ToolRegistry registry) {
        List<ToolManifest> tools = registry.tools();
        line(
                "Tools",
                tools.stream()
                        .map(tool -> "%s (%s)".formatted(tool.name(), String.join(", ", tool.backends())))
                        .collect(Collectors.joining(", ")));
        Set<String> absent = new TreeSet<>(Topics.SHIPPED_TOOLS);
        tools.forEach(tool -> absent.remove(tool.name()));
        absent.forEach(tool -> problems.add("the tool " + tool + " is not offered"));
    }

    private void planner(PlannerService planner) throws InterruptedException {
        try {
            PlannerBackend backend = planner.backend();
            line("Planner", "%s, model %s".formatted(backend.name(), backend.model()));
            if (backend.name().equals("rehearsal")) {
                out.println("             No model is configured: set OPENAI_BASE_URL (and OPENAI_API_KEY,"
                        + " LLMI_PLANNER_MODEL),\n             or start Ollama, to have documents written by one.");
            }
        } catch (PlannerException e) {
            line("Planner", "the configured endpoint cannot be used");
            problems.add(e.error().message());
        }
    }

    private void line(String what, String found) {
        out.printf("%-12s %s%n", what, found);
    }
}
