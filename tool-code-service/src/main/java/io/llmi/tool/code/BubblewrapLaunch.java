package io.llmi.tool.code;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The command that starts a guest under bubblewrap: every namespace its own, no capability, no way to get one, a
 * read-only view of {@code /usr} and of the interpreter, one small file system of its own, and no {@code /proc}.
 *
 * <p>Two stages. The first ({@code stage.sh}) mounts the guest's file system with limits that bubblewrap cannot set and,
 * if this service runs as root, gives root up: a guest whose user is root outside escapes the limit on processes and
 * reads what only root may. The second is bubblewrap. One process leads both, so that killing it kills the guest.
 */
final class BubblewrapLaunch {
    /** In the range that Linux distributions leave unused; nothing on the machine belongs to it. */
    private static final int UNPRIVILEGED = 65530;

    private static final int NOBODY = 65534;
    private static final int MANY = 4096;
    private static final String WORK = "/tmp/work";
    private static final String RUNNER = "/runner/runner.py";
    private static final String SYSTEM_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    private final String bwrap;
    private final boolean disablesUserNamespaces;
    private final Interpreter interpreter;
    private final SandboxFiles files;
    private final Limits limits;
    private final Host host;
    private final Map<String, String> ownEnvironment;

    /** @param disablesUserNamespaces whether this bwrap knows {@code --disable-userns} */
    BubblewrapLaunch(
            String bwrap,
            boolean disablesUserNamespaces,
            Interpreter interpreter,
            SandboxFiles files,
            Limits limits,
            Host host,
            Map<String, String> ownEnvironment) {
        this.bwrap = bwrap;
        this.disablesUserNamespaces = disablesUserNamespaces;
        this.interpreter = interpreter;
        this.files = files;
        this.limits = limits;
        this.host = host;
        this.ownEnvironment = ownEnvironment;
    }

    Launch launch() {
        List<Path> sources = Stream.concat(interpreter.directories().stream(), Stream.of(files.runner()))
                .toList();
        Path stage = stageDirectory(sources);
        List<String> command = new ArrayList<>(List.of("unshare", "--mount", "--propagation", "private"));
        if (!host.root()) {
            command.addAll(List.of("--user", "--map-root-user"));
        }
        command.addAll(List.of(
                "sh",
                files.stage().toString(),
                stage.toString(),
                "size=%d,nr_inodes=%d".formatted(limits.tmpBytes(), limits.files()),
                host.root() ? String.valueOf(UNPRIVILEGED) : "-",
                files.seccomp().map(Path::toString).orElse("-"),
                String.valueOf(sources.size())));
        sources.forEach(source -> command.add(source.toString()));
        command.add(bwrap);
        command.addAll(isolation());
        command.addAll(fileSystem(sources, stage));
        Host.guestEnvironment("/tmp", ownEnvironment)
                .forEach((name, value) -> command.addAll(List.of("--setenv", name, value)));
        command.addAll(List.of("--", interpreter.executable().toString(), "-I", "-B", RUNNER));
        int processes = host.processLimitPerSandbox() ? limits.processes() : MANY;
        return new Launch(command, Map.of("PATH", SYSTEM_PATH), WORK, processes);
    }

    private List<String> isolation() {
        List<String> options = new ArrayList<>(List.of(
                "--unshare-all",
                "--unshare-user",
                "--die-with-parent",
                "--new-session",
                "--clearenv",
                "--hostname",
                "sandbox",
                "--cap-drop",
                "ALL",
                "--uid",
                String.valueOf(NOBODY),
                "--gid",
                String.valueOf(NOBODY)));
        if (disablesUserNamespaces) {
            options.add("--disable-userns");
        }
        if (files.seccomp().isPresent()) {
            options.addAll(List.of("--seccomp", "9"));
        }
        return options;
    }

    private List<String> fileSystem(List<Path> sources, Path stage) {
        List<String> options = new ArrayList<>(List.of("--ro-bind", "/usr", "/usr"));
        for (String name : List.of("/bin", "/sbin", "/lib", "/lib32", "/lib64")) {
            options.addAll(systemDirectory(Path.of(name)));
        }
        // How the loader and distributions' own numpy find libraries; both say nothing about users.
        for (String name : List.of("/etc/ld.so.cache", "/etc/alternatives")) {
            options.addAll(List.of("--ro-bind-try", name, name));
        }
        // Before the interpreter, which may itself lie under /tmp.
        options.addAll(List.of("--bind", stage.resolve("scratch").toString(), "/tmp"));
        for (int i = 0; i < sources.size(); i++) {
            boolean isRunner = i == sources.size() - 1;
            options.addAll(List.of(
                    "--ro-bind",
                    stage.resolve(String.valueOf(i + 1)).toString(),
                    isRunner ? RUNNER : sources.get(i).toString()));
        }
        for (Path cache : interpreter.fontCaches()) {
            options.addAll(
                    List.of("--ro-bind", bound(cache, sources, stage), "/tmp/matplotlib/" + cache.getFileName()));
        }
        options.addAll(List.of("--bind", stage.resolve("scratch/shm").toString(), "/dev/shm"));
        for (String device : List.of("/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom")) {
            options.addAll(List.of("--dev-bind", device, device));
        }
        options.addAll(List.of("--dir", WORK, "--chdir", WORK, "--remount-ro", "/"));
        return options;
    }

    /** Where the first stage made a file readable. */
    private static String bound(Path file, List<Path> sources, Path stage) {
        for (int i = 0; i < sources.size(); i++) {
            if (file.startsWith(sources.get(i))) {
                return stage.resolve(String.valueOf(i + 1))
                        .resolve(sources.get(i).relativize(file))
                        .toString();
            }
        }
        return file.toString();
    }

    private static List<String> systemDirectory(Path directory) {
        try {
            if (Files.isSymbolicLink(directory)) {
                return List.of("--symlink", Files.readSymbolicLink(directory).toString(), directory.toString());
            }
            if (Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
                return List.of("--ro-bind", directory.toString(), directory.toString());
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("cannot read " + directory, e);
        }
        return List.of();
    }

    /** A directory to mount on, in a mount namespace that nobody else sees, that hides nothing we need. */
    private static Path stageDirectory(List<Path> sources) {
        return Stream.of("/mnt", "/media", "/srv", "/opt", "/var/empty")
                .map(Path::of)
                .filter(directory -> Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS))
                .filter(directory -> sources.stream().noneMatch(source -> source.startsWith(directory)))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "no directory to mount the sandbox on: create /mnt, and keep Python elsewhere"));
    }
}
