package io.llmi.parser;

import io.llmi.events.EventCodec;
import io.llmi.events.MalformedEventException;
import io.llmi.events.PlanEvent;
import org.jspecify.annotations.Nullable;

/** Reads records of the planner's topic; what they lack is found here, so that nothing behind has to expect it. */
final class PlanRecords {
    private static final EventCodec<PlanEvent> CODEC = EventCodec.of(PlanEvent.class);

    private PlanRecords() {}

    /** @throws MalformedEventException if it is no plan event, lacks something, or is keyed by another job */
    static PlanEvent read(@Nullable String key, byte @Nullable [] value) throws MalformedEventException {
        if (value == null) {
            throw new MalformedEventException("the record has no value");
        }
        PlanEvent event = CODEC.decode(value);
        require(event.draft() != null, "names no draft");
        require(event.run() != null, "names no run");
        require(event.epoch() >= 0 && event.seq() >= 0, "has a negative epoch or seq");
        // Another key is another partition: the draft would be parsed twice, side by side.
        require(event.draft().job().value().equals(key), "is not keyed by its job's id");
        switch (event) {
            case PlanEvent.Started started -> {
                require(started.context() != null, "has no context");
                require(started.context().deadline() != null, "has no deadline");
                require(started.context().maxImages() >= 0, "has a negative image limit");
            }
            case PlanEvent.Text text -> require(text.text() != null, "has no text");
            case PlanEvent.Ended ended -> require(ended.outcome() != null, "has no outcome");
        }
        return event;
    }

    private static void require(boolean holds, String otherwise) throws MalformedEventException {
        if (!holds) {
            throw new MalformedEventException("the plan event " + otherwise);
        }
    }
}
