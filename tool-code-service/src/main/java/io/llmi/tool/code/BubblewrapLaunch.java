package io.llmi.tool.code;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The commands that start Python under bubblewrap: every namespace its own, no capability, no way to get one, a read-only
 * view of {@code /usr} and of the interpreter, one small file system of its own, and for guests no {@code /proc}.
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
    private static final String TEMPLATE = "/job";
    private static final String SOCKETS = "/run/sockets";
    private static final String SYSTEM_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    private final String bwrap;
    private final Interpreter interpreter;
    private final SandboxFiles files;
    private final Limits limits;
    private final Host host;
    private final Map<String, String> ownEnvironment;

    BubblewrapLaunch(
            String bwrap,
            Interpreter interpreter,
            SandboxFiles files,
            Limits limits,
            Host host,
            Map<String, String> ownEnvironment) {
        this.bwrap = bwrap;
        this.interpreter = interpreter;
        this.files = files;
        this.limits = limits;
        this.host = host;
        this.ownEnvironment = ownEnvironment;
    }

    /**
     * Starts one guest.
     *
     * @param disablesUserNamespaces whether this bwrap knows {@code --disable-userns} and may use it
     */
    Launch guest(boolean disablesUserNamespaces) {
        GuestView view = view();
        List<String> command = staged(view, files.seccomp().map(Path::toString).orElse("-"), List.of());
        command.addAll(isolation());
        if (disablesUserNamespaces) {
            command.add("--disable-userns");
        }
        if (files.seccomp().isPresent()) {
            command.addAll(List.of("--seccomp", "9"));
        }
        command.addAll(python(view));
        command.addAll(List.of("--bind", scratch(view) + "/shm", "/dev/shm"));
        command.addAll(List.of("--dir", WORK, "--chdir", WORK, "--remount-ro", "/", "--"));
        command.addAll(List.of(interpreter.executable().toString(), "-I", "-B"));
        command.add(GuestView.RUNNER + "/" + SandboxFiles.STRICT);
        return launch(command);
    }

    /**
     * Starts an interpreter that forks guests. It may make the namespaces that guests are shut in, and sees, beside what a
     * guest sees, the root of guests-to-be, a directory for its socket, and {@code /proc} of its own namespace.
     *
     * @param socket name of a file in {@link SandboxFiles#sockets}
     */
    Launch zygote(String socket) {
        GuestView view = view();
        List<String> command = staged(view, "-", List.of(files.sockets()));
        command.addAll(isolation());
        command.addAll(List.of("--as-pid-1", "--proc", "/proc"));
        command.addAll(python(view));
        command.addAll(List.of(
                "--bind",
                view.stage().resolve(String.valueOf(view.sources().size() + 1)).toString(),
                SOCKETS));
        // Lets a guest's first process forbid further user namespaces; the kernel finds the caller's own there.
        command.addAll(List.of("--bind-try", "/proc/sys/user", "/run/limits"));
        command.addAll(view.system(TEMPLATE));
        command.addAll(view.python(TEMPLATE));
        command.addAll(List.of("--dir", TEMPLATE + "/tmp", "--dir", TEMPLATE + "/dev/shm", "--remount-ro", "/", "--"));
        command.addAll(List.of(interpreter.executable().toString(), "-I", "-B"));
        command.addAll(List.of(GuestView.RUNNER + "/" + SandboxFiles.ZYGOTE, SOCKETS + "/" + socket));
        return launch(command);
    }

    private GuestView view() {
        List<Path> sources = Stream.concat(interpreter.directories().stream(), Stream.of(files.runner()))
                .toList();
        return new GuestView(stageDirectory(sources), sources, files.runner());
    }

    private List<String> staged(GuestView view, String filter, List<Path> more) {
        List<String> command = new ArrayList<>(List.of("unshare", "--mount", "--propagation", "private"));
        if (!host.root()) {
            command.addAll(List.of("--user", "--map-root-user"));
        }
        List<Path> sources =
                Stream.concat(view.sources().stream(), more.stream()).toList();
        command.addAll(List.of(
                "sh",
                files.stage().toString(),
                view.stage().toString(),
                "size=%d,nr_inodes=%d".formatted(limits.tmpBytes(), limits.files()),
                host.root() ? String.valueOf(UNPRIVILEGED) : "-",
                filter,
                String.valueOf(sources.size())));
        sources.forEach(source -> command.add(source.toString()));
        command.add(bwrap);
        return command;
    }

    private static List<String> isolation() {
        return List.of(
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
                String.valueOf(NOBODY));
    }

    private List<String> python(GuestView view) {
        List<String> options = new ArrayList<>(view.system(""));
        // Before the interpreter, which may itself lie under /tmp.
        options.addAll(List.of("--bind", scratch(view), "/tmp"));
        options.addAll(view.python(""));
        options.addAll(view.fontCaches(interpreter.fontCaches()));
        Host.guestEnvironment("/tmp", ownEnvironment)
                .forEach((name, value) -> options.addAll(List.of("--setenv", name, value)));
        return options;
    }

    private static String scratch(GuestView view) {
        return view.stage().resolve("scratch").toString();
    }

    private Launch launch(List<String> command) {
        int processes = host.processLimitPerSandbox() ? limits.processes() : MANY;
        return new Launch(command, Map.of("PATH", SYSTEM_PATH), WORK, processes);
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
