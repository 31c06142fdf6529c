package io.llmi.assembler.join;

import java.time.Duration;
import java.time.Instant;

import io.llmi.events.Document.Timings;
import io.llmi.events.ToolResult;

/** Where a job's time went, in milliseconds from its creation; clocks of other machines may be a little off. */
final class Measurements {
    private final Instant created;
    private long planStartedMs;
    private long planEndedMs;
    private long firstToolStartedMs;
    private long toolBusyMs;

    Measurements(Instant created) {
        this.created = created;
    }

    void planStarted(Instant at) {
        if (planStartedMs == 0) {
            planStartedMs = sinceCreation(at);
        }
    }

    void planEnded(Instant at) {
        planEndedMs = sinceCreation(at);
    }

    void toolAnswered(ToolResult result) {
        long started = sinceCreation(result.startedAt());
        firstToolStartedMs = firstToolStartedMs == 0 ? started : Math.min(firstToolStartedMs, started);
        toolBusyMs += Math.max(
                0, Duration.between(result.startedAt(), result.finishedAt()).toMillis());
    }

    Timings at(Instant completed) {
        return new Timings(planStartedMs, planEndedMs, firstToolStartedMs, sinceCreation(completed), toolBusyMs);
    }

    private long sinceCreation(Instant at) {
        // At least 1: 0 says that it did not happen.
        return Math.max(1, Duration.between(created, at).toMillis());
    }
}
