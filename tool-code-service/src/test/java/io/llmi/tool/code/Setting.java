package io.llmi.tool.code;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A way to run programs that has to be as tight as every other. */
enum Setting {
    /** As the user that runs the tests, who may be root. */
    PREWARMED(CodeMode.PREWARMED, false),
    /** As a user without rights; only root can become that. */
    PREWARMED_AS_USER(CodeMode.PREWARMED, true),
    STRICT(CodeMode.STRICT, false),
    STRICT_AS_USER(CodeMode.STRICT, true);

    private static final String USER = "12345";

    private final CodeMode mode;
    private final boolean asUser;

    Setting(CodeMode mode, boolean asUser) {
        this.mode = mode;
        this.asUser = asUser;
    }

    /** Those that can be tried here. */
    static List<Setting> possible() {
        return List.of(values()).stream()
                .filter(setting -> !setting.asUser || Host.current().root())
                .toList();
    }

    boolean prewarmed() {
        return mode == CodeMode.PREWARMED;
    }

    boolean asUser() {
        return asUser;
    }

    /** A tool that runs programs in this way only, or fails the test. */
    CodeTool tool(Map<String, String> values) throws IOException, InterruptedException {
        Map<String, String> all = new java.util.HashMap<>(values);
        all.put("llmi.code.mode", mode.name());
        CodeConfig config = CodeFixture.realConfig(all);
        return new CodeTool(config, asUser ? sandboxAsUser(config) : new CodeSandbox(config));
    }

    private CodeSandbox sandboxAsUser(CodeConfig config) throws InterruptedException {
        Interpreter interpreter = new InterpreterFinder(config.python(), System.getenv())
                .find()
                .interpreter()
                .orElseThrow();
        SandboxFiles files = readableByAll(SandboxFiles.write());
        Limits limits = Limits.of(config);
        BubblewrapLaunch launch =
                new BubblewrapLaunch("bwrap", interpreter, files, limits, new Host(false, true), System.getenv());
        Launcher launcher = new Launcher();
        Sandbox sandbox = prewarmed()
                ? new PrewarmedSandbox(
                        launcher,
                        new PrewarmedSandbox.Recipe(
                                socket -> asUser(launch.zygote(socket), interpreter, files),
                                files.sockets(),
                                interpreter.fontCaches(),
                                Duration.ofHours(1),
                                1000),
                        limits)
                : new ProcessSandbox(launcher, asUser(launch.guest(true), interpreter, files), limits);
        SandboxProbe probe = new SandboxProbe(
                Optional.empty(), Optional.empty(), Optional.empty(), true, prewarmed(), true, true, List.of());
        return new CodeSandbox(config) {
            @Override
            public SandboxProbe probe() {
                return probe;
            }

            @Override
            Optional<SandboxProber.Ready> ready() {
                return Optional.of(new SandboxProber.Ready(sandbox, interpreter));
            }

            @Override
            public void close() {
                sandbox.close();
            }
        };
    }

    private static Launch asUser(Launch launch, Interpreter interpreter, SandboxFiles files) {
        Path home = Path.of(System.getProperty("user.home"));
        List<Path> hidden = interpreter.directories().stream()
                .filter(directory -> directory.startsWith(home))
                .toList();
        List<String> command = new ArrayList<>(List.of("unshare", "--mount", "--propagation", "private", "sh"));
        command.add(files.directory().resolve("as-user.sh").toString());
        command.addAll(List.of(USER, home.toString(), String.valueOf(hidden.size())));
        hidden.forEach(directory -> command.add(directory.toString()));
        command.addAll(launch.arguments());
        return new Launch(command, launch.environment(), launch.work(), launch.processes());
    }

    private static SandboxFiles readableByAll(SandboxFiles files) {
        try (var script = Setting.class.getResourceAsStream("as-user.sh")) {
            Path copy = files.directory().resolve("as-user.sh");
            Files.writeString(
                    copy, new String(java.util.Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8));
            copy.toFile().deleteOnExit();
            Files.setPosixFilePermissions(files.directory(), PosixFilePermissions.fromString("rwxr-xr-x"));
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
