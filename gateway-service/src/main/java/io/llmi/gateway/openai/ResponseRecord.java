package io.llmi.gateway.openai;

import java.time.Instant;
import java.util.Optional;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmi.events.JobId;

/**
 * What a response is besides the document of its job; kept where all gateways see it.
 *
 * @param echo the request's parameters that the response object repeats, by their names
 * @param previous the response that it goes on from
 */
record ResponseRecord(
        JobId job,
        Instant createdAt,
        String model,
        boolean background,
        boolean stream,
        boolean store,
        Optional<String> previous,
        ObjectNode echo) {
    private static final String PREFIX = "resp_";

    ResponseRecord {
        previous = previous == null ? Optional.empty() : previous;
    }

    /** The response's id: the job's under another prefix. */
    String id() {
        return PREFIX + suffix();
    }

    /** What tells the job's ids from other jobs'. */
    String suffix() {
        return job.value().substring("job_".length());
    }

    /** The job of a response id, or empty if the text has not the form of one. */
    static Optional<JobId> job(String responseId) {
        if (!responseId.startsWith(PREFIX)) {
            return Optional.empty();
        }
        String job = "job_" + responseId.substring(PREFIX.length());
        return JobId.isValid(job) ? Optional.of(new JobId(job)) : Optional.empty();
    }
}
