package io.llmi.judge.scaling;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.llmi.events.JobSubmitted;
import io.llmi.events.ToolManifest;
import io.llmi.events.TraceParent;
import io.llmi.judge.scaling.OffspringRuns.Outcome;

/**
 * What the stages of one job work with.
 *
 * @param tools that are registered
 */
record Workshop(
        JobSubmitted job,
        Offspring offspring,
        OffspringRuns runs,
        Critics critics,
        Settlements settlements,
        Schedule schedule,
        List<ToolManifest> tools,
        TraceParent trace,
        Clock clock) {
    Workshop {
        tools = List.copyOf(tools);
    }

    Instant now() {
        return clock.instant();
    }

    /** Runs one of the offspring to its end. */
    Optional<Outcome> run(JobSubmitted child) throws InterruptedException {
        return runs.run(job.id(), child, trace);
    }
}
