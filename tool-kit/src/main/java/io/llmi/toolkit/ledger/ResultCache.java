package io.llmi.toolkit.ledger;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.llmi.events.JobId;
import io.llmi.events.Json;
import io.llmi.events.Provenance;
import io.llmi.toolkit.blob.BlobStore;
import io.llmi.toolkit.blob.BlobStoreException;
import io.llmi.toolkit.reference.BlobReferences;
import org.jboss.logging.Logger;

/**
 * Pictures by what was asked for. An entry is a small object that names a blob, which belongs to the job that it was made
 * for and goes with it; an entry whose blob is gone, or that is too old, is a miss. Failures of the store are misses too: a cache must not cost a picture. Thread-safe.
 */
public final class ResultCache {
    private static final Logger LOG = Logger.getLogger(ResultCache.class);
    static final String PREFIX = "cache/";

    private final BlobStore store;
    private final BlobReferences references;
    private final Duration ttl;
    private final Clock clock;

    public ResultCache(BlobStore store, BlobReferences references, Duration ttl, Clock clock) {
        this.store = store;
        this.references = references;
        this.ttl = ttl;
        this.clock = clock;
    }

    /** A picture as the backend answered. */
    public record Result(byte[] bytes, String alt, Provenance provenance, List<String> warnings) {}

    private record Entry(String sha256, String alt, Provenance provenance, List<String> warnings, Instant storedAt) {}

    public Optional<Result> find(String key) {
        try {
            Optional<byte[]> stored = store.readObject(ShardedName.of(PREFIX, key));
            if (stored.isEmpty()) {
                return Optional.empty();
            }
            Entry entry = Json.mapper().readValue(stored.get(), Entry.class);
            if (entry.storedAt().plus(ttl).isBefore(clock.instant())) {
                return Optional.empty();
            }
            return store.get(entry.sha256())
                    .map(bytes -> new Result(bytes, entry.alt(), entry.provenance(), entry.warnings()));
        } catch (BlobStoreException | IOException e) {
            LOG.warnf("the result cache could not be read: %s", e.getMessage());
            return Optional.empty();
        }
    }

    /** @param job that the picture was made for */
    public void keep(String key, JobId job, Result result) {
        try {
            Entry entry = new Entry(
                    references.put(job, result.bytes()),
                    result.alt(),
                    result.provenance(),
                    result.warnings(),
                    clock.instant());
            store.writeObject(ShardedName.of(PREFIX, key), Json.mapper().writeValueAsBytes(entry));
        } catch (BlobStoreException | IOException e) {
            LOG.warnf("the result cache could not be written: %s", e.getMessage());
        }
    }
}
