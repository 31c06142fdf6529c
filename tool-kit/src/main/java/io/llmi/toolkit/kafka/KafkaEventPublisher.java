package io.llmi.toolkit.kafka;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.llmi.events.EventCodec;
import io.llmi.events.TraceParent;
import io.llmi.toolkit.lifecycle.Component;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The process's one idempotent producer. */
@ApplicationScoped
public class KafkaEventPublisher implements EventPublisher, Component {
    private final Producer<String, byte[]> producer;
    private final String source;

    @Inject
    public KafkaEventPublisher(
            KafkaSettings settings,
            @ConfigProperty(name = "quarkus.application.name", defaultValue = "llmi") String application) {
        Map<String, Object> properties = settings.clientProperties();
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        // Latency over batching: a lone record leaves at once, records that queue up meanwhile leave together.
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 4 * 1024 * 1024);
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int)
                Duration.ofMinutes(2).toMillis());
        properties.put(
                ProducerConfig.MAX_BLOCK_MS_CONFIG, Duration.ofSeconds(20).toMillis());
        this.producer = new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer());
        this.source = "/" + application.replaceFirst("^llmi-", "llmi/");
    }

    @Override
    public <T> CompletableFuture<Void> publish(
            String topic, String key, T event, EventCodec<T> codec, TraceParent trace) {
        return send(topic, key, codec.encode(event), codec.cloudEventType(), trace);
    }

    @Override
    public CompletableFuture<Void> tombstone(String topic, String key, TraceParent trace) {
        return send(topic, key, null, "io.llmi.Tombstone", trace);
    }

    private CompletableFuture<Void> send(
            String topic,
            String key,
            byte @org.jspecify.annotations.Nullable [] value,
            String type,
            TraceParent trace) {
        CompletableFuture<Void> acknowledged = new CompletableFuture<>();
        ProducerRecord<String, byte[]> record =
                new ProducerRecord<>(topic, null, null, key, value, EventHeaders.of(type, source, trace));
        try {
            producer.send(record, (metadata, failure) -> {
                if (failure == null) {
                    acknowledged.complete(null);
                } else {
                    acknowledged.completeExceptionally(failure);
                }
            });
        } catch (RuntimeException e) {
            acknowledged.completeExceptionally(e);
        }
        return acknowledged;
    }

    @Override
    public String name() {
        return "event publisher";
    }

    @Override
    public Phase phase() {
        return Phase.PROVISION;
    }

    @Override
    public void start() {
        // The producer connects when it is first used.
    }

    @Override
    public void stop() {
        producer.close(Duration.ofSeconds(5));
    }
}
