package io.llmi.events;

import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.jspecify.annotations.Nullable;

/**
 * The planner's stream of one draft; the record of {@link Topics#PLAN_CHUNKS}.
 *
 * <p>{@code epoch} rises whenever a planner has to start the draft again; readers ignore everything of an older epoch.
 * {@code run} is one planner process's attempt: of two runs that claim the same epoch the first one seen wins.
 * {@code seq} counts the run's records from 0, so a repeated record is recognised.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = PlanEvent.Started.class, name = "started"),
    @JsonSubTypes.Type(value = PlanEvent.Text.class, name = "text"),
    @JsonSubTypes.Type(value = PlanEvent.Ended.class, name = "ended")
})
public sealed interface PlanEvent {
    DraftId draft();

    long epoch();

    String run();

    int seq();

    /** The first record of a run. */
    record Started(DraftId draft, long epoch, String run, int seq, PlanContext context) implements PlanEvent {}

    /** Some more of the model's text, tags included, cut anywhere. */
    record Text(DraftId draft, long epoch, String run, int seq, String text) implements PlanEvent {}

    /**
     * The last record of a run.
     *
     * @param message what went wrong, for a reader of the document, unless {@code outcome} is completed
     */
    record Ended(
            DraftId draft,
            long epoch,
            String run,
            int seq,
            PlanOutcome outcome,
            Optional<String> message,
            TokenUsage usage)
            implements PlanEvent {
        public Ended {
            message = present(message);
            usage = orNone(usage);
        }

        private static Optional<String> present(@Nullable Optional<String> message) {
            return message == null ? Optional.empty() : message;
        }

        private static TokenUsage orNone(@Nullable TokenUsage usage) {
            return usage == null ? TokenUsage.NONE : usage;
        }
    }
}
