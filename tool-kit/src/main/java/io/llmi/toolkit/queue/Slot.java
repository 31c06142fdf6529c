package io.llmi.toolkit.queue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.llmi.toolkit.kafka.EventHeaders;
import io.llmi.toolkit.kafka.KafkaSettings;
import io.llmi.toolkit.queue.ShareQueue.Delivery;
import io.llmi.toolkit.queue.ShareQueue.Disposition;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One share consumer that holds at most one record at a time and renews its lock while the work runs.
 *
 * <p>One consumer each, because in explicit mode a share consumer gets nothing new while it holds a record: a shared one
 * would make every call wait for the slowest. See docs/decisions/0003-one-share-consumer-per-slot.md.
 */
final class Slot {
    private static final Logger LOG = Logger.getLogger(Slot.class);
    /** A third of the broker's default lock duration of 30 s. */
    private static final Duration RENEWAL = Duration.ofSeconds(10);

    /**
     * One poll asks the broker once and does not ask again when the answer is empty, so a long poll would sit out its
     * time beside a full queue.
     */
    private static final Duration POLL = Duration.ofMillis(100);

    private final String topic;
    private final String group;
    private final String name;
    private final Duration drain;
    private final KafkaSettings settings;
    private final ShareQueue.Handler handler;
    private final ExecutorService workers;
    private final Thread thread;
    private volatile boolean running = true;
    private volatile boolean busy;
    private volatile @Nullable ShareConsumer<String, byte[]> current;

    Slot(
            String topic,
            String group,
            String name,
            Duration drain,
            KafkaSettings settings,
            ShareQueue.Handler handler,
            ExecutorService workers) {
        this.topic = topic;
        this.group = group;
        this.name = name;
        this.drain = drain;
        this.settings = settings;
        this.handler = handler;
        this.workers = workers;
        // A platform thread: a dozen share consumers on the virtual threads of two cores starve each other.
        this.thread = Thread.ofPlatform().name(name).daemon().unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    boolean isBusy() {
        return busy;
    }

    void requestStop() {
        running = false;
        ShareConsumer<String, byte[]> idle = current;
        if (!busy && idle != null) {
            // Not an interrupt: that would also cut off the consumer's farewell to the broker.
            idle.wakeup();
        }
    }

    void awaitStop() {
        try {
            thread.join(drain.plusSeconds(3));
            if (thread.isAlive()) {
                thread.interrupt();
                thread.join(Duration.ofSeconds(2));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (running) {
            try (ShareConsumer<String, byte[]> consumer = consumer()) {
                current = consumer;
                consumer.subscribe(List.of(topic));
                while (running) {
                    for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                        work(consumer, record);
                    }
                }
            } catch (WakeupException | InterruptException e) {
                // Only requestStop() wakes and awaitStop() interrupts this thread; the loop's condition decides.
                Thread.interrupted();
            } catch (RuntimeException e) {
                LOG.errorf(e, "%s lost its consumer; starting a new one in a second", name);
                pause();
            }
        }
    }

    private void work(ShareConsumer<String, byte[]> consumer, ConsumerRecord<String, byte[]> record) {
        busy = true;
        try {
            Future<Disposition> work = workers.submit(() -> handler.handle(delivery(record)));
            Held held = await(consumer, record, work);
            consumer.acknowledge(
                    held.record(),
                    switch (held.disposition()) {
                        case ACCEPT -> AcknowledgeType.ACCEPT;
                        case RELEASE -> AcknowledgeType.RELEASE;
                        case REJECT -> AcknowledgeType.REJECT;
                    });
            // While running, the next poll carries the acknowledgement; there is none after a stop.
            if (!running || held.disposition() == Disposition.RELEASE) {
                consumer.commitSync(Duration.ofSeconds(5));
            }
            if (held.disposition() == Disposition.RELEASE && running) {
                pause();
            }
        } catch (IllegalStateException e) {
            // The lock ran out under us: someone else has the record, whose outcome is deduplicated by call id.
            LOG.warnf("%s no longer holds record %d of %s", name, record.offset(), topic);
        } finally {
            busy = false;
        }
    }

    private record Held(ConsumerRecord<String, byte[]> record, Disposition disposition) {}

    private Held await(
            ShareConsumer<String, byte[]> consumer, ConsumerRecord<String, byte[]> record, Future<Disposition> work) {
        ConsumerRecord<String, byte[]> held = record;
        long renewed = System.nanoTime();
        long stopping = 0;
        while (true) {
            try {
                return new Held(held, work.get(200, TimeUnit.MILLISECONDS));
            } catch (TimeoutException e) {
                if (!running) {
                    stopping = stopping == 0 ? System.nanoTime() : stopping;
                    if (System.nanoTime() - stopping > drain.toNanos()) {
                        work.cancel(true);
                    }
                }
                if (System.nanoTime() - renewed > RENEWAL.toNanos()) {
                    held = renew(consumer, held);
                    renewed = System.nanoTime();
                }
            } catch (ExecutionException e) {
                if (e.getCause() instanceof InterruptedException) {
                    return new Held(held, Disposition.RELEASE);
                }
                LOG.errorf(e.getCause(), "%s gives back record %d of %s", name, held.offset(), topic);
                return new Held(held, Disposition.RELEASE);
            } catch (CancellationException e) {
                return new Held(held, Disposition.RELEASE);
            } catch (InterruptedException e) {
                work.cancel(true);
                return new Held(held, Disposition.RELEASE);
            }
        }
    }

    private ConsumerRecord<String, byte[]> renew(
            ShareConsumer<String, byte[]> consumer, ConsumerRecord<String, byte[]> record) {
        consumer.acknowledge(record, AcknowledgeType.RENEW);
        consumer.commitSync(Duration.ofSeconds(5));
        // The next poll hands the renewed record out again, and only it.
        ConsumerRecord<String, byte[]> renewed = record;
        for (ConsumerRecord<String, byte[]> again : consumer.poll(Duration.ofSeconds(1))) {
            renewed = again;
        }
        return renewed;
    }

    private Delivery delivery(ConsumerRecord<String, byte[]> record) {
        byte[] value = record.value() == null ? new byte[0] : record.value();
        return new Delivery(
                record.topic(),
                record.partition(),
                record.offset(),
                Optional.ofNullable(record.key()),
                value,
                record.deliveryCount().map(Short::intValue).orElse(1),
                EventHeaders.trace(record.headers()));
    }

    private ShareConsumer<String, byte[]> consumer() {
        Map<String, Object> properties = settings.clientProperties();
        properties.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        properties.put(ConsumerConfig.CLIENT_ID_CONFIG, name);
        properties.put(ConsumerConfig.SHARE_ACKNOWLEDGEMENT_MODE_CONFIG, "explicit");
        properties.put(ConsumerConfig.SHARE_ACQUIRE_MODE_CONFIG, "record_limit");
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
        return new KafkaShareConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer());
    }

    private void pause() {
        try {
            Thread.sleep(Duration.ofSeconds(1));
        } catch (InterruptedException e) {
            Thread.interrupted();
        }
    }
}
