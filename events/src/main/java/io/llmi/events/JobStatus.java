package io.llmi.events;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The life of a job: queued, running, then exactly one of the four ends. */
public enum JobStatus {
    @JsonProperty("queued")
    QUEUED,
    @JsonProperty("running")
    RUNNING,
    /** The whole text, every picture ready. */
    @JsonProperty("completed")
    COMPLETED,
    /** A usable document in which something is missing; the missing pieces say why. */
    @JsonProperty("partial")
    PARTIAL,
    /** No usable document: the planner failed before it wrote anything. */
    @JsonProperty("failed")
    FAILED,
    @JsonProperty("cancelled")
    CANCELLED;

    public boolean isTerminal() {
        return switch (this) {
            case QUEUED, RUNNING -> false;
            case COMPLETED, PARTIAL, FAILED, CANCELLED -> true;
        };
    }
}
