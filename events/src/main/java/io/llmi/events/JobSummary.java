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
 * @param revises the job whose document this one's is with pictures changed
 * @param kept pictures that were taken over from there, ready from the beginning
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
        Map<String, String> metadata,
        Optional<JobId> revises,
        int kept) {
    private static final int EXCERPT_CHARACTERS = 200;

    public JobSummary {
        completedAt = present(completedAt);
        metadata = copy(metadata);
        revises = present(revises);
    }

    /** A job that revises no other. */
    public JobSummary(
            JobId id,
            String tenant,
            JobStatus status,
            Instant createdAt,
            Instant deadline,
            Optional<Instant> completedAt,
            String excerpt,
            int images,
            Map<String, String> metadata) {
        this(id, tenant, status, createdAt, deadline, completedAt, excerpt, images, metadata, Optional.empty(), 0);
    }

    /**
     * A submitted job as far as it has come.
     *
     * @param images pictures that are ready
     */
    public static JobSummary of(JobSubmitted job, JobStatus status, Optional<Instant> completedAt, int images) {
        return new JobSummary(
                job.id(),
                job.tenant(),
                status,
                job.createdAt(),
                job.deadline(),
                completedAt,
                excerpt(job.prompt()),
                images,
                job.metadata(),
                job.revision().map(Revision::of),
                job.revision().map(Revision::keptPictures).orElse(0));
    }

    /** Pictures that were made for this job. */
    public int made() {
        return Math.max(0, images - kept);
    }

    /** The beginning of a prompt; never half a character. */
    public static String excerpt(String prompt) {
        int end = Math.min(EXCERPT_CHARACTERS, prompt.codePointCount(0, prompt.length()));
        return prompt.substring(0, prompt.offsetByCodePoints(0, end));
    }

    private static <T> Optional<T> present(@Nullable Optional<T> optional) {
        return optional == null ? Optional.empty() : optional;
    }

    private static Map<String, String> copy(@Nullable Map<String, String> map) {
        return map == null ? Map.of() : Map.copyOf(map);
    }
}
