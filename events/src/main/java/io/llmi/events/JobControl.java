package io.llmi.events;

import java.time.Instant;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What a client asks of a job after its submission; the record of {@link Topics#JOB_CONTROL}, which everyone tails. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = JobControl.Cancel.class, name = "cancel"),
    @JsonSubTypes.Type(value = JobControl.Ended.class, name = "ended"),
    @JsonSubTypes.Type(value = JobControl.Progress.class, name = "progress")
})
public sealed interface JobControl {
    JobId job();

    Instant at();

    /** The client wants the job to stop; what is finished by then is kept. */
    record Cancel(JobId job, Instant at, String reason) implements JobControl {}

    /** The assembler closed the job before its work was done (deadline): planner and tools may stop. */
    record Ended(JobId job, Instant at) implements JobControl {}

    /** What test-time scaling did with a candidate, for the job's log. */
    record Progress(
            JobId job, Instant at, int candidate, CandidateStep step, Optional<Double> score, Optional<String> reason)
            implements JobControl {
        public Progress {
            score = score == null ? Optional.empty() : score;
            reason = reason == null ? Optional.empty() : reason;
        }
    }
}
