package io.llmi.assembler.stream;

import java.time.Duration;
import java.util.Map;

import io.llmi.assembler.join.JoinLimits;
import io.llmi.events.Topics;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.TopicNameExtractor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** The assembler's topology: four co-partitioned topics into one processor, one sink that knows each event's topic. */
public final class AssemblerTopology {
    static final String JOURNAL = "journal";
    private static final String JOIN = "join";

    private AssemblerTopology() {}

    /**
     * Builds it.
     *
     * @param retention how long a closed job is remembered so that late records of it are dropped, and how long
     *     records are kept whose job does not come
     * @param checkInterval how often deadlines are looked at
     */
    public static Topology build(JoinLimits limits, Duration retention, Duration checkInterval) {
        String[] sources = {Topics.JOBS, Topics.JOB_CONTROL, Topics.DOCUMENT_PARTS, Topics.TOOL_RESULTS};
        Topology topology = new Topology();
        for (String source : sources) {
            topology.addSource(source, new StringDeserializer(), new ByteArrayDeserializer(), source);
        }
        ProcessorSupplier<String, byte[], String, Outbound> join =
                () -> new JoinProcessor(limits, retention, checkInterval);
        topology.addProcessor(JOIN, join, sources);
        topology.addStateStore(journal(), JOIN);
        TopicNameExtractor<String, Outbound> destination = (key, outbound, context) -> outbound.topic();
        Serializer<Outbound> encoded = (topic, outbound) -> outbound.value();
        topology.addSink("events", destination, new StringSerializer(), encoded, JOIN);
        return topology;
    }

    private static StoreBuilder<KeyValueStore<String, byte[]>> journal() {
        // Entries live as long as their job, minutes: small segments let compaction keep the restore short.
        Map<String, String> changelog = Map.of(
                "segment.bytes", Integer.toString(32 * 1024 * 1024),
                "min.cleanable.dirty.ratio", "0.1",
                "delete.retention.ms", Long.toString(Duration.ofHours(1).toMillis()),
                "max.message.bytes", Integer.toString(4 * 1024 * 1024));
        return Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(JOURNAL), Serdes.String(), Serdes.ByteArray())
                .withLoggingEnabled(changelog)
                .withCachingDisabled();
    }
}
