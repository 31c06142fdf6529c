package io.llmi.assembler.stream;

import java.time.Instant;
import java.util.Optional;

import io.llmi.assembler.join.Input;
import io.llmi.events.DraftEvent;
import io.llmi.events.EventCodec;
import io.llmi.events.JobControl;
import io.llmi.events.JobSubmitted;
import io.llmi.events.MalformedEventException;
import io.llmi.events.ToolResult;
import io.llmi.events.Topics;

/** Records of the source topics, and of the journal, as inputs of the join. */
final class InputReader {
    private final EventCodec<JobSubmitted> jobs = EventCodec.of(JobSubmitted.class);
    private final EventCodec<JobControl> controls = EventCodec.of(JobControl.class);
    private final EventCodec<DraftEvent> drafts = EventCodec.of(DraftEvent.class);
    private final EventCodec<ToolResult> results = EventCodec.of(ToolResult.class);

    /**
     * Reads a source record; empty if it is nothing that the join listens to.
     *
     * @throws MalformedEventException if it is not a complete event of its topic under its own job's key
     */
    Optional<Arrival> read(String topic, String key, byte[] payload, Instant recordedAt)
            throws MalformedEventException {
        JournalEntry.Kind kind = kind(topic);
        Optional<Input> input = input(kind, payload);
        if (input.isPresent() && !input.get().job().value().equals(key)) {
            throw new MalformedEventException(
                    "the record's key is not its job, " + input.get().job());
        }
        return input.map(some -> new Arrival(kind, some, payload, recordedAt));
    }

    /** The input that a payload of this kind stands for; a tick and a control that asks for nothing stand for none. */
    Optional<Input> input(JournalEntry.Kind kind, byte[] payload) throws MalformedEventException {
        return switch (kind) {
            case JOB -> Optional.of(new Input.Submitted(RequiredParts.check(jobs.decode(payload))));
            case CONTROL ->
                switch (RequiredParts.check(controls.decode(payload))) {
                    case JobControl.Cancel cancel -> Optional.of(new Input.Cancelled(cancel));
                    case JobControl.Ended ended -> Optional.empty();
                    case JobControl.Progress progress -> Optional.of(new Input.Progressed(progress));
                };
            case DRAFT -> Optional.of(new Input.Drafted(RequiredParts.check(drafts.decode(payload))));
            case RESULT -> Optional.of(new Input.Answered(RequiredParts.check(results.decode(payload))));
            case TICK -> Optional.empty();
        };
    }

    private static JournalEntry.Kind kind(String topic) {
        return switch (topic) {
            case Topics.JOBS -> JournalEntry.Kind.JOB;
            case Topics.JOB_CONTROL -> JournalEntry.Kind.CONTROL;
            case Topics.DOCUMENT_PARTS -> JournalEntry.Kind.DRAFT;
            case Topics.TOOL_RESULTS -> JournalEntry.Kind.RESULT;
            default -> throw new IllegalStateException("topic " + topic + " is no source of the join");
        };
    }
}
