package io.llmi.parser;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.llmi.events.DeadLetter;
import io.llmi.events.DraftEvent;
import io.llmi.events.EventCodec;
import io.llmi.events.ToolRequest;
import io.llmi.events.TraceParent;
import io.llmi.toolkit.kafka.EventHeaders;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Sends what the parser makes of a record, with the headers of the record's trace. */
final class ParserOutput {
    private static final Logger LOG = Logger.getLogger(ParserOutput.class);
    private static final String SOURCE = "/llmi/parser";
    private static final String DRAFT_EVENT = EventCodec.of(DraftEvent.class).cloudEventType();
    private static final String TOOL_REQUEST = EventCodec.of(ToolRequest.class).cloudEventType();
    private static final String DEAD_LETTER = EventCodec.of(DeadLetter.class).cloudEventType();

    private final ProcessorContext<String, Object> context;

    ParserOutput(ProcessorContext<String, Object> context) {
        this.context = context;
    }

    void send(Record<String, byte[]> record, List<Emission> emissions) {
        TraceParent trace = EventHeaders.trace(record.headers());
        for (Emission emission : emissions) {
            switch (emission) {
                case Emission.Part part -> forward(record, part.event(), DRAFT_EVENT, trace, ParserTopology.PARTS);
                case Emission.Request request ->
                    forward(record, request.request(), TOOL_REQUEST, trace, ParserTopology.REQUESTS);
            }
        }
    }

    /** Sends a record to the dead letters. */
    void sendAside(Record<String, byte[]> record, @Nullable String reason) {
        String why = reason == null ? "malformed" : reason;
        byte[] value = Optional.ofNullable(record.value()).orElseGet(() -> new byte[0]);
        var place = context.recordMetadata();
        DeadLetter letter = DeadLetter.of(
                place.map(meta -> meta.topic()).orElse(""),
                place.map(meta -> meta.partition()).orElse(-1),
                place.map(meta -> meta.offset()).orElse(-1L),
                Optional.ofNullable(record.key()),
                why,
                value,
                now());
        LOG.warnf("a plan record of job %s was given up on: %s", record.key(), why);
        forward(record, letter, DEAD_LETTER, EventHeaders.trace(record.headers()), ParserTopology.LETTERS);
    }

    private void forward(Record<String, byte[]> cause, Object event, String type, TraceParent trace, String sink) {
        Headers headers = EventHeaders.of(type, SOURCE, trace.child());
        context.forward(new Record<>(cause.key(), event, cause.timestamp(), headers), sink);
    }

    Instant now() {
        return Instant.ofEpochMilli(context.currentSystemTimeMs());
    }
}
