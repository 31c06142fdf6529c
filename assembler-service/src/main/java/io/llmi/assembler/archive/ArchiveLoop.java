package io.llmi.assembler.archive;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.llmi.events.BlobRef;
import io.llmi.events.Document;
import io.llmi.events.DocumentEvent;
import io.llmi.events.EventCodec;
import io.llmi.events.JobId;
import io.llmi.events.MalformedEventException;
import io.llmi.events.Topics;
import io.llmi.toolkit.blob.BlobStore;
import io.llmi.toolkit.blob.BlobStoreException;
import io.llmi.toolkit.reference.BlobReferences;
import io.llmi.toolkit.reference.JobObjects;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;

/**
 * Writes each closed document to the blob store, at least once: a record's offset is committed after its document is
 * written, and a document that cannot be written is tried again, without leaving the group, until it can.
 */
final class ArchiveLoop implements Runnable {
    private static final Logger LOG = Logger.getLogger(ArchiveLoop.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration POLL_WHILE_WAITING = Duration.ofMillis(50);
    private final Supplier<Consumer<String, byte[]>> consumers;
    private final BlobStore blobs;
    private final BlobReferences references;
    private final Backoff backoff;
    private final EventCodec<DocumentEvent> events = EventCodec.of(DocumentEvent.class);
    private final EventCodec<Document> documents = EventCodec.of(Document.class);
    private final CountDownLatch stop = new CountDownLatch(1);

    /** @param consumers makes a consumer, which the loop closes; it makes another one after a failure */
    ArchiveLoop(
            Supplier<Consumer<String, byte[]>> consumers, BlobStore blobs, BlobReferences references, Backoff backoff) {
        this.consumers = consumers;
        this.blobs = blobs;
        this.references = references;
        this.backoff = backoff;
    }

    /** Makes {@link #run} return after the round that it is in, half a second at most plus the writes under way. */
    void stop() {
        stop.countDown();
    }

    @Override
    public void run() {
        while (isRunning()) {
            try (Consumer<String, byte[]> consumer = consumers.get()) {
                consumer.subscribe(List.of(Topics.DOCUMENT_EVENTS));
                while (isRunning()) {
                    round(consumer);
                }
            } catch (WakeupException e) {
                LOG.debug("woken up");
            } catch (RuntimeException e) {
                Duration wait = backoff.failed();
                LOG.errorf(e, "the archive failed; it starts over at the last commit in %s", wait);
                pause(wait);
            }
        }
    }

    private void round(Consumer<String, byte[]> consumer) {
        boolean waiting = !backoff.isOver();
        if (waiting) {
            // Polling goes on, or the group would take the partitions away.
            consumer.pause(consumer.assignment());
        } else {
            consumer.resume(consumer.paused());
        }
        ConsumerRecords<String, byte[]> records = consumer.poll(waiting ? POLL_WHILE_WAITING : POLL);
        Map<TopicPartition, OffsetAndMetadata> done = new HashMap<>();
        for (TopicPartition partition : records.partitions()) {
            long next = archive(records.records(partition));
            done.put(partition, new OffsetAndMetadata(next));
            if (next <= records.records(partition).getLast().offset()) {
                consumer.seek(partition, next);
            }
        }
        commit(consumer, done);
    }

    /** Archives records of one partition until one fails; the offset to go on with. */
    private long archive(List<ConsumerRecord<String, byte[]>> records) {
        for (ConsumerRecord<String, byte[]> record : records) {
            try {
                archive(record);
            } catch (BlobStoreException e) {
                Duration wait = backoff.failed();
                LOG.errorf(
                        "job %s: its document could not be kept (%s); trying again in %s",
                        record.key(), e.getMessage(), wait);
                return record.offset();
            }
        }
        return records.getLast().offset() + 1;
    }

    private void archive(ConsumerRecord<String, byte[]> record) {
        try {
            if (events.decode(record.value()) instanceof DocumentEvent.Closed closed) {
                keep(closed.job(), closed.document());
                backoff.succeeded();
            }
        } catch (MalformedEventException e) {
            LOG.errorf(
                    "skipped record %d of %s-%d: %s",
                    record.offset(), record.topic(), record.partition(), e.getMessage());
        }
    }

    private void keep(JobId job, Document document) {
        if (references.isDeleted(job)) {
            LOG.debugf("job %s: document not kept, it was deleted", job);
            return;
        }
        references.refer(job, pictures(document));
        blobs.writeObject(JobObjects.document(job), documents.encode(document));
        // Whoever deletes says so first, and then deletes the document: one of the two comes after the other.
        if (references.isDeleted(job)) {
            blobs.deleteObject(JobObjects.document(job));
            return;
        }
        LOG.debugf("job %s: document kept", job);
    }

    private static List<String> pictures(Document document) {
        return document.parts().stream()
                .flatMap(part -> part instanceof Document.ImagePart image ? image.blob().stream() : Stream.empty())
                .map(BlobRef::sha256)
                .toList();
    }

    private static void commit(Consumer<String, byte[]> consumer, Map<TopicPartition, OffsetAndMetadata> done) {
        if (done.isEmpty()) {
            return;
        }
        try {
            consumer.commitSync(done);
        } catch (CommitFailedException | RebalanceInProgressException e) {
            LOG.debugf("partitions moved; their next owner writes some documents again: %s", e.getMessage());
        }
    }

    private boolean isRunning() {
        return stop.getCount() > 0;
    }

    private void pause(Duration wait) {
        try {
            if (stop.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.debug("stopped while waiting for Kafka");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stop.countDown();
        }
    }
}
