package io.llmi.gateway.log;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.llmi.events.JobId;
import io.llmi.events.MalformedEventException;
import io.llmi.events.Topics;
import io.llmi.gateway.GatewayConfig;
import io.llmi.gateway.http.ProblemException;
import io.llmi.toolkit.kafka.KafkaSettings;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Utils;
import org.jboss.logging.Logger;

/** Reads one job's events out of its partition of the topic of document events. */
@ApplicationScoped
class KafkaLogHistory implements LogHistory {
    private static final Logger LOG = Logger.getLogger(KafkaLogHistory.class);
    /** The gateway that stamped the job and the broker that stamped its events may disagree about the time. */
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(1);

    private static final Duration POLL = Duration.ofMillis(200);
    private final KafkaSettings kafka;
    private final Duration timeout;
    private final Semaphore slots;

    @Inject
    KafkaLogHistory(KafkaSettings kafka, GatewayConfig config) {
        this.kafka = kafka;
        this.timeout = config.log().backfillTimeout();
        this.slots = new Semaphore(config.log().concurrentBackfills());
    }

    @Override
    public List<LogEntry> read(JobId job, Instant createdAt) {
        slots.acquireUninterruptibly();
        try (KafkaConsumer<String, byte[]> consumer = consumer()) {
            return read(consumer, job, createdAt);
        } catch (KafkaException e) {
            LOG.errorf("%s: the event log could not be read back: %s", job, e.getMessage());
            throw unavailable();
        } finally {
            slots.release();
        }
    }

    private List<LogEntry> read(KafkaConsumer<String, byte[]> consumer, JobId job, Instant createdAt) {
        TopicPartition partition = partition(consumer, job);
        consumer.assign(List.of(partition));
        long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
        long from = createdAt.minus(CLOCK_SKEW).toEpochMilli();
        var found = consumer.offsetsForTimes(Map.of(partition, from)).get(partition);
        consumer.seek(partition, found == null ? end : found.offset());
        List<LogEntry> entries = new ArrayList<>();
        long giveUp = System.nanoTime() + timeout.toNanos();
        while (consumer.position(partition) < end && !endsWithLast(entries)) {
            if (System.nanoTime() > giveUp) {
                LOG.errorf("%s: the event log could not be read back within %s", job, timeout);
                throw unavailable();
            }
            for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                if (job.value().equals(record.key())) {
                    add(entries, record);
                }
            }
        }
        return List.copyOf(entries);
    }

    /** Adds the event if it is the next one: a log whose beginning is gone stays empty. */
    private static void add(List<LogEntry> entries, ConsumerRecord<String, byte[]> record) {
        try {
            LogEntry entry = LogEntry.read(record.value());
            if (entry.seq() == entries.size()) {
                entries.add(entry);
            }
        } catch (MalformedEventException e) {
            LOG.warnf("skipped document event at %d-%d: %s", record.partition(), record.offset(), e.getMessage());
        }
    }

    private static boolean endsWithLast(List<LogEntry> entries) {
        return !entries.isEmpty() && entries.getLast().last();
    }

    /** The partition that every producer's default partitioner gives the job's records. */
    private static TopicPartition partition(KafkaConsumer<String, byte[]> consumer, JobId job) {
        int partitions = consumer.partitionsFor(Topics.DOCUMENT_EVENTS).size();
        try (StringSerializer serializer = new StringSerializer()) {
            byte[] key = serializer.serialize(Topics.DOCUMENT_EVENTS, job.value());
            return new TopicPartition(Topics.DOCUMENT_EVENTS, Utils.toPositive(Utils.murmur2(key)) % partitions);
        }
    }

    private static ProblemException unavailable() {
        return ProblemException.unavailable(
                "the job's event log cannot be read at the moment; try again in a few seconds", Duration.ofSeconds(2));
    }

    private KafkaConsumer<String, byte[]> consumer() {
        Map<String, Object> properties = kafka.clientProperties();
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 2000);
        return new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer());
    }
}
