package io.llmi.events;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * What happens to a document, as clients see it; the record of {@link Topics#DOCUMENT_EVENTS}.
 *
 * <p>{@code seq} is the event's position in the job's log: it counts from 0 without a gap, is the same on every
 * gateway, and is the SSE id to resume from. {@code part} is an index into the document's parts.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type", visible = true, defaultImpl = DocumentEvent.Unknown.class)
@JsonSubTypes({
    @JsonSubTypes.Type(value = DocumentEvent.Accepted.class, name = "job.accepted"),
    @JsonSubTypes.Type(value = DocumentEvent.DraftStarted.class, name = "draft.started"),
    @JsonSubTypes.Type(value = DocumentEvent.Reset.class, name = "draft.reset"),
    @JsonSubTypes.Type(value = DocumentEvent.TextDelta.class, name = "text.delta"),
    @JsonSubTypes.Type(value = DocumentEvent.ImagePending.class, name = "image.pending"),
    @JsonSubTypes.Type(value = DocumentEvent.ImagePreview.class, name = "image.preview"),
    @JsonSubTypes.Type(value = DocumentEvent.ImageReady.class, name = "image.ready"),
    @JsonSubTypes.Type(value = DocumentEvent.ImageFailed.class, name = "image.failed"),
    @JsonSubTypes.Type(value = DocumentEvent.CandidateProgress.class, name = "candidate.progress"),
    @JsonSubTypes.Type(value = DocumentEvent.Closed.class, name = "document.closed")
})
public sealed interface DocumentEvent {
    JobId job();

    long seq();

    Instant at();

    /** The event's name on the wire, also the SSE event name. */
    @JsonIgnore
    default String name() {
        return switch (this) {
            case Accepted e -> "job.accepted";
            case DraftStarted e -> "draft.started";
            case Reset e -> "draft.reset";
            case TextDelta e -> "text.delta";
            case ImagePending e -> "image.pending";
            case ImagePreview e -> "image.preview";
            case ImageReady e -> "image.ready";
            case ImageFailed e -> "image.failed";
            case CandidateProgress e -> "candidate.progress";
            case Closed e -> "document.closed";
            case Unknown e -> e.type();
        };
    }

    /** Whether no further event of the job follows. */
    @JsonIgnore
    default boolean isLast() {
        return this instanceof Closed;
    }

    /** The job is known to the assembler and will end by its deadline. */
    record Accepted(JobId job, long seq, Instant at, String prompt, Instant createdAt, Instant deadline)
            implements DocumentEvent {}

    /** A planner began to write. */
    record DraftStarted(JobId job, long seq, Instant at, DraftId draft, String backend, String model)
            implements DocumentEvent {}

    /** The planner had to start again: all parts so far are void. */
    record Reset(JobId job, long seq, Instant at, DraftId draft, String reason) implements DocumentEvent {}

    /** More text for the text part at {@code part}, which this event begins if the document has no such part yet. */
    record TextDelta(JobId job, long seq, Instant at, int part, String text) implements DocumentEvent {}

    /**
     * A picture takes its place at {@code part}; {@code index} counts the document's pictures from 0.
     *
     * @param params what the tool is asked, if that is known and not too much to keep
     */
    record ImagePending(
            JobId job,
            long seq,
            Instant at,
            int part,
            int index,
            CallId call,
            String tool,
            String description,
            Optional<JsonNode> params)
            implements DocumentEvent {
        public ImagePending {
            // A missing field of this type comes as JSON's null.
            params = params == null ? Optional.empty() : params.filter(node -> !node.isNull());
        }

        /** A picture that no parameters are known of. */
        public ImagePending(
                JobId job, long seq, Instant at, int part, int index, CallId call, String tool, String description) {
            this(job, seq, at, part, index, call, tool, description, Optional.empty());
        }
    }

    /**
     * An unfinished picture to show at {@code part} until the next event about it; {@code number} rises. The document
     * stays as it is: a client may ignore these.
     */
    record ImagePreview(JobId job, long seq, Instant at, int part, int index, int number, BlobRef blob)
            implements DocumentEvent {}

    /** The picture at {@code part} is there. */
    record ImageReady(
            JobId job, long seq, Instant at, int part, int index, String alt, BlobRef blob, Provenance provenance)
            implements DocumentEvent {}

    /** The picture at {@code part} will not come. */
    record ImageFailed(JobId job, long seq, Instant at, int part, int index, ToolFailure error)
            implements DocumentEvent {}

    /**
     * Test-time scaling got on with a candidate; nothing of the document changes.
     *
     * @param score of its text or its document, from 0 to 1, at the steps that give one
     * @param reason why it was dropped
     */
    record CandidateProgress(
            JobId job,
            long seq,
            Instant at,
            int candidate,
            CandidateStep step,
            Optional<Double> score,
            Optional<String> reason)
            implements DocumentEvent {
        public CandidateProgress {
            score = score == null ? Optional.empty() : score;
            reason = reason == null ? Optional.empty() : reason;
        }
    }

    /** The job ended; {@code document} is its one final state. */
    record Closed(JobId job, long seq, Instant at, Document document) implements DocumentEvent {}

    /**
     * Something that only a newer version knows; the document stays as it is. It has its place in the log, so a reader
     * that left it out would miss a number and wait for it. Only read, never written.
     */
    @JsonTypeName("unknown")
    record Unknown(
            JobId job,
            long seq,
            Instant at,

            @JsonProperty(access = JsonProperty.Access.WRITE_ONLY)
            String type) implements DocumentEvent {
        private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_.-]{0,63}");

        /** @throws IllegalArgumentException if it is no event at all */
        public Unknown {
            if (!isEvent(job, at, type)) {
                throw new IllegalArgumentException("no document event: its type, job or time is missing");
            }
        }

        private static boolean isEvent(@Nullable JobId job, @Nullable Instant at, @Nullable String type) {
            return job != null
                    && at != null
                    && type != null
                    && NAME.matcher(type).matches();
        }
    }
}
