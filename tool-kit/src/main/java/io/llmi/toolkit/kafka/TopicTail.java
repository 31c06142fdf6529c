package io.llmi.toolkit.kafka;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reads a whole topic, every partition, on every process: no group, no offsets kept. Only committed records are seen.
 * The handler runs on the tail's one thread; if it throws, the record is logged and skipped.
 */
public final class TopicTail {
    private static final Logger LOG = Logger.getLogger(TopicTail.class);

    /** Where to begin. */
    public sealed interface From {
        /** With everything that the topic holds. */
        record Beginning() implements From {}

        /** With the first record at or after this moment. */
        record Moment(Instant at) implements From {}
    }

    private final String topic;
    private final KafkaSettings settings;
    private final From from;
    private final Consumer<ConsumerRecord<String, byte[]>> handler;
    private final CompletableFuture<Void> caughtUp = new CompletableFuture<>();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile boolean running = true;
    private volatile @Nullable Thread thread;
    private volatile @Nullable KafkaConsumer<String, byte[]> current;

    public TopicTail(
            String topic, KafkaSettings settings, From from, Consumer<ConsumerRecord<String, byte[]>> handler) {
        this.topic = topic;
        this.settings = settings;
        this.from = from;
        this.handler = handler;
    }

    /**
     * Starts reading and returns once everything that the topic held at that moment went through the handler.
     *
     * @throws IllegalStateException if that takes longer than the configured start timeout
     */
    public void start() {
        thread = Thread.ofPlatform().name("tail-" + topic).daemon().start(this::run);
        try {
            caughtUp.get(settings.startTimeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while reading " + topic, e);
        } catch (Exception e) {
            stop();
            throw new IllegalStateException(
                    "could not read topic %s from Kafka at %s: %s"
                            .formatted(topic, settings.bootstrapServers(), e.getMessage()),
                    e);
        }
    }

    /** Stops reading; returns when the handler will not be called again. */
    public void stop() {
        running = false;
        KafkaConsumer<String, byte[]> consumer = current;
        if (consumer != null) {
            consumer.wakeup();
        }
        Thread reader = thread;
        if (reader == null) {
            return;
        }
        try {
            if (!stopped.await(5, TimeUnit.SECONDS)) {
                reader.interrupt();
                stopped.await(5, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (running) {
                try (KafkaConsumer<String, byte[]> consumer = consumer()) {
                    current = consumer;
                    read(consumer);
                } catch (WakeupException | org.apache.kafka.common.errors.InterruptException e) {
                    // Only stop() wakes and interrupts; the loop's condition decides.
                    Thread.interrupted();
                } catch (RuntimeException e) {
                    LOG.errorf(e, "reading topic %s failed; starting over in a second", topic);
                    pause();
                }
            }
        } finally {
            stopped.countDown();
        }
    }

    private void read(KafkaConsumer<String, byte[]> consumer) {
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        consumer.assign(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        seek(consumer, partitions, ends);
        while (running) {
            ConsumerRecords<String, byte[]> records = consumer.poll(Duration.ofMillis(200));
            for (ConsumerRecord<String, byte[]> record : records) {
                handle(record);
            }
            if (!caughtUp.isDone() && reached(consumer, ends)) {
                caughtUp.complete(null);
            }
        }
    }

    private static boolean reached(KafkaConsumer<String, byte[]> consumer, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    private void seek(
            KafkaConsumer<String, byte[]> consumer, List<TopicPartition> partitions, Map<TopicPartition, Long> ends) {
        switch (from) {
            case From.Beginning all -> consumer.seekToBeginning(partitions);
            case From.Moment moment -> {
                Map<TopicPartition, Long> times = new HashMap<>();
                partitions.forEach(p -> times.put(p, moment.at().toEpochMilli()));
                Map<TopicPartition, OffsetAndTimestamp> found = consumer.offsetsForTimes(times);
                ends.forEach((partition, end) -> {
                    OffsetAndTimestamp first = found.get(partition);
                    consumer.seek(partition, first == null ? end : first.offset());
                });
            }
        }
    }

    private void handle(ConsumerRecord<String, byte[]> record) {
        try {
            handler.accept(record);
        } catch (RuntimeException e) {
            LOG.errorf(
                    e,
                    "skipped record %d of %s-%d, which could not be read",
                    record.offset(),
                    topic,
                    record.partition());
        }
    }

    private KafkaConsumer<String, byte[]> consumer() {
        Map<String, Object> properties = settings.clientProperties();
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 2000);
        return new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer());
    }

    private void pause() {
        try {
            Thread.sleep(Duration.ofSeconds(1));
        } catch (InterruptedException e) {
            Thread.interrupted();
        }
    }
}
