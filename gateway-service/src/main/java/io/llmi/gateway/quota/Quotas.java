package io.llmi.gateway.quota;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.llmi.events.JobId;
import io.llmi.events.JobStatus;
import io.llmi.events.JobSubmitted;
import io.llmi.events.JobSummary;
import io.llmi.events.Quota;
import io.llmi.gateway.http.ProblemException;
import io.llmi.gateway.log.SummaryTable;
import io.llmi.toolkit.access.Caller;

/**
 * Decides whether a job is taken on: by what its tenant uses, which every gateway knows from the summaries of all jobs,
 * and by how many jobs wait. What two gateways take within the same moment may exceed a limit by that much. Thread-safe.
 */
@ApplicationScoped
public class Quotas {
    private static final Duration BACKLOG_WAIT = Duration.ofSeconds(5);

    private final Quota defaults;
    private final int maxStreams;
    private final int maxQueued;
    private final Clock clock;
    private final Map<String, TenantUse> uses = new HashMap<>();
    private final Map<JobId, String> owners = new HashMap<>();
    private final Map<JobId, Instant> queued = new HashMap<>();
    private final Map<String, Integer> streams = new ConcurrentHashMap<>();

    @Inject
    Quotas(QuotaConfig config, SummaryTable summaries) {
        this(config, Clock.systemUTC());
        summaries.follow(this::changed, this::removed);
    }

    Quotas(QuotaConfig config, Clock clock) {
        this.defaults = new Quota(config.concurrentJobs(), config.jobsPerMinute(), config.imagesPerDay());
        this.maxStreams = config.streams();
        this.maxQueued = config.queuedJobs();
        this.clock = clock;
    }

    /** An open event stream; closed once. */
    @FunctionalInterface
    public interface Stream extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * How a caller stands.
     *
     * @param limit submissions within a minute
     * @param reset after which one more fits
     */
    public record Standing(int limit, int remaining, Duration reset) {}

    /**
     * Counts a submission that is about to be made.
     *
     * @throws ProblemException 429 if the tenant has reached a limit, 503 if too many jobs wait
     */
    public synchronized void reserve(Caller caller, JobId job, Instant deadline) {
        if (queued.size() >= maxQueued) {
            // Of those whose time is over nobody will hear again.
            queued.values().removeIf(end -> end.isBefore(clock.instant()));
        }
        if (queued.size() >= maxQueued) {
            throw ProblemException.unavailable(
                    "%d jobs are waiting, which is as many as are taken on; try again later".formatted(queued.size()),
                    BACKLOG_WAIT);
        }
        Instant now = clock.instant();
        TenantUse use = use(caller.tenant());
        Optional<TenantUse.Excess> excess = use.excess(limits(caller), now);
        if (excess.isPresent()) {
            throw ProblemException.tooMany(
                    "your limit is %d %s"
                            .formatted(excess.get().limit(), excess.get().what()),
                    excess.get().retryAfter());
        }
        use.reserve(job, deadline, now);
        queued.put(job, deadline);
    }

    /** A reserved submission came to nothing. */
    public synchronized void withdraw(Caller caller, JobId job) {
        use(caller.tenant()).withdraw(job);
        queued.remove(job);
    }

    /** For the headers of answers; empty where submissions are not limited. */
    public synchronized Optional<Standing> standing(Caller caller) {
        Instant now = clock.instant();
        TenantUse use = use(caller.tenant());
        return limits(caller)
                .jobsPerMinute()
                .map(limit -> new Standing(limit, Math.max(0, limit - use.jobsInMinute(now)), use.untilNext(now)));
    }

    /**
     * Counts an event stream; to be given back.
     *
     * @throws ProblemException 429 if the tenant has too many open
     */
    public Stream openStream(Caller caller) {
        if (caller == Caller.ANYBODY) {
            return () -> {};
        }
        String tenant = caller.tenant();
        streams.compute(tenant, (name, open) -> {
            int now = open == null ? 0 : open;
            if (now >= maxStreams) {
                throw ProblemException.tooMany(
                        "your limit is %d open event streams; close one, or read a job once it has ended"
                                .formatted(maxStreams),
                        Duration.ofSeconds(10));
            }
            return now + 1;
        });
        return () -> streams.computeIfPresent(tenant, (name, open) -> open == 1 ? null : open - 1);
    }

    synchronized void changed(JobSummary job) {
        if (job.status() == JobStatus.QUEUED) {
            queued.put(job.id(), job.deadline());
        } else {
            queued.remove(job.id());
        }
        if (!JobSubmitted.isInternal(job.tenant())) {
            owners.put(job.id(), job.tenant());
            use(job.tenant()).changed(job, clock.instant());
        }
    }

    private synchronized void removed(JobId job) {
        queued.remove(job);
        String owner = owners.remove(job);
        if (owner != null) {
            use(owner).forgotten(job);
        }
    }

    private Quota limits(Caller caller) {
        return caller.quota().or(defaults);
    }

    private TenantUse use(String tenant) {
        return uses.computeIfAbsent(tenant, name -> new TenantUse());
    }
}
