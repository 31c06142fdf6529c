package io.llmi.tool.code;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * A guest that a pre-warmed interpreter forked. Its warden, which runs no program, sends frames: a tag, a 4-byte length,
 * bytes. Hanging up kills the guest.
 */
final class ForkedGuest implements Guest {
    private static final int MAX_FRAME = 64 * 1024;
    private static final String LOST = "the pre-warmed interpreter ended during the call";

    private final SocketChannel channel;
    private final Function<String, OptionalLong> wardens;
    private final int maxOutputBytes;
    private final CompletableFuture<GuestAnswer> answer = new CompletableFuture<>();
    private final AtomicReference<@Nullable String> warden = new AtomicReference<>();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private volatile int exitCode = -1;

    /** @param wardens finds a process by its ID in the interpreter's own namespace */
    ForkedGuest(SocketChannel channel, byte[] request, int maxOutputBytes, Function<String, OptionalLong> wardens) {
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
    public boolean usesMoreThan(long bytes) {
        String name = warden.get();
        OptionalLong pid = name == null ? OptionalLong.empty() : wardens.apply(name);
        return pid.isPresent() && ProcFiles.isLarger(pid.getAsLong(), bytes);
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
            Frames frames = new Frames(new DataInputStream(
                    new java.io.BufferedInputStream(Channels.newInputStream(channel), 2 * MAX_FRAME)));
            GuestAnswer read = GuestAnswer.read(frames, maxOutputBytes);
            answer.complete(frames.verdict.orElse(read));
        } catch (IOException e) {
            // A hang-up of ours ends here, too, with nobody left who waits.
            keep(LOST.getBytes(StandardCharsets.UTF_8));
            answer.complete(new GuestAnswer.NeverReady());
        }
    }

    /** The answer's bytes, taken out of the frames; what else the frames say is noted on the way. */
    private final class Frames extends InputStream {
        private final DataInputStream input;
        private int left;
        private boolean ended;

        /** What the warden decided, if it did; it counts for more than what the guest left unsaid. */
        private Optional<GuestAnswer> verdict = Optional.empty();

        Frames(DataInputStream input) {
            this.input = input;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            while (left == 0 && !ended) {
                next();
            }
            if (left == 0) {
                return -1;
            }
            int count = input.read(buffer, offset, Math.min(length, left));
            if (count < 0) {
                throw new IOException(LOST);
            }
            left -= count;
            return count;
        }

        private void next() throws IOException {
            int tag = input.read();
            if (tag < 0) {
                // Not an end that the guest could bring about, so no EOFException, which would be taken for one.
                throw new IOException(LOST);
            }
            int size = input.readInt();
            if (size < 0 || size > MAX_FRAME) {
                throw new IOException("a warden sends no frame of %d bytes".formatted(size));
            }
            if (tag == 'A') {
                left = size;
                return;
            }
            byte[] data = input.readNBytes(size);
            switch (tag) {
                case 'W' -> warden.set(text(data));
                case 'P' -> keep(data);
                case 'S' -> end(Optional.of(new GuestAnswer.Stopped(text(data))));
                case 'F' -> {
                    keep(data);
                    end(Optional.of(new GuestAnswer.NeverReady()));
                }
                case 'X' -> {
                    exitCode = Integer.parseInt(text(data));
                    end(Optional.empty());
                }
                default -> throw new IOException("a warden sends no frame " + tag);
            }
        }

        private void end(Optional<GuestAnswer> decided) {
            ended = true;
            verdict = decided;
        }
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
