package io.llmi.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

import io.llmi.events.Document;
import io.llmi.events.DocumentEvent;
import io.llmi.events.DraftId;
import io.llmi.events.EventCodec;
import io.llmi.events.JobId;
import io.llmi.events.JobStatus;
import io.llmi.events.JobSummary;
import io.llmi.events.Topics;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Stands where the assembler stands: writes jobs and their events, at a given pace. For one thread. */
final class StagedJobs implements AutoCloseable {
    private static final Duration DEADLINE = Duration.ofMinutes(30);
    private static final int OPENING_EVENTS = 2;
    /** About what a model writes in a tenth of a second. */
    private static final String WORDS = "The tide rises and falls twice a day, ";

    private final KafkaProducer<String, byte[]> producer;
    private final EventCodec<DocumentEvent> events = EventCodec.of(DocumentEvent.class);
    private final EventCodec<JobSummary> summaries = EventCodec.of(JobSummary.class);
    private final AtomicReference<Exception> failure = new AtomicReference<>();

    StagedJobs(String bootstrapServers) {
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "linger.ms", "5"),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /**
     * A job of the stage.
     *
     * @param sentNanos when each of its events was sent
     */
    record Job(JobId id, Instant createdAt, AtomicLongArray sentNanos) {
        int events() {
            return sentNanos.length();
        }
    }

    /** Announces running jobs of so many events each, of which the first two are written. */
    List<Job> begin(int jobs, int eventsEach) {
        List<Job> begun = new ArrayList<>();
        for (int i = 0; i < jobs; i++) {
            Instant now = Instant.now();
            Job job = new Job(JobId.timeOrdered(now), now, new AtomicLongArray(eventsEach));
            JobSummary summary = new JobSummary(
                    job.id(),
                    "bench",
                    JobStatus.RUNNING,
                    now,
                    now.plus(DEADLINE),
                    Optional.empty(),
                    "the tides",
                    0,
                    Map.of());
            send(Topics.JOB_SUMMARIES, job.id(), summaries.encode(summary));
            begun.add(job);
            for (int seq = 0; seq < OPENING_EVENTS; seq++) {
                write(job, seq, WORDS);
            }
        }
        return begun;
    }

    /** A running job with a log of so many text events of so many characters, all of them written. */
    Job flood(int texts, int chars) {
        Job job = begin(1, OPENING_EVENTS + texts + 1).getFirst();
        String text = "x".repeat(chars);
        for (int i = 0; i < texts; i++) {
            write(job, OPENING_EVENTS + i, text);
        }
        return job;
    }

    /** Writes these jobs' next events by turns until each has so many, evenly over the time. */
    void write(List<Job> jobs, int from, int to, Duration time) {
        long begin = System.nanoTime();
        long count = (long) (to - from) * jobs.size();
        for (long i = 0; i < count; i++) {
            long due = begin + time.toNanos() / count * i;
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            write(jobs.get((int) (i % jobs.size())), from + (int) (i / jobs.size()), WORDS);
        }
    }

    /** @throws IllegalStateException if something could not be written */
    void flush() {
        producer.flush();
        Exception first = failure.get();
        if (first != null) {
            throw new IllegalStateException("the broker did not take an event", first);
        }
    }

    @Override
    public void close() {
        producer.close();
    }

    private void write(Job job, int seq, String text) {
        Instant now = Instant.now();
        DocumentEvent event;
        if (seq == 0) {
            event = new DocumentEvent.Accepted(
                    job.id(),
                    seq,
                    now,
                    "the tides",
                    job.createdAt(),
                    job.createdAt().plus(DEADLINE));
        } else if (seq == 1) {
            event = new DocumentEvent.DraftStarted(job.id(), seq, now, new DraftId(job.id(), 0), "staged", "none");
        } else if (seq < job.events() - 1) {
            event = new DocumentEvent.TextDelta(job.id(), seq, now, 0, text);
        } else {
            event = new DocumentEvent.Closed(
                    job.id(), seq, now, Document.empty(job.id(), "the tides", job.createdAt()));
        }
        job.sentNanos().set(seq, System.nanoTime());
        send(Topics.DOCUMENT_EVENTS, job.id(), events.encode(event));
    }

    private void send(String topic, JobId job, byte[] value) {
        producer.send(new ProducerRecord<>(topic, job.value(), value), (sent, problem) -> {
            if (problem != null) {
                failure.compareAndSet(null, problem);
            }
        });
    }
}
