package io.llmi.standalone.broker;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import io.llmi.toolkit.kafka.KafkaSettings;

/** A broker for tests on free ports, and the settings that reach it. */
public final class TestBroker implements AutoCloseable {
    private final EmbeddedBroker broker;

    private TestBroker(EmbeddedBroker broker) {
        this.broker = broker;
    }

    public static TestBroker start(Path directory) {
        EmbeddedBroker broker = new EmbeddedBroker(directory, FreePort.find(), FreePort.find());
        broker.start();
        return new TestBroker(broker);
    }

    public String bootstrapServers() {
        return broker.bootstrapServers();
    }

    public KafkaSettings settings() {
        return settings(broker.bootstrapServers());
    }

    /** The settings that reach another process's broker. */
    public static KafkaSettings settings(String bootstrapServers) {
        return new Settings(bootstrapServers);
    }

    @Override
    public void close() {
        broker.stop();
    }

    private record Settings(String bootstrapServers) implements KafkaSettings {
        @Override
        public Map<String, String> client() {
            return Map.of();
        }

        @Override
        public int partitions() {
            return 2;
        }

        @Override
        public Duration retention() {
            return Duration.ofDays(1);
        }

        @Override
        public Duration commitInterval() {
            return Duration.ofMillis(10);
        }

        @Override
        public int streamThreads() {
            return 1;
        }

        @Override
        public Optional<String> instanceId() {
            return Optional.empty();
        }

        @Override
        public Duration startTimeout() {
            return Duration.ofSeconds(60);
        }
    }
}
