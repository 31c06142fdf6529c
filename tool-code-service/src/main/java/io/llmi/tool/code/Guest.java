package io.llmi.tool.code;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** One started sandbox: feeds it, listens to it, watches what it uses, and sees it dead. */
final class Guest implements AutoCloseable {
    private static final int MAX_PRINTED = 64 * 1024;
    private static final long PRINT_FLOOD = 64L * 1024 * 1024;
    private static final long WATCH_MILLIS = 100;
    private static final Duration LAST_BREATH = Duration.ofSeconds(5);

    private final Process process;
    private final CompletableFuture<GuestAnswer> answer;
    private final CompletableFuture<String> printed;
    private final AtomicLong printedBytes = new AtomicLong();

    Guest(Process process, byte[] request, int maxOutputBytes) {
        this.process = process;
        this.answer = new CompletableFuture<>();
        this.printed = new CompletableFuture<>();
        Thread.ofVirtual().name("code-feed").start(() -> feed(request));
        Thread.ofVirtual().name("code-answer").start(() -> listen(maxOutputBytes));
        Thread.ofVirtual().name("code-print").start(this::drain);
    }

    /** How waiting for an answer ended. */
    sealed interface Waited {
        record Answered(GuestAnswer answer) implements Waited {}

        record OutOfTime() implements Waited {}

        record TooMuch(String reason) implements Waited {}
    }

    /** Waits for the answer, and looks now and then at what the guest uses as a whole. */
    Waited await(Duration patience, long maxResidentBytes) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) {
                return new Waited.OutOfTime();
            }
            try {
                return new Waited.Answered(answer.get(Math.min(left, WATCH_MILLIS), TimeUnit.MILLISECONDS));
            } catch (TimeoutException e) {
                if (residentBytes() > maxResidentBytes) {
                    return new Waited.TooMuch(
                            "its processes together use more than %d MiB of memory".formatted(maxResidentBytes >> 20));
                }
                if (printedBytes.get() > PRINT_FLOOD) {
                    return new Waited.TooMuch("it prints more than %d MiB".formatted(PRINT_FLOOD >> 20));
                }
            } catch (ExecutionException e) {
                throw new IllegalStateException("the guest's answer could not be read", e.getCause());
            }
        }
    }

    /** The exit code of a guest whose answer channel is closed; 128 and the signal's number if one killed it. */
    int exitCode() throws InterruptedException {
        return process.waitFor(LAST_BREATH.toMillis(), TimeUnit.MILLISECONDS) ? process.exitValue() : -1;
    }

    /** The start of what a guest printed that has ended or is ending, for a log. */
    String printed() throws InterruptedException {
        // Killing would close the stream under the thread that reads it.
        if (!process.waitFor(LAST_BREATH.toMillis(), TimeUnit.MILLISECONDS)) {
            close();
        }
        return printed.join();
    }

    /** Kills the guest with everything that it started. */
    @Override
    public void close() {
        process.destroyForcibly();
    }

    private void feed(byte[] request) {
        try (var stdin = process.getOutputStream()) {
            stdin.write(request);
        } catch (IOException e) {
            // A guest that died does not read on; how it died is for the one who waits for its answer to see.
        }
    }

    private void listen(int maxOutputBytes) {
        try {
            answer.complete(GuestAnswer.read(process.getInputStream(), maxOutputBytes));
        } catch (IOException e) {
            // Closed under us by the kill.
            answer.complete(new GuestAnswer.Ended());
        }
    }

    private void drain() {
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        try {
            InputStream stderr = process.getErrorStream();
            byte[] buffer = new byte[16 * 1024];
            int count = stderr.read(buffer);
            while (count >= 0) {
                printedBytes.addAndGet(count);
                kept.write(buffer, 0, Math.min(count, MAX_PRINTED - kept.size()));
                count = stderr.read(buffer);
            }
        } catch (IOException e) {
            kept.writeBytes("[...]".getBytes(StandardCharsets.US_ASCII));
        }
        printed.complete(kept.toString(StandardCharsets.UTF_8));
    }

    /** Memory that belongs to the guest's processes and to no file; there is no control group to ask. */
    private long residentBytes() {
        return process.descendants().mapToLong(Guest::anonymousBytes).sum();
    }

    private static long anonymousBytes(ProcessHandle handle) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", String.valueOf(handle.pid()), "status"))) {
            return lines.filter(line -> line.startsWith("RssAnon:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .sum();
        } catch (IOException | java.io.UncheckedIOException e) {
            // It ended meanwhile.
            return 0;
        }
    }

    /** The request as the runner reads it: a length and the limits, a length and the program. */
    static byte[] request(byte[] limits, byte[] source) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            DataOutputStream output = new DataOutputStream(bytes);
            output.writeInt(limits.length);
            output.write(limits);
            output.writeInt(source.length);
            output.write(source);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new IllegalStateException("memory can be written to", e);
        }
    }
}
