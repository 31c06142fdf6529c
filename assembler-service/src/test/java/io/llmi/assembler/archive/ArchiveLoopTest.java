package io.llmi.assembler.archive;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.llmi.assembler.Samples;
import io.llmi.events.BlobRef;
import io.llmi.events.Document;
import io.llmi.events.DocumentEvent;
import io.llmi.events.EventCodec;
import io.llmi.events.JobId;
import io.llmi.events.JobStatus;
import io.llmi.events.Provenance;
import io.llmi.events.Topics;
import io.llmi.toolkit.blob.BlobStore;
import io.llmi.toolkit.blob.BlobStoreException;
import io.llmi.toolkit.blob.FileBlobStore;
import io.llmi.toolkit.reference.BlobReferences;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class ArchiveLoopTest {
    private static final TopicPartition PARTITION = new TopicPartition(Topics.DOCUMENT_EVENTS, 0);
    private static final EventCodec<DocumentEvent> EVENTS = EventCodec.of(DocumentEvent.class);

    @TempDir
    Path directory;

    private final MockConsumer<String, byte[]> consumer = new MockConsumer<>("earliest");
    private final Deque<MockConsumer<String, byte[]>> consumers = new ArrayDeque<>(List.of(consumer));
    private final AtomicInteger failuresLeft = new AtomicInteger();
    private BlobStore blobs;
    private BlobReferences references;
    private ArchiveLoop loop;
    private Thread thread;

    @BeforeEach
    void start() {
        blobs = new FileBlobStore(directory);
        references = new BlobReferences(blobs);
        Backoff backoff = new Backoff(Duration.ofMillis(5), Duration.ofMillis(20), InstantSource.system());
        loop = new ArchiveLoop(this::nextConsumer, new Unreliable(), references, backoff);
    }

    @AfterEach
    void stop() throws InterruptedException {
        loop.stop();
        thread.join(5_000);
        assertThat(thread.isAlive()).isFalse();
    }

    @Test
    void shouldKeepTheDocumentWhenItsJobIsClosed() {
        publish(consumer, accepted(1), closed(1));
        run();

        await().untilAsserted(() -> assertThat(committed(consumer)).isEqualTo(2));
        assertThat(stored(1))
                .contains(EventCodec.of(Document.class).encode(closed(1).document()));
    }

    @Test
    void shouldLoseNoDocumentWhenTheBlobStoreFailsForAWhile() {
        failuresLeft.set(3);
        publish(consumer, closed(1), closed(2));
        run();

        await().untilAsserted(() -> assertThat(committed(consumer)).isEqualTo(2));
        assertThat(failuresLeft).hasValue(0);
        assertThat(stored(1)).isPresent();
        assertThat(stored(2)).isPresent();
    }

    @Test
    void shouldNotBringADeletedDocumentBackWhenItsRecordComesAgain() {
        references.delete(id(1));
        publish(consumer, closed(1), closed(2));
        run();

        await().untilAsserted(() -> assertThat(committed(consumer)).isEqualTo(2));
        assertThat(stored(1)).isEmpty();
        assertThat(stored(2)).isPresent();
    }

    @Test
    void shouldCountTheDocumentAmongThoseThatUseItsPicturesWhenItIsKept() {
        String shared = references.put(id(2), new byte[] {7});
        BlobRef blob = new BlobRef(shared, "image/png", 1, 1, 1);
        Document.ImagePart image = Document.ImagePart.pending(0, "code", "a chart")
                .ready("a chart", blob, Provenance.madeBy("test", JsonNodeFactory.instance.objectNode()));
        Document empty = closed(1).document();
        Document document = new Document(
                empty.id(),
                JobStatus.COMPLETED,
                empty.createdAt(),
                empty.completedAt(),
                empty.prompt(),
                List.of(image),
                empty.usage(),
                empty.timings(),
                empty.error());
        publish(consumer, new DocumentEvent.Closed(id(1), 1, Samples.CREATED, document));
        run();
        await().untilAsserted(() -> assertThat(stored(1)).isPresent());

        assertThat(references.delete(id(2)).kept()).containsExactly(shared);
        assertThat(blobs.exists(shared)).isTrue();
        assertThat(references.delete(id(1)).removed()).containsExactly(shared);
        assertThat(blobs.exists(shared)).isFalse();
    }

    @Test
    void shouldGoOnBehindARecordThatCannotBeRead() {
        consumer.schedulePollTask(() -> {
            assign(consumer);
            consumer.addRecord(new ConsumerRecord<>(Topics.DOCUMENT_EVENTS, 0, 0, "k", new byte[] {'{'}));
            consumer.addRecord(record(1, closed(1)));
        });
        run();

        await().untilAsserted(() -> assertThat(stored(1)).isPresent());
    }

    @Test
    void shouldStartOverWithANewConsumerWhenKafkaFails() {
        MockConsumer<String, byte[]> second = new MockConsumer<>("earliest");
        consumers.add(second);
        consumer.setPollException(new KafkaException("the broker is gone"));
        publish(second, closed(1));
        run();

        await().untilAsserted(() -> assertThat(stored(1)).isPresent());
        assertThat(consumer.closed()).isTrue();
    }

    private void run() {
        thread = Thread.ofPlatform().start(loop);
    }

    private Consumer<String, byte[]> nextConsumer() {
        return consumers.size() > 1 ? consumers.poll() : consumers.peek();
    }

    private static void publish(MockConsumer<String, byte[]> to, DocumentEvent... events) {
        to.schedulePollTask(() -> {
            assign(to);
            for (int offset = 0; offset < events.length; offset++) {
                to.addRecord(record(offset, events[offset]));
            }
        });
    }

    private static void assign(MockConsumer<String, byte[]> to) {
        if (to.assignment().isEmpty()) {
            to.rebalance(List.of(PARTITION));
            to.updateBeginningOffsets(Map.of(PARTITION, 0L));
        }
    }

    private static ConsumerRecord<String, byte[]> record(long offset, DocumentEvent event) {
        return new ConsumerRecord<>(
                Topics.DOCUMENT_EVENTS, 0, offset, event.job().value(), EVENTS.encode(event));
    }

    private static long committed(MockConsumer<String, byte[]> of) {
        return Optional.ofNullable(of.committed(Set.of(PARTITION)).get(PARTITION))
                .map(offset -> offset.offset())
                .orElse(-1L);
    }

    private Optional<byte[]> stored(int job) {
        return blobs.readObject("documents/" + id(job) + ".json");
    }

    private static JobId id(int n) {
        return new JobId("job_" + "0".repeat(25) + n);
    }

    private static DocumentEvent.Accepted accepted(int job) {
        return new DocumentEvent.Accepted(id(job), 0, Samples.CREATED, "prompt", Samples.CREATED, Samples.DEADLINE);
    }

    private static DocumentEvent.Closed closed(int job) {
        return new DocumentEvent.Closed(
                id(job), 1, Samples.CREATED, Document.empty(id(job), "prompt", Samples.CREATED));
    }

    /** The file store behind an outage. */
    private final class Unreliable implements BlobStore {
        @Override
        public void writeObject(String name, byte[] content) {
            if (failuresLeft.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                // The mock forgets what it returned, where a broker returns it again after the seek.
                publish(consumer, closed(1), closed(2));
                throw new BlobStoreException("the store is away");
            }
            blobs.writeObject(name, Arrays.copyOf(content, content.length));
        }

        @Override
        public String put(byte[] content) {
            return blobs.put(content);
        }

        @Override
        public Optional<byte[]> get(String sha256) {
            return blobs.get(sha256);
        }

        @Override
        public boolean exists(String sha256) {
            return blobs.exists(sha256);
        }

        @Override
        public void delete(String sha256) {
            blobs.delete(sha256);
        }

        @Override
        public boolean createObject(String name, byte[] content) {
            return blobs.createObject(name, content);
        }

        @Override
        public Optional<byte[]> readObject(String name) {
            return blobs.readObject(name);
        }

        @Override
        public void deleteObject(String name) {
            blobs.deleteObject(name);
        }

        @Override
        public List<String> listObjects(String prefix) {
            return blobs.listObjects(prefix);
        }

        @Override
        public List<String> objectsOlderThan(String prefix, Instant moment, int limit) {
            return blobs.objectsOlderThan(prefix, moment, limit);
        }
    }
}
