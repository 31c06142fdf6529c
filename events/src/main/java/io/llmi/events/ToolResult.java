package io.llmi.events;

import java.time.Instant;

/**
 * A tool's answer, or a preview of it; the record of {@link Topics#TOOL_RESULTS}.
 *
 * @param fingerprint of the request that this answers
 * @param attempt how often the request had been delivered, from 1
 * @param worker which process answered
 * @param requestedAt when the request was made
 * @param startedAt when a slot took it up
 * @param finishedAt when the outcome was known
 */
public record ToolResult(
        CallId call,
        String tool,
        String fingerprint,
        ToolOutcome outcome,
        int attempt,
        String worker,
        Instant requestedAt,
        Instant startedAt,
        Instant finishedAt) {
    /** The same answer to another request for the same call. */
    public ToolResult withFingerprint(String other) {
        return new ToolResult(call, tool, other, outcome, attempt, worker, requestedAt, startedAt, finishedAt);
    }
}
