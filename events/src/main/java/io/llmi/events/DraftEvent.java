package io.llmi.events;

import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * What the parser read in a draft, in document order; the record of {@link Topics#DOCUMENT_PARTS}.
 *
 * <p>{@code seq} counts the records of a draft's epoch from 0 without a gap.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = DraftEvent.Started.class, name = "started"),
    @JsonSubTypes.Type(value = DraftEvent.TextAppended.class, name = "text"),
    @JsonSubTypes.Type(value = DraftEvent.ImageRequested.class, name = "image_requested"),
    @JsonSubTypes.Type(value = DraftEvent.ImageRejected.class, name = "image_rejected"),
    @JsonSubTypes.Type(value = DraftEvent.Ended.class, name = "ended")
})
public sealed interface DraftEvent {
    DraftId draft();

    long epoch();

    int seq();

    /** A planner began the draft, or began it again if an older epoch was seen. */
    record Started(DraftId draft, long epoch, int seq, PlanContext context) implements DraftEvent {}

    /** Some more text of the document, tags and {@code <think>} blocks left out. */
    record TextAppended(DraftId draft, long epoch, int seq, String text) implements DraftEvent {}

    /**
     * A tag closed and could be read.
     *
     * @param dispatched true if the parser put the request on the tool's queue; false if it needs a source picture, so
     *     that the assembler must do that once the source is ready
     */
    record ImageRequested(DraftId draft, long epoch, int seq, int slot, ToolCall call, boolean dispatched)
            implements DraftEvent {}

    /**
     * A tag that is not executed: its place in the document becomes a failed picture with this reason.
     *
     * @param params what the tag asks; absent if it could not be read
     */
    record ImageRejected(
            DraftId draft,
            long epoch,
            int seq,
            int slot,
            Optional<String> tool,
            String description,
            ToolFailure failure,
            Optional<JsonNode> params)
            implements DraftEvent {
        public ImageRejected {
            tool = present(tool);
            // A missing field of this type comes as JSON's null.
            params = present(params).filter(node -> !node.isNull());
        }
    }

    /** The plan ended; every earlier record of the epoch came before this one. */
    record Ended(DraftId draft, long epoch, int seq, PlanOutcome outcome, Optional<String> message, TokenUsage usage)
            implements DraftEvent {
        public Ended {
            message = present(message);
            usage = orNone(usage);
        }
    }

    private static TokenUsage orNone(@Nullable TokenUsage usage) {
        return usage == null ? TokenUsage.NONE : usage;
    }

    private static <T> Optional<T> present(@Nullable Optional<T> optional) {
        return optional == null ? Optional.empty() : optional;
    }
}
