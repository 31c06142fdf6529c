package io.llmi.tool.code;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** What {@code /proc} says of a process; empty or zero if the process has ended meanwhile. */
final class ProcFiles {
    private ProcFiles() {}

    /** Processes that it started. The JDK's own way looks at every process of the machine, for milliseconds. */
    static LongStream children(long pid) {
        Path file = Path.of("/proc", String.valueOf(pid), "task", String.valueOf(pid), "children");
        if (!Files.exists(file)) {
            // A kernel without that file, or a process that has ended.
            return ProcessHandle.of(pid).stream()
                    .flatMap(ProcessHandle::children)
                    .mapToLong(ProcessHandle::pid);
        }
        try {
            return Stream.of(Files.readString(file).strip().split(" "))
                    .filter(child -> !child.isEmpty())
                    .mapToLong(Long::parseLong);
        } catch (IOException e) {
            return LongStream.empty();
        }
    }

    /** The process and all that came of it. */
    static LongStream tree(long pid) {
        return LongStream.concat(LongStream.of(pid), children(pid).flatMap(ProcFiles::tree));
    }

    /** Whether the tree of processes has more memory that belongs to no file than a limit. */
    static boolean isLarger(long root, long limit) {
        // Quick, but counts what forked processes share once for each of them.
        return sum(root, "status", "RssAnon:").orElse(0) > limit
                && sum(root, "smaps_rollup", "Pss_Anon:").orElse(Long.MAX_VALUE) > limit;
    }

    /** In bytes; empty if no process of the tree says it. */
    private static OptionalLong sum(long root, String file, String name) {
        return tree(root)
                .mapToObj(pid -> field(pid, file, name))
                .flatMap(Optional::stream)
                .mapToLong(value -> Long.parseLong(value.replaceAll("\\D", "")) * 1024)
                .reduce(Long::sum);
    }

    /** Its process ID as it sees it itself, in the innermost namespace. */
    static Optional<String> ownPid(long pid) {
        return field(pid, "status", "NSpid:").map(value -> value.substring(value.lastIndexOf('\t') + 1));
    }

    private static Optional<String> field(long pid, String file, String name) {
        try {
            List<String> lines = Files.readAllLines(Path.of("/proc", String.valueOf(pid), file));
            return lines.stream()
                    .filter(line -> line.startsWith(name))
                    .map(line -> line.substring(name.length()).strip())
                    .findFirst();
        } catch (IOException | UncheckedIOException e) {
            return Optional.empty();
        }
    }
}
