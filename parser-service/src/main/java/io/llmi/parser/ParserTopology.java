package io.llmi.parser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.llmi.events.DeadLetter;
import io.llmi.events.DraftEvent;
import io.llmi.events.EventCodec;
import io.llmi.events.Json;
import io.llmi.events.ToolRequest;
import io.llmi.events.Topics;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.TopicNameExtractor;
import org.apache.kafka.streams.processor.WallclockTimestampExtractor;
import org.apache.kafka.streams.state.Stores;

/**
 * Plan chunks in; document parts, tool requests and dead letters out. State is in memory, with changelogs.
 *
 * <p>Records are timed by the clock of this process: a planner's wrong one must not stop the topology.
 */
public final class ParserTopology {
    static final String STATES = "drafts";
    static final String LOG = "draft-log";
    static final String PARTS = "parts";
    static final String REQUESTS = "requests";
    static final String LETTERS = "letters";
    private static final String CHUNKS = "chunks";
    private static final String PARSER = "parser";

    private ParserTopology() {}

    /** The topology, to be run exactly-once; the brokers' topics are those of {@link Topics}. */
    public static Topology build(ParserLimits limits) {
        StringSerializer keys = new StringSerializer();
        TopicNameExtractor<String, ToolRequest> queue =
                (key, request, record) -> Topics.toolRequests(request.work().tool());
        return new Topology()
                .addSource(
                        Topology.AutoOffsetReset.EARLIEST,
                        CHUNKS,
                        new WallclockTimestampExtractor(),
                        new StringDeserializer(),
                        Serdes.ByteArray().deserializer(),
                        Topics.PLAN_CHUNKS)
                .addProcessor(PARSER, () -> new DraftProcessor(limits), CHUNKS)
                .addStateStore(
                        Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(STATES), Serdes.String(), states())
                                .withLoggingEnabled(Map.of()),
                        PARSER)
                .addStateStore(
                        Stores.keyValueStoreBuilder(
                                        Stores.inMemoryKeyValueStore(LOG), Serdes.String(), Serdes.ByteArray())
                                .withLoggingEnabled(Map.of()),
                        PARSER)
                .addSink(PARTS, Topics.DOCUMENT_PARTS, keys, events(DraftEvent.class), PARSER)
                .addSink(REQUESTS, queue, keys, events(ToolRequest.class), PARSER)
                .addSink(LETTERS, Topics.DEAD_LETTERS, keys, events(DeadLetter.class), PARSER);
    }

    private static <T> Serializer<T> events(Class<T> type) {
        EventCodec<T> codec = EventCodec.of(type);
        return (topic, event) -> codec.encode(event);
    }

    private static Serde<DraftState> states() {
        ObjectReader reader = Json.mapper().readerFor(DraftState.class);
        ObjectWriter writer = Json.mapper().writerFor(DraftState.class);
        return Serdes.serdeFrom(
                (topic, state) -> {
                    try {
                        return writer.writeValueAsBytes(state);
                    } catch (JsonProcessingException e) {
                        throw new UncheckedIOException("cannot write a draft's state", e);
                    }
                },
                (topic, bytes) -> {
                    try {
                        return reader.readValue(bytes);
                    } catch (IOException e) {
                        throw new UncheckedIOException("cannot read a draft's state", e);
                    }
                });
    }
}
