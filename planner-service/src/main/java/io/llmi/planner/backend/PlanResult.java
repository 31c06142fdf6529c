package io.llmi.planner.backend;

import java.util.Optional;

import io.llmi.events.PlanOutcome;
import io.llmi.events.TokenUsage;

/**
 * How a draft ended.
 *
 * @param outcome completed or truncated
 * @param message why it is truncated, for a reader of the document
 */
public record PlanResult(PlanOutcome outcome, Optional<String> message, TokenUsage usage) {
    public static PlanResult completed(TokenUsage usage) {
        return new PlanResult(PlanOutcome.COMPLETED, Optional.empty(), usage);
    }

    public static PlanResult truncated(String message, TokenUsage usage) {
        return new PlanResult(PlanOutcome.TRUNCATED, Optional.of(message), usage);
    }
}
