package io.llmi.gateway.webhook;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import io.llmi.events.EventCodec;
import io.llmi.events.JobId;
import io.llmi.events.MalformedEventException;
import io.llmi.events.Topics;
import io.llmi.events.WebhookNotice;
import io.llmi.toolkit.kafka.KafkaSettings;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reads the partitions that the group gives to this gateway, each from its beginning, and hands on what is due. The
 * group only divides the partitions; no offset is ever committed, because the compacted topic itself is the state.
 */
final class NoticeLoop {
    private static final Logger LOG = Logger.getLogger(NoticeLoop.class);
    private static final EventCodec<WebhookNotice> CODEC = EventCodec.of(WebhookNotice.class);
    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaSettings kafka;
    private final PendingNotices pending;
    private final Clock clock;
    private final Consumer<WebhookNotice> due;
    /** Where each partition ended when it was taken over. Only the loop's thread touches it. */
    private final Map<TopicPartition, Long> ends = new HashMap<>();

    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile boolean running = true;
    private volatile @Nullable KafkaConsumer<String, byte[]> current;

    /** @param due takes a notice to be sent, without blocking */
    NoticeLoop(KafkaSettings kafka, PendingNotices pending, Clock clock, Consumer<WebhookNotice> due) {
        this.kafka = kafka;
        this.pending = pending;
        this.clock = clock;
        this.due = due;
    }

    void start() {
        Thread.ofPlatform().name("webhooks").daemon().start(this::run);
    }

    /** Returns when nothing more is handed on and the partitions are free for others. */
    void stop() {
        running = false;
        KafkaConsumer<String, byte[]> consumer = current;
        if (consumer != null) {
            consumer.wakeup();
        }
        try {
            if (!stopped.await(10, TimeUnit.SECONDS)) {
                LOG.warn("webhooks: the consumer did not close in time");
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
                    consumer.subscribe(List.of(Topics.WEBHOOKS), new Partitions(consumer));
                    while (running) {
                        consumer.poll(POLL).forEach(this::take);
                        pending.take(clock.instant(), known(consumer)).forEach(due);
                    }
                } catch (WakeupException | InterruptException e) {
                    // Only stop() wakes; the loop's condition decides.
                    Thread.interrupted();
                } catch (RuntimeException e) {
                    LOG.error("webhooks: reading notices failed; starting over in a second", e);
                    pause();
                }
            }
        } finally {
            stopped.countDown();
        }
    }

    private void take(ConsumerRecord<String, byte[]> record) {
        try {
            if (record.value() == null) {
                pending.remove(new JobId(record.key()));
            } else {
                pending.put(record.partition(), CODEC.decode(record.value()));
            }
        } catch (MalformedEventException | IllegalArgumentException e) {
            LOG.warnf("webhooks: skipped record %d, which is no notice: %s", record.offset(), e.getMessage());
        }
    }

    private Set<Integer> known(KafkaConsumer<String, byte[]> consumer) {
        return ends.entrySet().stream()
                .filter(end -> consumer.position(end.getKey()) >= end.getValue())
                .map(end -> end.getKey().partition())
                .collect(Collectors.toSet());
    }

    private KafkaConsumer<String, byte[]> consumer() {
        Map<String, Object> properties = kafka.clientProperties();
        properties.put(ConsumerConfig.GROUP_ID_CONFIG, Topics.WEBHOOK_GROUP);
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 10_000);
        properties.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 3_000);
        return new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer());
    }

    private static void pause() {
        try {
            Thread.sleep(Duration.ofSeconds(1));
        } catch (InterruptedException e) {
            Thread.interrupted();
        }
    }

    /** Begins and ends with partitions. */
    private final class Partitions implements ConsumerRebalanceListener {
        private final KafkaConsumer<String, byte[]> consumer;

        Partitions(KafkaConsumer<String, byte[]> consumer) {
            this.consumer = consumer;
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
            consumer.seekToBeginning(assigned);
            ends.putAll(consumer.endOffsets(assigned));
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
            revoked.forEach(partition -> {
                ends.remove(partition);
                pending.drop(partition.partition());
            });
        }
    }
}
