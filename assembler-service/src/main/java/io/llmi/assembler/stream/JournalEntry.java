package io.llmi.assembler.stream;

import java.nio.ByteBuffer;
import java.time.Instant;

/**
 * One input as the journal keeps it: what was read, unchanged, and when.
 *
 * @param now the time of the step
 * @param recordedAt when the record was produced
 * @param emitted how many events the job had emitted after the step
 * @param payload the record's value; empty for a tick
 */
record JournalEntry(Kind kind, Instant now, Instant recordedAt, long emitted, byte[] payload) {
    /** What was read; the ordinals are stored. */
    enum Kind {
        JOB,
        CONTROL,
        DRAFT,
        RESULT,
        TICK
    }

    private static final byte VERSION = 1;
    private static final int HEADER = 2 + 8 + 8 + 4;
    private static final Kind[] KINDS = Kind.values();

    static JournalEntry tick(Instant now, long emitted) {
        return new JournalEntry(Kind.TICK, now, now, emitted, new byte[0]);
    }

    byte[] encode() {
        return ByteBuffer.allocate(HEADER + payload.length)
                .put(VERSION)
                .put((byte) kind.ordinal())
                .putLong(now.toEpochMilli())
                .putLong(recordedAt.toEpochMilli())
                .putInt(Math.toIntExact(emitted))
                .put(payload)
                .array();
    }

    /** @throws IllegalStateException if a release that is newer than this one wrote it */
    static JournalEntry decode(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        byte version = buffer.get();
        if (version != VERSION) {
            throw new IllegalStateException("the journal is of version " + version + " and this release reads "
                    + VERSION + "; run the newer release until its jobs have ended");
        }
        Kind kind = KINDS[buffer.get()];
        Instant now = Instant.ofEpochMilli(buffer.getLong());
        Instant recordedAt = Instant.ofEpochMilli(buffer.getLong());
        long emitted = buffer.getInt();
        byte[] payload = new byte[buffer.remaining()];
        buffer.get(payload);
        return new JournalEntry(kind, now, recordedAt, emitted, payload);
    }
}
