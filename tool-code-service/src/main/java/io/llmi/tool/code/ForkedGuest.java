package io.llmi.tool.code;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * A guest that a pre-warmed interpreter forked. Its warden, which runs no program, sends frames: a tag, a 4-byte length,
 * bytes. Hanging up kills the guest.
 */
final class ForkedGuest implements Guest {
    private static final int MAX_FRAME = 64 * 1024;
    private static final String LOST = "the pre-warmed interpreter ended during the call";

    private final SocketChannel channel;
    private final Function<String, Optional<ProcessHandle>> wardens;
    private final int maxOutputBytes;
    private final CompletableFuture<GuestAnswer> answer = new CompletableFuture<>();
    private final AtomicReference<@Nullable String> warden = new AtomicReference<>();
    private final ByteArrayOutputStream answered = new ByteArrayOutputStream();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private volatile int exitCode = -1;

    /** @param wardens finds a process by its ID in the interpreter's own namespace */
    ForkedGuest(
            SocketChannel channel,
            byte[] request,
            int maxOutputBytes,
            Function<String, Optional<ProcessHandle>> wardens) {
        this.channel = channel;
        this.maxOutputBytes = maxOutputBytes;
        this.wardens = wardens;
        Thread.ofVirtual().name("code-call").start(() -> converse(request));
    }

    /** Whether the guest stands, shut in, with its program running or about to. */
    boolean started() {
        return warden.get() != null;
    }

    @Override
    public CompletableFuture<GuestAnswer> answer() {
        return answer;
    }

    @Override
    public int exitCode() {
        return exitCode;
    }

    @Override
    public String printed() {
        synchronized (printed) {
            return printed.toString(StandardCharsets.UTF_8);
        }
    }

    @Override
    public long residentBytes() {
        return Optional.ofNullable(warden.get()).flatMap(wardens).stream()
                .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                .mapToLong(ProcFiles::anonymousBytes)
                .sum();
    }

    /** The warden counts, and stops the guest. */
    @Override
    public long printedBytes() {
        return 0;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("a local socket could not be closed", e);
        }
    }

    private void converse(byte[] request) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(request);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            DataInputStream frames = new DataInputStream(
                    new java.io.BufferedInputStream(Channels.newInputStream(channel), 2 * MAX_FRAME));
            Optional<GuestAnswer> last = Optional.empty();
            while (last.isEmpty()) {
                last = frame(frames);
            }
            answer.complete(last.get());
        } catch (IOException e) {
            // A hang-up of ours ends here, too, with nobody left who waits.
            keep(LOST.getBytes(StandardCharsets.UTF_8));
            answer.complete(new GuestAnswer.NeverReady());
        }
    }

    /** What the frame decides, if it decides anything. */
    private Optional<GuestAnswer> frame(DataInputStream frames) throws IOException {
        int tag = frames.read();
        if (tag < 0) {
            throw new EOFException();
        }
        byte[] data = frames.readNBytes(Math.min(MAX_FRAME, Math.max(0, frames.readInt())));
        switch (tag) {
            case 'W' -> warden.set(text(data));
            case 'A' -> {
                answered.writeBytes(data);
                if (answered.size() > maxOutputBytes + 2 * GuestAnswer.MAX_HEAD) {
                    return Optional.of(new GuestAnswer.Malformed("it is larger than an answer can be"));
                }
            }
            case 'P' -> keep(data);
            case 'S' -> {
                return Optional.of(new GuestAnswer.Stopped(text(data)));
            }
            case 'F' -> {
                keep(data);
                return Optional.of(new GuestAnswer.NeverReady());
            }
            case 'X' -> {
                exitCode = Integer.parseInt(text(data));
                return Optional.of(GuestAnswer.read(new ByteArrayInputStream(answered.toByteArray()), maxOutputBytes));
            }
            default -> throw new IOException("a warden sends no frame " + tag);
        }
        return Optional.empty();
    }

    private void keep(byte[] data) {
        synchronized (printed) {
            printed.write(data, 0, Math.min(data.length, MAX_PRINTED - printed.size()));
        }
    }

    private static String text(byte[] data) {
        return new String(data, StandardCharsets.UTF_8);
    }
}
