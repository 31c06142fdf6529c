package io.llmi.gateway.log;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Predicate;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.llmi.events.EventCodec;
import io.llmi.events.JobId;
import io.llmi.events.JobStatus;
import io.llmi.events.JobSubmitted;
import io.llmi.events.JobSummary;
import io.llmi.events.MalformedEventException;
import io.llmi.gateway.GatewayConfig;
import org.jboss.logging.Logger;

/**
 * All jobs as the compacted topic of summaries says, newest first, and those that a gateway accepted whose first summary
 * is not here yet. Thread-safe.
 */
@ApplicationScoped
public class SummaryTable {
    private static final Logger LOG = Logger.getLogger(SummaryTable.class);
    /** Longer than a record needs from one gateway to another. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private static final EventCodec<JobSummary> CODEC = EventCodec.of(JobSummary.class);
    private static final EventCodec<JobSubmitted> SUBMITTED = EventCodec.of(JobSubmitted.class);

    private final int maxProvisional;
    private final Map<JobId, Position> positions = new HashMap<>();
    private final NavigableMap<Position, JobSummary> newestFirst = new TreeMap<>();
    private final Set<JobId> provisional = new LinkedHashSet<>();
    private final List<Awaited> awaited = new ArrayList<>();
    private final List<Consumer<JobSummary>> changed = new ArrayList<>();
    private final List<Consumer<JobId>> removed = new ArrayList<>();

    @Inject
    SummaryTable(GatewayConfig config) {
        this(config.admission().provisionalJobs());
    }

    SummaryTable(int maxProvisional) {
        this.maxProvisional = maxProvisional;
    }

    /** A job's place in the list; sorts newer jobs first. */
    public record Position(Instant createdAt, JobId id) implements Comparable<Position> {
        private static final Comparator<Position> NEWEST_FIRST = Comparator.comparing(Position::createdAt)
                .thenComparing(position -> position.id().value())
                .reversed();

        @Override
        public int compareTo(Position other) {
            return NEWEST_FIRST.compare(this, other);
        }
    }

    /**
     * Tells what changes from now on, and first of all jobs that are there already. Told while the table is held: the
     * followers must not ask it anything, nor wait.
     */
    public synchronized void follow(Consumer<JobSummary> ofChange, Consumer<JobId> ofRemoval) {
        newestFirst.descendingMap().values().forEach(ofChange);
        changed.add(ofChange);
        removed.add(ofRemoval);
    }

    /** A job that somebody asked for before this gateway heard of it. */
    private record Awaited(JobId job, CompletableFuture<JobSummary> arrival) {}

    /**
     * The job, which another gateway may have taken on a moment ago: waits up to a second for one that is not known.
     *
     * @throws InterruptedException if interrupted meanwhile
     */
    public Optional<JobSummary> await(JobId job) throws InterruptedException {
        Awaited here = new Awaited(job, new CompletableFuture<>());
        synchronized (this) {
            Optional<JobSummary> known = find(job);
            if (known.isPresent()) {
                return known;
            }
            awaited.add(here);
        }
        try {
            return Optional.of(here.arrival().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException("nothing fails here", e);
        } finally {
            synchronized (this) {
                awaited.remove(here);
            }
        }
    }

    public synchronized Optional<JobSummary> find(JobId job) {
        return Optional.ofNullable(positions.get(job)).map(newestFirst::get);
    }

    /**
     * A page of the list, newest first, without the jobs that the system submits itself.
     *
     * @param after the last one of the page before
     * @param limit how many at most
     */
    public synchronized List<JobSummary> list(Optional<Position> after, int limit, Predicate<JobSummary> wanted) {
        NavigableMap<Position, JobSummary> rest =
                after.map(position -> newestFirst.tailMap(position, false)).orElse(newestFirst);
        List<JobSummary> page = new ArrayList<>();
        for (JobSummary summary : rest.values()) {
            if (page.size() == limit) {
                break;
            }
            if (!JobSubmitted.isInternal(summary.tenant()) && wanted.test(summary)) {
                page.add(summary);
            }
        }
        return page;
    }

    /** Shows a job before its first summary comes back; the oldest such job is dropped if there are too many. */
    public synchronized void accepted(JobSummary summary) {
        if (positions.containsKey(summary.id())) {
            return;
        }
        put(summary);
        provisional.add(summary.id());
        if (provisional.size() > maxProvisional) {
            remove(provisional.iterator().next());
        }
    }

    /** Forgets a job. */
    public synchronized void remove(JobId job) {
        take(job);
        removed.forEach(follower -> follower.accept(job));
    }

    /** Takes a job that was submitted, here or at another gateway. */
    void submitted(byte[] value) {
        try {
            JobSubmitted job = SUBMITTED.decode(value);
            accepted(JobSummary.of(job, JobStatus.QUEUED, Optional.empty(), 0));
        } catch (MalformedEventException | IllegalArgumentException e) {
            LOG.warnf("skipped a submitted job: %s", e.getMessage());
        }
    }

    /** Takes a record of the topic; {@code value} is empty where a job was deleted. */
    void apply(String key, Optional<byte[]> value) {
        try {
            JobId job = new JobId(key);
            if (value.isEmpty()) {
                remove(job);
                return;
            }
            replace(CODEC.decode(value.get()));
        } catch (MalformedEventException | IllegalArgumentException e) {
            LOG.warnf("skipped a job summary: %s", e.getMessage());
        }
    }

    private synchronized void replace(JobSummary summary) {
        take(summary.id());
        put(summary);
        changed.forEach(follower -> follower.accept(summary));
    }

    private void take(JobId job) {
        provisional.remove(job);
        Position position = positions.remove(job);
        if (position != null) {
            newestFirst.remove(position);
        }
    }

    private void put(JobSummary summary) {
        Position position = new Position(summary.createdAt(), summary.id());
        positions.put(summary.id(), position);
        newestFirst.put(position, summary);
        for (Awaited one : awaited) {
            if (one.job().equals(summary.id())) {
                one.arrival().complete(summary);
            }
        }
    }
}
