package io.llmi.tool.code;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What {@code /proc} says of a process; empty or zero if the process has ended meanwhile. */
final class ProcFiles {
    private ProcFiles() {}

    /**
     * Memory that belongs to no file, in bytes. What several processes share since a fork counts in parts, where that may
     * be read; a forked interpreter shares nearly all that it has.
     */
    static long anonymousBytes(ProcessHandle process) {
        return field(process, "smaps_rollup", "Pss_Anon:")
                .or(() -> field(process, "status", "RssAnon:"))
                .map(value -> Long.parseLong(value.replaceAll("\\D", "")) * 1024)
                .orElse(0L);
    }

    /** Its process ID as it sees it itself, in the innermost namespace. */
    static Optional<String> ownPid(ProcessHandle process) {
        return field(process, "status", "NSpid:").map(value -> value.substring(value.lastIndexOf('\t') + 1));
    }

    private static Optional<String> field(ProcessHandle process, String file, String name) {
        try {
            List<String> lines = Files.readAllLines(Path.of("/proc", String.valueOf(process.pid()), file));
            return lines.stream()
                    .filter(line -> line.startsWith(name))
                    .map(line -> line.substring(name.length()).strip())
                    .findFirst();
        } catch (IOException | UncheckedIOException e) {
            return Optional.empty();
        }
    }
}
