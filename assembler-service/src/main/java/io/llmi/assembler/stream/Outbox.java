package io.llmi.assembler.stream;

import java.time.Instant;
import java.util.Optional;

import io.llmi.assembler.join.Effect;
import io.llmi.events.DeadLetter;
import io.llmi.events.DocumentEvent;
import io.llmi.events.EventCodec;
import io.llmi.events.JobControl;
import io.llmi.events.JobId;
import io.llmi.events.JobSummary;
import io.llmi.events.ToolRequest;
import io.llmi.events.Topics;
import io.llmi.events.TraceParent;
import io.llmi.events.WebhookNotice;
import io.llmi.toolkit.kafka.EventHeaders;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** Sends what the join wants done, each event to its topic. */
final class Outbox {
    private static final String SOURCE = "/llmi/assembler";
    private final ProcessorContext<String, Outbound> context;
    private final EventCodec<DocumentEvent> events = EventCodec.of(DocumentEvent.class);
    private final EventCodec<JobSummary> summaries = EventCodec.of(JobSummary.class);
    private final EventCodec<JobControl> controls = EventCodec.of(JobControl.class);
    private final EventCodec<ToolRequest> requests = EventCodec.of(ToolRequest.class);
    private final EventCodec<WebhookNotice> notices = EventCodec.of(WebhookNotice.class);
    private final EventCodec<DeadLetter> deadLetters = EventCodec.of(DeadLetter.class);

    Outbox(ProcessorContext<String, Outbound> context) {
        this.context = context;
    }

    void send(JobId job, Effect effect, TraceParent trace, Instant now) {
        String key = job.value();
        switch (effect) {
            case Effect.Emit emit -> send(Topics.DOCUMENT_EVENTS, key, emit.event(), events, trace, now);
            case Effect.Summarise summarise ->
                send(Topics.JOB_SUMMARIES, key, summarise.summary(), summaries, trace, now);
            case Effect.Notify notify -> send(Topics.WEBHOOKS, key, notify.notice(), notices, trace, now);
            case Effect.Stop stop -> send(Topics.JOB_CONTROL, key, stop.ended(), controls, trace, now);
            case Effect.Dispatch dispatch -> {
                ToolRequest request = dispatch.request();
                send(Topics.toolRequests(request.work().tool()), key, request, requests, trace, now);
            }
        }
    }

    /** Sends aside the record that is being processed. */
    void sendAside(@Nullable String key, byte @Nullable [] value, String reason, TraceParent trace, Instant now) {
        byte[] payload = value == null ? new byte[0] : value;
        Optional<RecordMetadata> origin = context.recordMetadata();
        DeadLetter letter = DeadLetter.of(
                origin.map(RecordMetadata::topic).orElse(""),
                origin.map(RecordMetadata::partition).orElse(-1),
                origin.map(RecordMetadata::offset).orElse(-1L),
                Optional.ofNullable(key),
                reason,
                payload,
                now);
        send(Topics.DEAD_LETTERS, key == null ? "" : key, letter, deadLetters, trace, now);
    }

    private <T> void send(String topic, String key, T event, EventCodec<T> codec, TraceParent trace, Instant now) {
        context.forward(new Record<>(
                key,
                new Outbound(topic, codec.encode(event)),
                now.toEpochMilli(),
                EventHeaders.of(codec.cloudEventType(), SOURCE, trace.child())));
    }
}
