package io.llmi.assembler.archive;

import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.llmi.assembler.AssemblerConfig;
import io.llmi.toolkit.blob.BlobStore;
import io.llmi.toolkit.kafka.KafkaSettings;
import io.llmi.toolkit.lifecycle.Component;
import io.llmi.toolkit.reference.BlobReferences;
import io.llmi.toolkit.reference.RemovalJanitor;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;

/**
 * Keeps every closed document as object {@code documents/<job>.json}, where it outlives Kafka's retention, and sees to it
 * that deletions come to their end.
 */
@ApplicationScoped
public class Archivist implements Component {
    private static final Logger LOG = Logger.getLogger(Archivist.class);
    private static final String GROUP = "llmi-archivist";
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration SWEEP_INTERVAL = Duration.ofMinutes(10);
    private final ArchiveLoop loop;
    private final RemovalJanitor janitor;
    private Optional<Thread> thread = Optional.empty();

    @Inject
    public Archivist(AssemblerConfig config, KafkaSettings kafka, BlobStore blobs, BlobReferences references) {
        Backoff backoff =
                new Backoff(config.archive().retryDelay(), config.archive().maxRetryDelay(), InstantSource.system());
        this.loop = new ArchiveLoop(() -> consumer(kafka), blobs, references, backoff);
        this.janitor = new RemovalJanitor(references, kafka.retention().plusDays(1), Clock.systemUTC());
    }

    @Override
    public String name() {
        return "archivist";
    }

    @Override
    public Phase phase() {
        return Phase.WORK;
    }

    @Override
    public void start() {
        thread = Optional.of(Thread.ofPlatform().name("archivist").daemon().start(loop));
        janitor.start(SWEEP_INTERVAL);
    }

    @Override
    public void stop() {
        janitor.stop();
        loop.stop();
        try {
            if (thread.isPresent() && !thread.get().join(STOP_TIMEOUT)) {
                LOG.warnf("the archivist still writes after %s; it is left to the end of the process", STOP_TIMEOUT);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Consumer<String, byte[]> consumer(KafkaSettings kafka) {
        Map<String, Object> properties = kafka.clientProperties();
        properties.put(ConsumerConfig.GROUP_ID_CONFIG, GROUP);
        // A process that died holds its partitions' documents back for this long at most.
        properties.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 10_000);
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        return new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer());
    }
}
