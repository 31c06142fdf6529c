package io.llmi.tool.code;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a guest sees of the machine, as options of bubblewrap: {@code /usr}, the interpreter and the runner, read-only, and
 * five harmless devices.
 *
 * @param sources directories that the first stage bound to {@code stage/1}, {@code stage/2}, ...
 * @param runner the one of them that appears as {@code /runner}
 */
record GuestView(Path stage, List<Path> sources, Path runner) {
    static final String RUNNER = "/runner";

    GuestView {
        sources = List.copyOf(sources);
    }

    /** The system's own directories, under a prefix. */
    List<String> system(String prefix) {
        List<String> options = new ArrayList<>(List.of("--ro-bind", "/usr", prefix + "/usr"));
        for (String name : List.of("/bin", "/sbin", "/lib", "/lib32", "/lib64")) {
            options.addAll(systemDirectory(Path.of(name), prefix));
        }
        // How the loader and distributions' own numpy find libraries; both say nothing about users.
        for (String name : List.of("/etc/ld.so.cache", "/etc/alternatives")) {
            options.addAll(List.of("--ro-bind-try", name, prefix + name));
        }
        for (String device : List.of("/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom")) {
            options.addAll(List.of("--dev-bind", device, prefix + device));
        }
        return options;
    }

    /** The interpreter and the runner, under a prefix. */
    List<String> python(String prefix) {
        List<String> options = new ArrayList<>();
        for (int i = 0; i < sources.size(); i++) {
            Path source = sources.get(i);
            options.addAll(
                    List.of("--ro-bind", staged(i), prefix + (source.equals(runner) ? RUNNER : source.toString())));
        }
        return options;
    }

    /** matplotlib's font lists where it looks for them. */
    List<String> fontCaches(List<Path> caches) {
        List<String> options = new ArrayList<>();
        for (Path cache : caches) {
            options.addAll(List.of(
                    "--ro-bind", staged(cache).orElse(cache.toString()), "/tmp/matplotlib/" + cache.getFileName()));
        }
        return options;
    }

    /** Where the first stage made a file readable. */
    private Optional<String> staged(Path file) {
        for (int i = 0; i < sources.size(); i++) {
            if (file.startsWith(sources.get(i))) {
                return Optional.of(Path.of(staged(i))
                        .resolve(sources.get(i).relativize(file))
                        .toString());
            }
        }
        return Optional.empty();
    }

    private String staged(int index) {
        return stage.resolve(String.valueOf(index + 1)).toString();
    }

    private static List<String> systemDirectory(Path directory, String prefix) {
        try {
            if (Files.isSymbolicLink(directory)) {
                return List.of("--symlink", Files.readSymbolicLink(directory).toString(), prefix + directory);
            }
            if (Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
                return List.of("--ro-bind", directory.toString(), prefix + directory);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + directory, e);
        }
        return List.of();
    }
}
