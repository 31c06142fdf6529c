package io.llmi.bench;

import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import com.fasterxml.jackson.databind.JsonNode;
import io.llmi.events.Document;
import io.llmi.events.DocumentEvent;
import io.llmi.events.EventCodec;
import io.llmi.events.Json;
import io.llmi.events.MalformedEventException;
import io.llmi.standalone.cli.JobClient;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Closed-loop load: a fixed number of clients, each submitting its next document when its last one is closed. */
final class Load {
    private static final JsonNode REQUEST = Json.mapper().createObjectNode().put("prompt", "the tides");

    private final JobClient client;
    private final Map<String, CompletableFuture<Document>> open = new ConcurrentHashMap<>();
    private final Queue<Long> latencies = new ConcurrentLinkedQueue<>();
    private final AtomicInteger incomplete = new AtomicInteger();
    private final EventCodec<DocumentEvent> events = EventCodec.of(DocumentEvent.class);

    Load(JobClient client) {
        this.client = client;
    }

    /** Sees the document events; the handler of a tail. */
    void onEvent(ConsumerRecord<String, byte[]> record) {
        try {
            if (events.decode(record.value()) instanceof DocumentEvent.Closed closed) {
                future(closed.job().value()).complete(closed.document());
            }
        } catch (MalformedEventException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Runs the load.
     *
     * @return latencies of the documents that were closed within the time, in nanoseconds, unsorted
     */
    Result run(int clients, long seconds) throws InterruptedException {
        latencies.clear();
        incomplete.set(0);
        long begin = System.nanoTime();
        long end = begin + TimeUnit.SECONDS.toNanos(seconds);
        try (ExecutorService threads = Executors.newFixedThreadPool(clients)) {
            for (int i = 0; i < clients; i++) {
                threads.submit(() -> {
                    while (System.nanoTime() < end) {
                        one();
                    }
                    return null;
                });
            }
        }
        double elapsed = (System.nanoTime() - begin) / 1e9;
        return new Result(latencies.stream().mapToLong(Long::longValue).sorted().toArray(), incomplete.get(), elapsed);
    }

    /**
     * @param latencies of all documents, in nanoseconds, sorted
     * @param incomplete documents that were closed without all pictures
     */
    record Result(long[] latencies, int incomplete, double seconds) {
        double perSecond() {
            return latencies.length / seconds;
        }

        double quantileMs(double quantile) {
            return latencies[(int) Math.min(latencies.length - 1, Math.floor(latencies.length * quantile))] / 1e6;
        }
    }

    private void one() throws Exception {
        long begin = System.nanoTime();
        String job = client.submit(REQUEST);
        Document document = future(job).get(60, TimeUnit.SECONDS);
        open.remove(job);
        latencies.add(System.nanoTime() - begin);
        if (document.usage().images() != 4) {
            incomplete.incrementAndGet();
        }
    }

    private CompletableFuture<Document> future(String job) {
        return open.computeIfAbsent(job, id -> new CompletableFuture<>());
    }
}
