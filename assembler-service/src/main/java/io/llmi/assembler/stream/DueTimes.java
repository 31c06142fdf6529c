package io.llmi.assembler.stream;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

import io.llmi.events.JobId;

/** Which jobs have to be looked at when; one time per job. Finding those that are due does not touch the others. */
final class DueTimes {
    private record Due(Instant at, JobId job) {}

    private final Map<JobId, Instant> times = new HashMap<>();
    private final TreeSet<Due> order = new TreeSet<>(
            Comparator.comparing(Due::at).thenComparing(due -> due.job().value()));

    /** Replaces the job's time. */
    void schedule(JobId job, Instant at) {
        Instant before = times.put(job, at);
        if (at.equals(before)) {
            return;
        }
        if (before != null) {
            order.remove(new Due(before, job));
        }
        order.add(new Due(at, job));
    }

    /** Takes out the jobs whose time has come. */
    List<JobId> take(Instant now) {
        List<JobId> due = new ArrayList<>();
        while (!order.isEmpty() && !order.first().at().isAfter(now)) {
            JobId job = order.pollFirst().job();
            times.remove(job);
            due.add(job);
        }
        return due;
    }
}
