package io.llmi.toolkit.reference;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

import io.llmi.toolkit.blob.BlobStore;
import io.llmi.toolkit.blob.BlobStoreException;

/**
 * Deletes blobs that nobody refers to, although a reference may appear at the same moment. Who deletes leaves a mark and
 * then looks for references; who refers leaves the reference and then looks for a mark, and waits until it is gone before
 * storing the content. Whichever comes second sees the first, on a store that shows every write to every later read
 * (a file system, S3).
 *
 * <p>A mark that its process did not take back is void after a minute, and nobody deletes later than ten seconds after
 * leaving one; so the clocks of all processes have to agree to half a minute.
 */
final class Removals {
    static final Duration MARK_VALID = Duration.ofSeconds(60);
    private static final Duration REMOVE_WITHIN = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(20);

    private final BlobStore store;
    private final Clock clock;

    Removals(BlobStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Deletes the blob if there is no reference to it; returns whether it is gone. */
    boolean removeUnused(String sha256) {
        while (!isUsed(sha256)) {
            Instant marked = clock.instant();
            if (!store.createObject(JobObjects.condemned(sha256), text(marked))) {
                // The other one may have looked before our own reference was taken back.
                awaitEnd(sha256);
                continue;
            }
            try {
                if (isUsed(sha256)) {
                    return false;
                }
                if (clock.instant().isBefore(marked.plus(REMOVE_WITHIN))) {
                    store.delete(sha256);
                    return true;
                }
            } finally {
                store.deleteObject(JobObjects.condemned(sha256));
            }
        }
        return false;
    }

    /** Returns when nobody is about to delete the blob. */
    void awaitEnd(String sha256) {
        String mark = JobObjects.condemned(sha256);
        for (Optional<byte[]> left = store.readObject(mark); left.isPresent(); left = store.readObject(mark)) {
            if (!since(left.get()).plus(MARK_VALID).isAfter(clock.instant())) {
                store.deleteObject(mark);
                return;
            }
            pause();
        }
    }

    private boolean isUsed(String sha256) {
        return !store.listObjects(JobObjects.references(sha256)).isEmpty();
    }

    private static byte[] text(Instant moment) {
        return moment.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static Instant since(byte[] mark) {
        try {
            return Instant.parse(new String(mark, StandardCharsets.UTF_8));
        } catch (DateTimeParseException e) {
            return Instant.EPOCH;
        }
    }

    private static void pause() {
        try {
            Thread.sleep(POLL);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BlobStoreException("interrupted while a blob was being deleted", e);
        }
    }
}
