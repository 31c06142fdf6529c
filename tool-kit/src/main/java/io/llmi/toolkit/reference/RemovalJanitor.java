package io.llmi.toolkit.reference;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.jboss.logging.Logger;

/**
 * Goes through every deletion once more when it is an hour old, for what came late or was left undone by a process that
 * died, and forgets it when nothing can come any more. Several at once do no harm.
 */
public final class RemovalJanitor {
    private static final Logger LOG = Logger.getLogger(RemovalJanitor.class);
    /** Workers of a job that ended are long done by then. */
    private static final Duration SECOND_ROUND = Duration.ofHours(1);

    private static final int MAX_PER_SWEEP = 500;

    private final BlobReferences references;
    private final Duration memory;
    private final Clock clock;
    private final ScheduledExecutorService schedule = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("removal-janitor").daemon().factory());

    /** @param memory how long it is remembered that a job was deleted: longer than its events are kept */
    public RemovalJanitor(BlobReferences references, Duration memory, Clock clock) {
        this.references = references;
        this.memory = memory;
        this.clock = clock;
    }

    public void start(Duration interval) {
        // Early, so that no client who deletes has to wait for it.
        schedule.execute(this::countQuietly);
        schedule.scheduleWithFixedDelay(
                this::sweepQuietly, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    public void stop() {
        schedule.shutdownNow();
    }

    private void countQuietly() {
        try {
            references.countOld();
        } catch (RuntimeException e) {
            LOG.warnf("older documents could not be counted, the next deletion tries again: %s", e.getMessage());
        }
    }

    private void sweepQuietly() {
        try {
            sweep();
        } catch (RuntimeException e) {
            // One that throws would be the last one.
            LOG.warnf("deletions could not be finished, they are tried again: %s", e.getMessage());
        }
    }

    void sweep() {
        Instant now = clock.instant();
        references.unfinished(now.minus(SECOND_ROUND), MAX_PER_SWEEP).forEach(references::finish);
        references.deleted(now.minus(memory), MAX_PER_SWEEP).forEach(references::forget);
    }
}
