package io.llmi.toolkit.kafka;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

import io.llmi.events.TraceParent;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * The headers of every record: W3C trace context and CloudEvents 1.0 attributes in Kafka's binary content mode, so that
 * outsiders can follow and join in.
 */
public final class EventHeaders {
    private EventHeaders() {}

    /**
     * Headers of a record to send.
     *
     * @param type the event's CloudEvents type
     * @param source which service sends it, for example {@code /llmi/parser}
     */
    public static Headers of(String type, String source, TraceParent trace) {
        RecordHeaders headers = new RecordHeaders();
        add(headers, TraceParent.HEADER, trace.toString());
        add(headers, "ce_specversion", "1.0");
        add(headers, "ce_id", UUID.randomUUID().toString());
        add(headers, "ce_source", source);
        add(headers, "ce_type", type);
        add(headers, "content-type", "application/json");
        return headers;
    }

    /** The trace that a record belongs to; a new one if the record names none. */
    public static TraceParent trace(Headers headers) {
        Header header = headers.lastHeader(TraceParent.HEADER);
        if (header == null || header.value() == null) {
            return TraceParent.start();
        }
        return TraceParent.parse(new String(header.value(), StandardCharsets.US_ASCII))
                .orElseGet(TraceParent::start);
    }

    private static void add(RecordHeaders headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
