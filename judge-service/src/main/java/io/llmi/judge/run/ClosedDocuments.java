package io.llmi.judge.run;

import java.time.Clock;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.llmi.events.Document;
import io.llmi.events.DocumentEvent;
import io.llmi.events.EventCodec;
import io.llmi.events.JobId;
import io.llmi.events.MalformedEventException;
import io.llmi.events.Topics;
import io.llmi.toolkit.kafka.KafkaSettings;
import io.llmi.toolkit.kafka.TopicTail;
import io.llmi.toolkit.lifecycle.Component;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/** Waits for the final documents of jobs by reading the log of all jobs from this process's start on. Thread-safe. */
@ApplicationScoped
public class ClosedDocuments implements DocumentWaits, Component {
    private static final Logger LOG = Logger.getLogger(ClosedDocuments.class);

    private final TopicTail tail;
    private final EventCodec<DocumentEvent> codec = EventCodec.of(DocumentEvent.class);
    private final Map<String, CompletableFuture<Document>> awaited = new ConcurrentHashMap<>();

    @Inject
    public ClosedDocuments(KafkaSettings settings) {
        this.tail = new TopicTail(
                Topics.DOCUMENT_EVENTS,
                settings,
                new TopicTail.From.Moment(Clock.systemUTC().instant()),
                this::read);
    }

    @Override
    public CompletableFuture<Document> await(JobId job) {
        return awaited.computeIfAbsent(job.value(), key -> new CompletableFuture<>());
    }

    @Override
    public void forget(JobId job) {
        awaited.remove(job.value());
    }

    @Override
    public String name() {
        return "judge's documents";
    }

    @Override
    public Phase phase() {
        return Phase.TAIL;
    }

    @Override
    public void start() {
        tail.start();
    }

    @Override
    public void stop() {
        tail.stop();
    }

    private void read(ConsumerRecord<String, byte[]> record) {
        CompletableFuture<Document> waiting = record.key() == null ? null : awaited.get(record.key());
        if (waiting == null) {
            // Nearly all records are of other people's jobs: they are not even decoded.
            return;
        }
        try {
            if (codec.decode(record.value()) instanceof DocumentEvent.Closed closed) {
                waiting.complete(closed.document());
            }
        } catch (MalformedEventException e) {
            LOG.warnf("ignored record %d of %s: %s", record.offset(), record.topic(), e.getMessage());
        }
    }
}
