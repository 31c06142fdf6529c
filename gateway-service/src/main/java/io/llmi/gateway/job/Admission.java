package io.llmi.gateway.job;

import java.time.Instant;

import io.llmi.events.JobSummary;

/**
 * What an idempotency key was used for, kept beside the blobs where all gateways see it.
 *
 * @param bodySha256 of the submission's body, lower-case hex
 * @param job as it is shown until its first real summary
 * @param attemptedAt when it was last sent to Kafka
 * @param published whether Kafka acknowledged it
 */
record Admission(String bodySha256, JobSummary job, Instant attemptedAt, boolean published) {
    Admission asPublished() {
        return new Admission(bodySha256, job, attemptedAt, true);
    }

    /** Free to be taken over at once. */
    Admission asFailed() {
        return new Admission(bodySha256, job, Instant.EPOCH, false);
    }
}
