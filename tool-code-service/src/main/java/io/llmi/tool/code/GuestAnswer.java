package io.llmi.tool.code;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What a guest wrote to its answer channel; nothing in it is to be trusted. */
sealed interface GuestAnswer {
    /** What the runner writes first, once the sandbox stands and before any of the program runs. */
    byte[] READY = "LLMI/1\n\0".getBytes(StandardCharsets.US_ASCII);

    /** The largest JSON part in bytes. */
    int MAX_HEAD = 1 << 20;

    /** The runner never ran. */
    record NeverReady() implements GuestAnswer {}

    /** The runner ran and the channel closed without an answer. */
    record Ended() implements GuestAnswer {}

    /** Whoever watches the runner stopped it. */
    record Stopped(String reason) implements GuestAnswer {}

    /** Not an answer of the runner, or larger than it may be. */
    record Malformed(String problem) implements GuestAnswer {}

    /**
     * An answer that has the right form.
     *
     * @param head JSON, unread
     * @param picture as the head says what it is; empty if there is none
     */
    record Complete(byte[] head, byte[] picture) implements GuestAnswer {}

    /** Reads up to the end of the answer, not of the stream. */
    static GuestAnswer read(InputStream stream, int maxPicture) throws IOException {
        DataInputStream input = new DataInputStream(stream);
        byte[] first = input.readNBytes(READY.length);
        if (!Arrays.equals(first, READY)) {
            return new NeverReady();
        }
        byte[] length = input.readNBytes(4);
        if (length.length == 0) {
            return new Ended();
        }
        try {
            int head = length.length == 4 ? java.nio.ByteBuffer.wrap(length).getInt() : -1;
            if (head < 2 || head > MAX_HEAD) {
                return new Malformed("its head is not of a size that the runner writes");
            }
            byte[] json = new byte[head];
            input.readFully(json);
            int size = input.readInt();
            if (size < 0 || size > maxPicture) {
                return new Malformed("the picture is larger than %d bytes".formatted(maxPicture));
            }
            byte[] picture = new byte[size];
            input.readFully(picture);
            return new Complete(json, picture);
        } catch (EOFException e) {
            return new Malformed("it is cut off");
        }
    }
}
