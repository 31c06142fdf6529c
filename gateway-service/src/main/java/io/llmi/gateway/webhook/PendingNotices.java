package io.llmi.gateway.webhook;

import java.net.URI;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.llmi.events.JobId;
import io.llmi.events.WebhookNotice;

/** The notices of the partitions that this gateway has, and which of them are being sent. Thread-safe. */
final class PendingNotices {
    private final int atOnce;
    private final int perHost;
    private final Map<JobId, Entry> entries = new HashMap<>();
    private final Map<JobId, String> underWay = new HashMap<>();

    private record Entry(int partition, WebhookNotice notice) {}

    /**
     * @param atOnce notices that may be under way
     * @param perHost those of them that may go to one host
     */
    PendingNotices(int atOnce, int perHost) {
        this.atOnce = atOnce;
        this.perHost = perHost;
    }

    synchronized void put(int partition, WebhookNotice notice) {
        entries.put(notice.id(), new Entry(partition, notice));
    }

    synchronized void remove(JobId job) {
        entries.remove(job);
    }

    /** Forgets a partition; what is under way stays so. */
    synchronized void drop(int partition) {
        entries.values().removeIf(entry -> entry.partition() == partition);
    }

    /**
     * Takes what may be sent now, longest due first; each has to be {@linkplain #settle settled}.
     *
     * @param partitions those that are known up to their end: elsewhere a notice's end may not have been read yet
     */
    synchronized List<WebhookNotice> take(Instant now, Set<Integer> partitions) {
        Map<String, Integer> busy = new HashMap<>();
        underWay.values().forEach(host -> busy.merge(host, 1, Integer::sum));
        List<WebhookNotice> due = entries.values().stream()
                .filter(entry -> partitions.contains(entry.partition()))
                .map(Entry::notice)
                .filter(notice -> !underWay.containsKey(notice.id()))
                .filter(notice -> !notice.nextAttemptAt().isAfter(now))
                .sorted(Comparator.comparing(WebhookNotice::nextAttemptAt))
                .filter(notice -> busy.merge(host(notice), 1, Integer::sum) <= perHost)
                .limit(Math.max(0, atOnce - underWay.size()))
                .toList();
        due.forEach(notice -> underWay.put(notice.id(), host(notice)));
        return due;
    }

    /** Whether the job's notice is still to be delivered from here: not if the job was deleted, or the partition moved. */
    synchronized boolean knows(JobId job) {
        return entries.containsKey(job);
    }

    /** @param next the notice as it goes on; empty if nothing more is to be done */
    synchronized void settle(JobId job, Optional<WebhookNotice> next) {
        underWay.remove(job);
        if (next.isEmpty()) {
            entries.remove(job);
        } else {
            // Not for a partition that another gateway has by now.
            entries.computeIfPresent(job, (id, entry) -> new Entry(entry.partition(), next.get()));
        }
    }

    private static String host(WebhookNotice notice) {
        try {
            return Optional.ofNullable(URI.create(notice.url()).getHost()).orElse("");
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
