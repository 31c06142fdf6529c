package io.llmi.toolkit.streams;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.llmi.toolkit.kafka.KafkaSettings;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jboss.logging.Logger;

/**
 * Runs one topology exactly-once. A thread that fails is replaced; a topology whose stores are all in memory keeps
 * nothing on disk.
 */
public final class TopologyRunner {
    private static final Logger LOG = Logger.getLogger(TopologyRunner.class);
    private final String applicationId;
    private final Topology topology;
    private final KafkaSettings settings;
    private final CountDownLatch running = new CountDownLatch(1);
    private Optional<Running> active = Optional.empty();

    private record Running(KafkaStreams streams, Path stateDirectory) {}

    /** @param applicationId names the topology's group and changelogs; the same in all its processes */
    public TopologyRunner(String applicationId, Topology topology, KafkaSettings settings) {
        this.applicationId = applicationId;
        this.topology = topology;
        this.settings = settings;
    }

    /**
     * Starts and returns once partitions are assigned and state is restored.
     *
     * @throws IllegalStateException if that takes longer than the configured start timeout
     */
    public synchronized void start() {
        Path stateDirectory = createStateDirectory();
        // Not earlier: its clients begin to connect at once, and the broker may start with this process.
        KafkaStreams streams = new KafkaStreams(topology, properties(stateDirectory));
        active = Optional.of(new Running(streams, stateDirectory));
        streams.setUncaughtExceptionHandler(failure -> {
            LOG.errorf(failure, "topology %s: a thread failed and is replaced", applicationId);
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        });
        streams.setStateListener((now, before) -> {
            LOG.debugf("topology %s: %s", applicationId, now);
            if (now == KafkaStreams.State.RUNNING) {
                running.countDown();
            }
        });
        streams.start();
        try {
            if (!running.await(settings.startTimeout().toMillis(), TimeUnit.MILLISECONDS)) {
                stop();
                throw new IllegalStateException("topology %s got no partitions from Kafka at %s within %s"
                        .formatted(applicationId, settings.bootstrapServers(), settings.startTimeout()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while starting topology " + applicationId, e);
        }
    }

    /** Commits what is in flight and leaves the group, so that others take over at once. */
    public synchronized void stop() {
        active.ifPresent(TopologyRunner::close);
        active = Optional.empty();
    }

    private static Path createStateDirectory() {
        try {
            return Files.createTempDirectory("llmi-streams");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot create a directory under java.io.tmpdir", e);
        }
    }

    private static void close(Running running) {
        running.streams()
                .close(new KafkaStreams.CloseOptions()
                        .timeout(Duration.ofSeconds(10))
                        .leaveGroup(true));
        try (Stream<Path> files = Files.walk(running.stateDirectory())) {
            files.sorted(Comparator.reverseOrder()).forEach(TopologyRunner::delete);
        } catch (IOException e) {
            LOG.warnf("left behind %s: %s", running.stateDirectory(), e.getMessage());
        }
    }

    private static void delete(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            LOG.warnf("left behind %s: %s", path, e.getMessage());
        }
    }

    private Properties properties(Path stateDirectory) {
        Properties properties = new Properties();
        properties.putAll(settings.clientProperties());
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId);
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        properties.put(
                StreamsConfig.COMMIT_INTERVAL_MS_CONFIG,
                settings.commitInterval().toMillis());
        properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, settings.streamThreads());
        properties.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, -1);
        properties.put(StreamsConfig.STATE_DIR_CONFIG, stateDirectory.toString());
        properties.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0L);
        // How long a dead process's partitions, and readers behind its open transaction, wait at most.
        properties.put(StreamsConfig.mainConsumerPrefix(CommonClientConfigs.SESSION_TIMEOUT_MS_CONFIG), 10_000);
        properties.put(StreamsConfig.mainConsumerPrefix(CommonClientConfigs.HEARTBEAT_INTERVAL_MS_CONFIG), 2_000);
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG), 10_000);
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 0);
        // A transaction that begins while the last one is being completed is refused for some milliseconds; a second
        // request in flight would then arrive out of order, and be refused too.
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION), 1);
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.RETRY_BACKOFF_MS_CONFIG), 5);
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), 4 * 1024 * 1024);
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        // A poll returns as soon as there is anything; the default would trade latency for batch size.
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.FETCH_MIN_BYTES_CONFIG), 1);
        properties.put(StreamsConfig.POLL_MS_CONFIG, 20L);
        settings.instanceId()
                .ifPresent(id -> properties.put(
                        StreamsConfig.consumerPrefix(CommonClientConfigs.GROUP_INSTANCE_ID_CONFIG),
                        applicationId + "-" + id));
        return properties;
    }
}
