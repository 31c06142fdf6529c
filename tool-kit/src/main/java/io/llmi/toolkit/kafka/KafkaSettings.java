package io.llmi.toolkit.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import org.hibernate.validator.constraints.time.DurationMin;

/**
 * How this process reaches Kafka and how the topics are made.
 *
 * <p>Precedence for a client property: what correctness needs (set by the code that makes the client) over {@code
 * llmi.kafka.client."name"} over Kafka's default.
 */
@ConfigMapping(prefix = "llmi.kafka")
public interface KafkaSettings {
    /** Brokers, {@code host:port} joined by commas; {@code KAFKA_BOOTSTRAP_SERVERS} sets it too. */
    @WithDefault("localhost:9092")
    String bootstrapServers();

    /** Further properties of every Kafka client by their Kafka names, such as {@code security.protocol}. */
    Map<String, String> client();

    /** Partitions of every topic that carries jobs; only read when a topic is created. */
    @WithDefault("4")
    @Min(1)
    @Max(1024)
    int partitions();

    /** How long jobs and their event logs are kept. */
    @WithDefault("7d")
    @DurationMin(seconds = 1)
    Duration retention();

    /** How often a topology commits: the main part of its latency. */
    @WithDefault("10ms")
    @DurationMin(millis = 1)
    Duration commitInterval();

    /** Threads of each topology in this process. */
    @WithDefault("1")
    @Min(1)
    @Max(64)
    int streamThreads();

    /**
     * A name that stays the same over restarts of this process and is no other's (a pod's name, say): a topology that
     * died then gets its partitions back at once instead of after the session timeout.
     */
    Optional<String> instanceId();

    /** How long to wait at start for a broker that does not answer yet. */
    @WithDefault("60s")
    @DurationMin
    Duration startTimeout();

    /** The properties that every client begins with. */
    default Map<String, Object> clientProperties() {
        Map<String, Object> properties = new HashMap<>(client());
        properties.put("bootstrap.servers", bootstrapServers());
        return properties;
    }
}
