package io.llmi.toolkit.kafka;

import java.util.concurrent.CompletableFuture;

import io.llmi.events.EventCodec;
import io.llmi.events.TraceParent;

/** Sends events to topics, idempotent and acknowledged by all replicas. Thread-safe; one per process. */
public interface EventPublisher {
    /**
     * Sends one event; records of one topic and key keep their order.
     *
     * @param key the job id, or the tool's name on the tools topic
     * @return completes when the broker has the record, fails with a Kafka exception if it will not
     */
    <T> CompletableFuture<Void> publish(String topic, String key, T event, EventCodec<T> codec, TraceParent trace);

    /** Deletes a key of a compacted topic. */
    CompletableFuture<Void> tombstone(String topic, String key, TraceParent trace);
}
