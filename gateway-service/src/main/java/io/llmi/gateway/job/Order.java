package io.llmi.gateway.job;

import java.time.Instant;

import io.llmi.events.JobId;
import io.llmi.events.JobSubmitted;
import io.llmi.events.JobSummary;

/** A job that a client asks for, checked as far as that costs nothing. */
public interface Order {
    /** The job as it is shown before anything of it happened. */
    JobSummary summary(JobId id, Instant now);

    /**
     * The job itself; stores its pictures. Only asked for once the job is counted against the tenant's limits.
     *
     * @throws io.llmi.gateway.http.ProblemException if it cannot be taken in after all
     */
    JobSubmitted job(JobSummary summary) throws InterruptedException;
}
