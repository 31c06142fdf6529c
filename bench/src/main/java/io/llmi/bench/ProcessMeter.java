package io.llmi.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** What another process holds, as Linux counts it under {@code /proc}; looks five times a second for peaks. */
final class ProcessMeter implements AutoCloseable {
    private static final long MIB = 1024 * 1024;

    private final ProcessHandle process;
    private final Path proc;
    private final AtomicLong peak = new AtomicLong();
    private final AtomicLong kernelPeak = new AtomicLong();
    private final ScheduledThreadPoolExecutor sampler = new ScheduledThreadPoolExecutor(1);

    /** @throws IOException if this is not Linux or the process has ended */
    ProcessMeter(ProcessHandle process) throws IOException {
        this.process = process;
        this.proc = Path.of("/proc", Long.toString(process.pid()));
        residentBytes();
        sampler.scheduleAtFixedRate(this::sample, 0, 200, TimeUnit.MILLISECONDS);
    }

    /**
     * Memory in MiB.
     *
     * @param resident the process's own: heap, classes, code, stacks, buffers
     * @param sockets what the kernel holds for the TCP connections of the whole machine
     */
    record Peak(double resident, double sockets) {}

    /** The most that was seen since the last call. */
    Peak peak() {
        return new Peak((double) peak.getAndSet(0) / MIB, (double) kernelPeak.getAndSet(0) / MIB);
    }

    /** Its connections among them. */
    int openFiles() {
        try (Stream<Path> files = Files.list(proc.resolve("fd"))) {
            return Math.toIntExact(files.count());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    @Override
    public void close() {
        sampler.shutdownNow();
    }

    private void sample() {
        try {
            peak.accumulateAndGet(residentBytes(), Math::max);
            kernelPeak.accumulateAndGet(socketBytes(), Math::max);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long residentBytes() throws IOException {
        return number(proc.resolve("status"), "VmRSS:", 1) * 1024;
    }

    private static long socketBytes() throws IOException {
        // In pages.
        return number(Path.of("/proc/net/sockstat"), "TCP:", 10) * 4096;
    }

    private static long number(Path file, String line, int column) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(text -> text.startsWith(line))
                    .map(text -> Long.parseLong(text.split("\\s+")[column]))
                    .findFirst()
                    .orElseThrow(() -> new IOException(file + " has no " + line));
        }
    }
}
