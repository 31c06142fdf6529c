package io.llmi.toolkit.image.child;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a process really occupies, where the system tells (Linux: {@code VmRSS} in proc(5)). */
final class ResidentMemory {
    private static final Pattern RESIDENT = Pattern.compile("(?m)^VmRSS:\\s+(\\d+) kB");

    private ResidentMemory() {}

    /** In MiB; 0 where it cannot be known. */
    static long megabytes(long pid) {
        try {
            Matcher matcher = RESIDENT.matcher(Files.readString(Path.of("/proc", Long.toString(pid), "status")));
            return matcher.find() ? Long.parseLong(matcher.group(1)) / 1024 : 0;
        } catch (IOException e) {
            // No such file on this system, or the process has just ended: its heap limit holds all the same.
            return 0;
        }
    }
}
