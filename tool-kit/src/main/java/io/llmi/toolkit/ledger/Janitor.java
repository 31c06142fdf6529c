package io.llmi.toolkit.ledger;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

import io.llmi.toolkit.blob.BlobStore;
import org.jboss.logging.Logger;

/**
 * Deletes ledger and cache entries that are too old: one of 256 shards of each at a time, and of it a bounded number, so
 * that it never competes with the work. Several at once do no harm.
 */
public final class Janitor {
    private static final Logger LOG = Logger.getLogger(Janitor.class);
    private static final int MAX_PER_SHARD = 1000;

    private final BlobStore store;
    private final Map<String, Duration> lifetimes;
    private final Clock clock;
    private final ScheduledExecutorService schedule = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("ledger-janitor").daemon().factory());
    /** Each process begins elsewhere. */
    private int shard = ThreadLocalRandom.current().nextInt(ShardedName.SHARDS);

    /** @param ledger how long entries of the ledger live, and {@code cache} how long those of the cache */
    public Janitor(BlobStore store, Duration ledger, Duration cache, Clock clock) {
        this.store = store;
        this.lifetimes = Map.of(CallLedger.PREFIX, ledger, ResultCache.PREFIX, cache);
        this.clock = clock;
    }

    /** @param interval between two shards; a round takes 256 of them */
    public void start(Duration interval) {
        schedule.scheduleWithFixedDelay(
                this::sweepNext, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    public void stop() {
        schedule.shutdownNow();
    }

    private void sweepNext() {
        try {
            int deleted = sweep(shard);
            LOG.debugf("deleted %d old entries of shard %d", deleted, shard);
        } catch (RuntimeException e) {
            // One that throws would be the last one.
            LOG.warnf("old ledger and cache entries could not be deleted: %s", e.getMessage());
        }
        shard = (shard + 1) % ShardedName.SHARDS;
    }

    /** Deletes what is too old in one shard; returns how many entries. */
    int sweep(int number) {
        int deleted = 0;
        for (Map.Entry<String, Duration> kind : lifetimes.entrySet()) {
            var oldest = clock.instant().minus(kind.getValue());
            for (String name :
                    store.objectsOlderThan(ShardedName.shard(kind.getKey(), number), oldest, MAX_PER_SHARD)) {
                store.deleteObject(name);
                deleted++;
            }
        }
        return deleted;
    }
}
