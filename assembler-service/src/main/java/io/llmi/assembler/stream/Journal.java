package io.llmi.assembler.stream;

import java.nio.ByteBuffer;
import java.time.Instant;

import io.llmi.events.EventCodec;
import io.llmi.events.JobId;
import io.llmi.events.MalformedEventException;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * What is stored of each job: while it is open, its inputs, one entry each, so that storing a document costs what
 * reading it costs, however long it is; once it is closed, only until when late records of it are dropped.
 *
 * <p>Keys are {@code <job>} for a closed job, {@code <job>/} for an open one and {@code <job>/<n>} for its inputs, so
 * that the store's order is the order of a job's steps.
 */
final class Journal {
    /** Receives everything stored, job by job, the inputs of a job in their order after its opening. */
    interface Visitor {
        void closed(JobId job, Instant until);

        void opened(JobId job, Opening opening);

        void entry(JobId job, JournalEntry entry);
    }

    private static final char SEPARATOR = '/';
    private static final EventCodec<Opening> OPENINGS = EventCodec.of(Opening.class);
    private final KeyValueStore<String, byte[]> store;

    Journal(KeyValueStore<String, byte[]> store) {
        this.store = store;
    }

    void open(JobId job, Opening opening) {
        store.put(openingKey(job), OPENINGS.encode(opening));
    }

    /** Keeps the n-th input of an open job. */
    void append(JobId job, int n, JournalEntry entry) {
        store.put(entryKey(job, n), entry.encode());
    }

    /** Forgets an open job and its first {@code entries} inputs. */
    void erase(JobId job, int entries) {
        for (int n = 0; n < entries; n++) {
            store.delete(entryKey(job, n));
        }
        store.delete(openingKey(job));
    }

    /** Remembers that a job is closed. */
    void close(JobId job, Instant until) {
        store.put(
                job.value(),
                ByteBuffer.allocate(Long.BYTES).putLong(until.toEpochMilli()).array());
    }

    void forgetClosed(JobId job) {
        store.delete(job.value());
    }

    void replay(Visitor visitor) {
        try (KeyValueIterator<String, byte[]> all = store.all()) {
            while (all.hasNext()) {
                visit(all.next(), visitor);
            }
        }
    }

    private static void visit(KeyValue<String, byte[]> stored, Visitor visitor) {
        int separator = stored.key.indexOf(SEPARATOR);
        if (separator < 0) {
            Instant until = Instant.ofEpochMilli(ByteBuffer.wrap(stored.value).getLong());
            visitor.closed(new JobId(stored.key), until);
            return;
        }
        JobId job = new JobId(stored.key.substring(0, separator));
        if (separator == stored.key.length() - 1) {
            visitor.opened(job, opening(job, stored.value));
        } else {
            visitor.entry(job, JournalEntry.decode(stored.value));
        }
    }

    private static Opening opening(JobId job, byte[] value) {
        try {
            return OPENINGS.decode(value);
        } catch (MalformedEventException e) {
            throw new IllegalStateException("the journal of " + job + " is damaged", e);
        }
    }

    private static String openingKey(JobId job) {
        return job.value() + SEPARATOR;
    }

    /** Base 36 after its own length, so that the order of the keys is the order of the numbers. */
    private static String entryKey(JobId job, int n) {
        String digits = Integer.toString(n, Character.MAX_RADIX);
        return openingKey(job) + digits.length() + digits;
    }
}
