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
        return find(new JobId(id)).filter(job -> caller.sees(job.tenant())).orElseThrow(JobLookup::unknown);
    }

    private Optional<JobSummary> find(JobId id) {
        try {
            return summaries.await(id);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ProblemException.unavailable("this gateway stops; ask another one", Duration.ofSeconds(1));
        }
    }

    private static ProblemException unknown() {
        return ProblemException.notFound("there is no job of this id");
    }
}
