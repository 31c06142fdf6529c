package io.llmi.tool.code;

/**
 * What one program may use.
 *
 * @param memoryBytes address space of each process, and resident memory of all of them together
 * @param processes processes and threads
 * @param maxSide longest side of a picture in pixels
 */
record Limits(
        long memoryBytes, long tmpBytes, int files, int processes, int cpuSeconds, int maxOutputBytes, int maxSide) {
    private static final long MIB = 1024L * 1024;

    static Limits of(CodeConfig config) {
        return new Limits(
                config.memoryMib() * MIB,
                config.tmpMib() * MIB,
                config.maxFiles(),
                config.maxProcesses(),
                config.timeoutSeconds(),
                (int) (config.maxOutputMib() * MIB),
                config.maxSidePixels());
    }
}
