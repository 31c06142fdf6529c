package io.llmi.events;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How a planner's stream ended. */
public enum PlanOutcome {
    @JsonProperty("completed")
    COMPLETED,
    /** The model stopped at a length limit, or its stream broke off and could not be started again. */
    @JsonProperty("truncated")
    TRUNCATED,
    @JsonProperty("failed")
    FAILED,
    @JsonProperty("cancelled")
    CANCELLED
}
