package io.llmi.events;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * A job as lists show it; the record of {@link Topics#JOB_SUMMARIES}, compacted by job id.
 *
 * @param excerpt the first 200 characters of the prompt
 * @param images pictures that are ready
 */
public record JobSummary(
        JobId id,
        String tenant,
        JobStatus status,
        Instant createdAt,
        Instant deadline,
        Optional<Instant> completedAt,
        String excerpt,
        int images,
        Map<String, String> metadata) {
    public JobSummary {
        completedAt = present(completedAt);
        metadata = copy(metadata);
    }

    private static Optional<Instant> present(@Nullable Optional<Instant> optional) {
        return optional == null ? Optional.empty() : optional;
    }

    private static Map<String, String> copy(@Nullable Map<String, String> map) {
        return map == null ? Map.of() : Map.copyOf(map);
    }
}
