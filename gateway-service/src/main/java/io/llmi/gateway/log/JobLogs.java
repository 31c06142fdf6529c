package io.llmi.gateway.log;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.llmi.events.JobId;
import io.llmi.events.JobStatus;
import io.llmi.events.JobSummary;
import io.llmi.events.MalformedEventException;
import io.llmi.gateway.GatewayConfig;
import org.jboss.logging.Logger;

/**
 * The logs of all jobs, as far as memory allows; what is not in memory is read back when someone asks for it.
 * Thread-safe.
 */
@ApplicationScoped
public class JobLogs {
    private static final Logger LOG = Logger.getLogger(JobLogs.class);

    private final LogHistory history;
    private final long maxBytes;
    private final Map<JobId, JobLog> logs = new ConcurrentHashMap<>();
    private final AtomicLong bytes = new AtomicLong();
    private final ReentrantLock eviction = new ReentrantLock();

    @Inject
    JobLogs(LogHistory history, GatewayConfig config) {
        this(history, config.log().memoryBytes());
    }

    JobLogs(LogHistory history, long maxBytes) {
        this.history = history;
        this.maxBytes = maxBytes;
    }

    /** A job begins now: its whole log will pass by here, nothing has to be read back. */
    public void begin(JobId job) {
        register(job, true);
    }

    /** Takes a record from the live tail, in the order of its partition; repeats are dropped. */
    void append(String key, byte[] value) {
        try {
            JobId job = new JobId(key);
            LogEntry entry = LogEntry.read(value);
            grow(register(job, false).append(entry));
        } catch (MalformedEventException | IllegalArgumentException e) {
            LOG.warnf("skipped a document event: %s", e.getMessage());
        }
    }

    /**
     * The job's log from its first event on, read back if need be.
     *
     * @param job as it is now
     * @return empty if the log's beginning is kept nowhere any more
     */
    Optional<JobLog> open(JobSummary job) {
        JobLog log = register(job.id(), false);
        // All that there is of a job that waits the tail brings, or has brought: nothing to look for among everybody's
        // events. Should that be wrong, its readers learn it from the next event, and open it anew.
        return log.nextSeq() == 0 && job.status() == JobStatus.QUEUED ? Optional.of(log) : reopen(job);
    }

    /**
     * The same, for a reader whose log was taken from memory.
     *
     * @param job as it was at any time
     */
    Optional<JobLog> reopen(JobSummary job) {
        // Registered before the durable log is read: what the read does not see, the tail appends.
        JobLog log = register(job.id(), false);
        log.touch();
        if (log.isComplete()) {
            return Optional.of(log);
        }
        log.backfillLock().lock();
        try {
            if (!log.isComplete()) {
                grow(log.join(history.read(job.id(), job.createdAt())));
            }
        } finally {
            log.backfillLock().unlock();
        }
        boolean begins = log.nextSeq() == 0 && !job.status().isTerminal();
        if (log.isComplete() || begins) {
            return Optional.of(log);
        }
        forget(job.id());
        return Optional.empty();
    }

    /** What is in memory of a log, if it reaches back to the first event. */
    Optional<JobLog> inMemory(JobId job) {
        return Optional.ofNullable(logs.get(job)).filter(JobLog::isComplete);
    }

    /** Drops a job's log from memory. */
    public void forget(JobId job) {
        Optional.ofNullable(logs.remove(job)).ifPresent(log -> bytes.addAndGet(-log.detach()));
    }

    long bytes() {
        return bytes.get();
    }

    private JobLog register(JobId job, boolean startKnown) {
        return logs.computeIfAbsent(job, id -> {
            bytes.addAndGet(JobLog.overheadBytes());
            return new JobLog(id, startKnown);
        });
    }

    private void grow(long by) {
        if (bytes.addAndGet(by) > maxBytes && eviction.tryLock()) {
            try {
                evict();
            } finally {
                eviction.unlock();
            }
        }
    }

    /** Makes a tenth of the room free at once, so that not every event has to look for something to evict. */
    private void evict() {
        long now = System.nanoTime();
        List<Candidate> candidates = new ArrayList<>();
        logs.values().forEach(log -> candidates.add(new Candidate(log, log.isEnded(), now - log.lastUsed())));
        candidates.sort(Comparator.comparing(Candidate::ended)
                .thenComparing(Candidate::idleNanos)
                .reversed());
        long target = maxBytes - maxBytes / 10;
        for (Candidate candidate : candidates) {
            if (bytes.get() <= target) {
                return;
            }
            forget(candidate.log().job());
        }
    }

    /** A log as it was when the eviction began, so that the order holds while events come in. */
    private record Candidate(JobLog log, boolean ended, long idleNanos) {}
}
