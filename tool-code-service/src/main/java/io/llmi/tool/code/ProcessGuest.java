package io.llmi.tool.code;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** A guest that is a child process: request on its stdin, answer on its stdout, what the program prints on its stderr. */
final class ProcessGuest implements Guest {
    private static final Duration LAST_BREATH = Duration.ofSeconds(5);

    private final Process process;
    private final CompletableFuture<GuestAnswer> answer = new CompletableFuture<>();
    private final CompletableFuture<String> printed = new CompletableFuture<>();
    private final AtomicLong printedBytes = new AtomicLong();

    ProcessGuest(Process process, byte[] request, int maxOutputBytes) {
        this.process = process;
        Thread.ofVirtual().name("code-feed").start(() -> feed(request));
        Thread.ofVirtual().name("code-answer").start(() -> listen(maxOutputBytes));
        Thread.ofVirtual().name("code-print").start(this::drain);
    }

    @Override
    public CompletableFuture<GuestAnswer> answer() {
        return answer;
    }

    @Override
    public int exitCode() throws InterruptedException {
        return process.waitFor(LAST_BREATH.toMillis(), TimeUnit.MILLISECONDS) ? process.exitValue() : -1;
    }

    @Override
    public String printed() throws InterruptedException {
        // Killing would close the stream under the thread that reads it.
        if (!process.waitFor(LAST_BREATH.toMillis(), TimeUnit.MILLISECONDS)) {
            close();
        }
        return printed.join();
    }

    @Override
    public long residentBytes() {
        return process.descendants().mapToLong(ProcFiles::anonymousBytes).sum();
    }

    @Override
    public long printedBytes() {
        return printedBytes.get();
    }

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
}
