package io.llmi.events;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * How much a tenant may use; what is empty is not limited.
 *
 * @param concurrentJobs jobs that have not ended
 * @param jobsPerMinute submissions within the last minute
 * @param imagesPerDay pictures that became ready on this day in UTC
 */
public record Quota(Optional<Integer> concurrentJobs, Optional<Integer> jobsPerMinute, Optional<Integer> imagesPerDay) {
    /** No limits. */
    public static final Quota NONE = new Quota(Optional.empty(), Optional.empty(), Optional.empty());

    public Quota {
        concurrentJobs = orEmpty(concurrentJobs);
        jobsPerMinute = orEmpty(jobsPerMinute);
        imagesPerDay = orEmpty(imagesPerDay);
    }

    /** These limits, and the other's where there is none here. */
    public Quota or(Quota other) {
        return new Quota(
                concurrentJobs.or(other::concurrentJobs),
                jobsPerMinute.or(other::jobsPerMinute),
                imagesPerDay.or(other::imagesPerDay));
    }

    private static Optional<Integer> orEmpty(@Nullable Optional<Integer> limit) {
        return limit == null ? Optional.empty() : limit;
    }
}
