package io.llmi.gateway.log;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.enterprise.context.ApplicationScoped;

import io.llmi.events.JobId;

/** A durable log that a test writes. */
@ApplicationScoped
public class FakeHistory implements LogHistory {
    final Map<JobId, List<LogEntry>> kept = new ConcurrentHashMap<>();
    final AtomicInteger reads = new AtomicInteger();

    @Override
    public List<LogEntry> read(JobId job, Instant createdAt) {
        reads.incrementAndGet();
        return kept.getOrDefault(job, List.of());
    }
}
