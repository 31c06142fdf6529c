package io.llmi.tool.code;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks for all that a sandbox needs and tries it. Stateless but for the files that it wrote once. */
final class SandboxProber {
    /** Generous: the first run after a start reads all of matplotlib from disk. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final String CHART = "plt.plot([0, 1], [0, 1])";
    private static final String INSTALL =
            "Run tool-code-service/python/sandbox.sh: it installs bubblewrap or says what this machine does not allow.";

    private final CodeConfig config;
    private final Host host;
    private final Map<String, String> environment;
    private final SandboxFiles files;
    private final Launcher launcher;

    SandboxProber(
            CodeConfig config, Host host, Map<String, String> environment, SandboxFiles files, Launcher launcher) {
        this.config = config;
        this.host = host;
        this.environment = environment;
        this.files = files;
        this.launcher = launcher;
    }

    /** A probe, with what to run programs with if that is possible. */
    record Outcome(SandboxProbe probe, Optional<Ready> ready) {}

    /** A sandbox that worked. */
    record Ready(Sandbox sandbox, Interpreter interpreter) {}

    Outcome probe() throws InterruptedException {
        Interpreter.Found found = new InterpreterFinder(config.python(), environment).find();
        List<String> problems = new ArrayList<>(found.problems());
        Optional<Bubblewrap> bubblewrap = bubblewrap(problems);
        Optional<Ready> ready = Optional.empty();
        boolean prewarmed = false;
        boolean sandboxed = false;
        if (found.interpreter().isPresent()) {
            Interpreter interpreter = found.interpreter().get();
            if (bubblewrap.isPresent()) {
                if (config.mode() == CodeMode.PREWARMED) {
                    ready = prewarmed(interpreter, problems);
                    prewarmed = ready.isPresent();
                }
                if (ready.isEmpty()) {
                    ready = strict(bubblewrap.get(), interpreter, problems);
                }
                sandboxed = ready.isPresent();
            }
            if (ready.isEmpty() && config.allowRunningWithoutASandbox()) {
                problems.add("Programs run with the rights of this service, because the configuration allows it.");
                ready = Optional.of(
                        new Ready(sandbox(BareLaunch.launch(interpreter, files, environment)), interpreter));
            }
        }
        SandboxProbe probe = new SandboxProbe(
                found.interpreter().map(Interpreter::version),
                found.interpreter().map(Interpreter::matplotlib),
                bubblewrap.map(Bubblewrap::version),
                sandboxed,
                prewarmed,
                sandboxed && files.seccomp().isPresent(),
                ready.isPresent(),
                problems);
        return new Outcome(probe, ready);
    }

    /** Without the filter a forked program could make namespaces, so there is no such sandbox without it. */
    private Optional<Ready> prewarmed(Interpreter interpreter, List<String> problems) throws InterruptedException {
        String reason;
        if (files.seccomp().isEmpty()) {
            reason = "there is no system call filter for this processor architecture";
        } else if (interpreter.directories().stream().anyMatch(directory -> directory.startsWith("/tmp"))) {
            reason = "Python lies under /tmp, which each program has a new one of";
        } else if (!host.processLimitPerSandbox()) {
            reason = "Linux older than 5.14 counts all programs' processes together";
        } else {
            Sandbox sandbox = prewarmed(interpreter);
            ProgramResult result = sandbox.run(CHART, PATIENCE);
            if (result instanceof ProgramResult.Drawn) {
                return Optional.of(new Ready(sandbox, interpreter));
            }
            sandbox.close();
            reason = result.toString();
        }
        problems.add(
                "Each program starts cold, which takes a second longer, because no pre-warmed interpreter works here: "
                        + reason + ".");
        return Optional.empty();
    }

    private Sandbox prewarmed(Interpreter interpreter) {
        BubblewrapLaunch launch = launch(interpreter);
        return new PrewarmedSandbox(
                launcher,
                new PrewarmedSandbox.Recipe(
                        launch::zygote,
                        files.sockets(),
                        interpreter.fontCaches(),
                        Duration.ofMinutes(config.prewarmedMaxMinutes()),
                        config.prewarmedMaxPrograms()),
                Limits.of(config));
    }

    private BubblewrapLaunch launch(Interpreter interpreter) {
        return new BubblewrapLaunch(config.bwrap(), interpreter, files, Limits.of(config), host, environment);
    }

    private record Bubblewrap(String version, boolean disablesUserNamespaces) {}

    private Optional<Bubblewrap> bubblewrap(List<String> problems) throws InterruptedException {
        try {
            Command.Output version = Command.run(List.of(config.bwrap(), "--version"), PATIENCE);
            Command.Output help = Command.run(List.of(config.bwrap(), "--help"), PATIENCE);
            String options = help.out() + help.err();
            if (!options.contains("--clearenv")) {
                problems.add("%s is too old; bubblewrap 0.5 or newer is needed."
                        .formatted(version.out().strip()));
                return Optional.empty();
            }
            return Optional.of(
                    new Bubblewrap(version.out().replaceAll("[^0-9.]", ""), options.contains("--disable-userns")));
        } catch (IOException e) {
            problems.add("%s (bubblewrap) cannot be started. %s".formatted(config.bwrap(), INSTALL));
            return Optional.empty();
        }
    }

    private Optional<Ready> strict(Bubblewrap bubblewrap, Interpreter interpreter, List<String> problems)
            throws InterruptedException {
        if (files.seccomp().isEmpty()) {
            problems.add("There is no system call filter for this processor architecture.");
            if (!bubblewrap.disablesUserNamespaces()) {
                problems.add("Without it bubblewrap 0.8 or newer is needed.");
                return Optional.empty();
            }
        }
        if (!host.processLimitPerSandbox()) {
            problems.add("Linux older than 5.14 cannot limit a program's processes; only its time limit stops them.");
        }
        Sandbox sandbox = sandbox(launch(interpreter).guest(bubblewrap.disablesUserNamespaces()));
        return switch (sandbox.run(CHART, PATIENCE)) {
            case ProgramResult.Drawn drawn -> Optional.of(new Ready(sandbox, interpreter));
            // A container's /proc/sys is read-only as a rule, which bwrap's --disable-userns needs; the filter denies
            // as much.
            case ProgramResult.SandboxFault fault
            when bubblewrap.disablesUserNamespaces() && files.seccomp().isPresent() ->
                strict(new Bubblewrap(bubblewrap.version(), false), interpreter, problems);
            case ProgramResult.SandboxFault(String reason) -> {
                problems.add("No sandbox starts here: %s. %s".formatted(reason, INSTALL));
                yield Optional.empty();
            }
            case ProgramResult.Raised(String type, String message, var line) -> {
                problems.add("Python does not work in the sandbox: %s: %s".formatted(type, message));
                yield Optional.empty();
            }
            case ProgramResult.NoPicture(String reason) -> unfit(reason, problems);
            case ProgramResult.TimedOut(String reason) -> unfit(reason, problems);
            case ProgramResult.Stopped(String reason) -> unfit(reason, problems);
        };
    }

    private static Optional<Ready> unfit(String reason, List<String> problems) {
        problems.add("A simple chart could not be drawn in the sandbox: %s.".formatted(reason));
        return Optional.empty();
    }

    private Sandbox sandbox(Launch launch) {
        return new ProcessSandbox(launcher, launch, Limits.of(config));
    }
}
