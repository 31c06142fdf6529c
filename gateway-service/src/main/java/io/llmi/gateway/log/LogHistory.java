package io.llmi.gateway.log;

import java.time.Instant;
import java.util.List;

import io.llmi.events.JobId;

/** The durable log of all jobs, read back one job at a time. Thread-safe, blocking. */
interface LogHistory {
    /**
     * The job's events up to this moment, in order from its first one; empty if there are none, or no longer all.
     *
     * @param createdAt the job's creation; no event of it is older
     * @throws io.llmi.gateway.http.ProblemException if the log cannot be read in time
     */
    List<LogEntry> read(JobId job, Instant createdAt);
}
