package io.llmi.gateway.quota;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;

import io.llmi.events.JobId;
import io.llmi.events.JobSummary;
import io.llmi.events.Quota;

/** What one tenant uses, as its jobs' summaries tell. Pure; not thread-safe. */
final class TenantUse {
    static final Duration MINUTE = Duration.ofMinutes(1);

    /** A job that has not ended by then never will: its summary was lost. */
    private static final Duration GRACE = Duration.ofMinutes(1);

    private final Map<JobId, Instant> running = new HashMap<>();
    private final Map<JobId, Instant> begun = new HashMap<>();
    private final Deque<JobId> order = new ArrayDeque<>();
    private final Map<JobId, Integer> imagesOfDay = new HashMap<>();
    private LocalDate day = LocalDate.EPOCH;

    /**
     * A limit that is reached.
     *
     * @param retryAfter after which the same submission may be taken
     */
    record Excess(String what, int limit, Duration retryAfter) {}

    /** Takes what became of a job. */
    void changed(JobSummary job, Instant now) {
        if (job.status().isTerminal()) {
            running.remove(job.id());
        } else {
            running.put(job.id(), job.deadline());
        }
        submitted(job.id(), job.createdAt(), now);
        turn(now);
        if (dayOf(job.createdAt()).equals(day)) {
            imagesOfDay.put(job.id(), job.made());
        }
    }

    /** Counts a submission before anybody heard of it. */
    void reserve(JobId job, Instant deadline, Instant now) {
        running.put(job, deadline);
        submitted(job, now, now);
    }

    /** It came to nothing. */
    void withdraw(JobId job) {
        running.remove(job);
        begun.remove(job);
        order.remove(job);
    }

    /** The job is no longer listed; what it used today stays used. */
    void forgotten(JobId job) {
        running.remove(job);
    }

    Optional<Excess> excess(Quota quota, Instant now) {
        turn(now);
        if (quota.jobsPerMinute().filter(limit -> begun.size() >= limit).isPresent()) {
            int limit = quota.jobsPerMinute().get();
            return Optional.of(new Excess("jobs per minute", limit, untilNext(now)));
        }
        if (quota.concurrentJobs().filter(limit -> running.size() >= limit).isPresent()) {
            return Optional.of(
                    new Excess("jobs at the same time", quota.concurrentJobs().get(), Duration.ofSeconds(5)));
        }
        if (quota.imagesPerDay().filter(limit -> imagesToday() >= limit).isPresent()) {
            Instant midnight = day.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC);
            return Optional.of(
                    new Excess("pictures per day", quota.imagesPerDay().get(), Duration.between(now, midnight)));
        }
        return Optional.empty();
    }

    int jobsInMinute(Instant now) {
        turn(now);
        return begun.size();
    }

    /** After which one more submission fits into the minute. */
    Duration untilNext(Instant now) {
        turn(now);
        JobId oldest = order.peekFirst();
        Instant at = oldest == null ? now : begun.getOrDefault(oldest, now);
        Duration wait = Duration.between(now, at.plus(MINUTE));
        return oldest == null || wait.isNegative() ? Duration.ZERO : wait;
    }

    private int imagesToday() {
        return imagesOfDay.values().stream().mapToInt(Integer::intValue).sum();
    }

    private void submitted(JobId job, Instant at, Instant now) {
        if (at.isAfter(now.minus(MINUTE)) && begun.putIfAbsent(job, at) == null) {
            order.addLast(job);
        }
    }

    private void turn(Instant now) {
        for (JobId oldest = order.peekFirst(); oldest != null; oldest = order.peekFirst()) {
            if (begun.getOrDefault(oldest, Instant.EPOCH).isAfter(now.minus(MINUTE))) {
                break;
            }
            order.removeFirst();
            begun.remove(oldest);
        }
        for (Iterator<Instant> deadlines = running.values().iterator(); deadlines.hasNext(); ) {
            if (deadlines.next().plus(GRACE).isBefore(now)) {
                deadlines.remove();
            }
        }
        if (!dayOf(now).equals(day)) {
            day = dayOf(now);
            imagesOfDay.clear();
        }
    }

    private static LocalDate dayOf(Instant moment) {
        return LocalDate.ofInstant(moment, ZoneOffset.UTC);
    }
}
