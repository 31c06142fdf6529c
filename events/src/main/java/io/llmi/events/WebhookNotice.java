package io.llmi.events;

import java.time.Instant;

/**
 * A webhook that has still to be delivered; the record of {@link Topics#WEBHOOKS}, compacted by job id. The assembler
 * writes the first one when the job ends, a gateway the next after each attempt that failed.
 *
 * @param status how the job ended
 * @param endedAt when it ended
 * @param attempts deliveries that failed so far
 * @param nextAttemptAt not to be tried again before
 */
public record WebhookNotice(
        JobId id, String url, JobStatus status, Instant endedAt, int attempts, Instant nextAttemptAt) {
    /** Due at once. */
    public static WebhookNotice first(JobId id, String url, JobStatus status, Instant endedAt) {
        return new WebhookNotice(id, url, status, endedAt, 0, endedAt);
    }

    /** After one more attempt that failed. */
    public WebhookNotice again(Instant at) {
        return new WebhookNotice(id, url, status, endedAt, attempts + 1, at);
    }
}
