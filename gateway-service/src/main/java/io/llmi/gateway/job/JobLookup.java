package io.llmi.gateway.job;

import java.time.Duration;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.llmi.events.JobId;
import io.llmi.events.JobSummary;
import io.llmi.gateway.http.ProblemException;
import io.llmi.gateway.log.SummaryTable;
import io.llmi.toolkit.access.Caller;

/** Finds the job that a path names. */
@ApplicationScoped
public class JobLookup {
    private final SummaryTable summaries;

    @Inject
    public JobLookup(SummaryTable summaries) {
        this.summaries = summaries;
    }

    /** @throws ProblemException 404 if the text is no job id, or that of no job that the caller sees */
    public JobSummary require(Caller caller, String id) {
        if (!JobId.isValid(id)) {
            throw unknown();
        }
        try {
            return find(caller, new JobId(id)).orElseThrow(JobLookup::unknown);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ProblemException.unavailable("this gateway stops; ask another one", Duration.ofSeconds(1));
        }
    }

    /**
     * The job, which another gateway may have taken in a moment ago; empty if there is none that the caller sees.
     *
     * @throws InterruptedException if interrupted while it waits for one
     */
    public Optional<JobSummary> find(Caller caller, JobId id) throws InterruptedException {
        return summaries.await(id).filter(job -> caller.sees(job.tenant()));
    }

    private static ProblemException unknown() {
        return ProblemException.notFound("there is no job of this id");
    }
}
