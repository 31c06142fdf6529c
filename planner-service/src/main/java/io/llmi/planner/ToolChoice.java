package io.llmi.planner;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.llmi.events.ImageCount;
import io.llmi.events.JobSubmitted;
import io.llmi.events.ToolManifest;
import io.llmi.toolkit.tool.ToolRegistry;

/** Which tools a job's draft may use. Thread-safe. */
final class ToolChoice {
    private static final Duration POLL = Duration.ofMillis(50);

    private final ToolRegistry registry;
    private final Duration wait;
    private final Clock clock;

    /** @param wait how long tools may take to register, such as right after a start of everything */
    ToolChoice(ToolRegistry registry, Duration wait, Clock clock) {
        this.registry = registry;
        this.wait = wait;
        this.clock = clock;
    }

    /** The registered tools that the job allows; those that did not register in time are left out. */
    List<ToolManifest> of(JobSubmitted job) throws InterruptedException {
        Instant until = clock.instant().plus(wait);
        while (!isComplete(job) && clock.instant().isBefore(until)) {
            Thread.sleep(POLL);
        }
        return registry.tools().stream()
                .filter(tool -> job.tools().isEmpty() || job.tools().contains(tool.name()))
                .toList();
    }

    private boolean isComplete(JobSubmitted job) {
        if (job.imageCount().equals(ImageCount.NONE)) {
            return true;
        }
        Set<String> names = registry.tools().stream().map(ToolManifest::name).collect(Collectors.toSet());
        return job.tools().isEmpty() ? !names.isEmpty() : names.containsAll(job.tools());
    }
}
