package io.llmi.events;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * An interleaved document, finished or as far as it has come.
 *
 * @param error why the job failed or what the document lacks as a whole, if anything
 * @param lack what is missing from a partial document, for programs
 */
public record Document(
        JobId id,
        JobStatus status,
        Instant createdAt,
        Optional<Instant> completedAt,
        String prompt,
        List<Part> parts,
        Usage usage,
        Timings timings,
        Optional<String> error,
        Optional<Lack> lack) {

    public Document {
        completedAt = present(completedAt);
        parts = parts == null ? List.of() : List.copyOf(parts);
        usage = usage == null ? Usage.NONE : usage;
        timings = timings == null ? Timings.NONE : timings;
        error = present(error);
        lack = present(lack);
    }

    /** What a partial document lacks. */
    public enum Lack {
        /** The text is whole; pictures are missing. */
        @JsonProperty("pictures")
        PICTURES,
        /** The text breaks off. */
        @JsonProperty("text")
        TEXT,
        /** The deadline passed. */
        @JsonProperty("time")
        TIME
    }

    /** A document of which no lack is known. */
    public Document(
            JobId id,
            JobStatus status,
            Instant createdAt,
            Optional<Instant> completedAt,
            String prompt,
            List<Part> parts,
            Usage usage,
            Timings timings,
            Optional<String> error) {
        this(id, status, createdAt, completedAt, prompt, parts, usage, timings, error, Optional.empty());
    }

    /** The same document with other parts. */
    public Document withParts(List<Part> others) {
        return with(status, others);
    }

    /** The document before anything of it was written. */
    public static Document empty(JobId id, String prompt, Instant createdAt) {
        return new Document(
                id,
                JobStatus.QUEUED,
                createdAt,
                Optional.empty(),
                prompt,
                List.of(),
                Usage.NONE,
                Timings.NONE,
                Optional.empty());
    }

    /** The document after one more event of its log; a pure function, the same for everyone who folds the log. */
    public Document after(DocumentEvent event) {
        return switch (event) {
            case DocumentEvent.Accepted e ->
                new Document(
                        e.job(),
                        JobStatus.QUEUED,
                        e.createdAt(),
                        Optional.empty(),
                        e.prompt(),
                        List.of(),
                        usage,
                        timings,
                        Optional.empty());
            case DocumentEvent.DraftStarted e -> with(JobStatus.RUNNING, parts);
            case DocumentEvent.Reset e -> with(JobStatus.RUNNING, List.of());
            case DocumentEvent.TextDelta e -> with(JobStatus.RUNNING, withText(e.part(), e.text()));
            case DocumentEvent.ImagePending e ->
                with(
                        JobStatus.RUNNING,
                        withPart(e.part(), ImagePart.pending(e.index(), e.tool(), e.description(), e.params())));
            case DocumentEvent.ImagePreview e -> this;
            case DocumentEvent.CandidateProgress e -> this;
            case DocumentEvent.Unknown e -> this;
            case DocumentEvent.ImageReady e ->
                with(status, withPart(e.part(), image(e.part()).ready(e.alt(), e.blob(), e.provenance())));
            case DocumentEvent.ImageFailed e ->
                with(status, withPart(e.part(), image(e.part()).failed(e.error())));
            case DocumentEvent.Closed e -> e.document();
        };
    }

    private Document with(JobStatus newStatus, List<Part> newParts) {
        return new Document(id, newStatus, createdAt, completedAt, prompt, newParts, usage, timings, error, lack);
    }

    private ImagePart image(int part) {
        if (part < parts.size() && parts.get(part) instanceof ImagePart image) {
            return image;
        }
        throw new IllegalStateException("the log of " + id + " has no picture at part " + part);
    }

    private List<Part> withText(int part, String text) {
        if (part < parts.size() && parts.get(part) instanceof TextPart before) {
            return withPart(part, new TextPart(before.text() + text));
        }
        return withPart(part, new TextPart(text));
    }

    private List<Part> withPart(int part, Part value) {
        if (part > parts.size()) {
            throw new IllegalStateException("the log of " + id + " skips from part " + parts.size() + " to " + part);
        }
        List<Part> copy = new ArrayList<>(parts);
        if (part == copy.size()) {
            copy.add(value);
        } else {
            copy.set(part, value);
        }
        return copy;
    }

    private static <T> Optional<T> present(@Nullable Optional<T> optional) {
        return optional == null ? Optional.empty() : optional;
    }

    /** A piece of the document, in reading order. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = TextPart.class, name = "text"),
        @JsonSubTypes.Type(value = ImagePart.class, name = "image")
    })
    public sealed interface Part {}

    /** Markdown. */
    public record TextPart(String text) implements Part {}

    /** How far a picture has come. */
    public enum ImageStatus {
        @JsonProperty("pending")
        PENDING,
        @JsonProperty("ready")
        READY,
        @JsonProperty("failed")
        FAILED
    }

    /**
     * A picture, or the explained gap where one should be.
     *
     * @param index counts the document's pictures from 0
     * @param tool the tool called; empty if the tag could not be read, {@link #UPLOAD} if the user put it there
     * @param blob there if ready
     * @param error there if failed
     * @param params what the tool was asked; absent if the tag could not be read, or where that would be too much to keep
     */
    public record ImagePart(
            int index,
            ImageStatus status,
            String tool,
            String description,
            String alt,
            Optional<BlobRef> blob,
            Optional<Provenance> provenance,
            Optional<ToolFailure> error,
            Optional<JsonNode> params)
            implements Part {
        /** Stands in the place of a tool for a picture that the user put into a document. */
        public static final String UPLOAD = "upload";

        public ImagePart {
            blob = present(blob);
            provenance = present(provenance);
            error = present(error);
            // A missing field of this type comes as JSON's null.
            params = present(params).filter(node -> !node.isNull());
        }

        /** A picture that no parameters are known of. */
        public static ImagePart pending(int index, String tool, String description) {
            return pending(index, tool, description, Optional.empty());
        }

        public static ImagePart pending(int index, String tool, String description, Optional<JsonNode> params) {
            return new ImagePart(
                    index,
                    ImageStatus.PENDING,
                    tool,
                    description,
                    description,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    params);
        }

        public ImagePart ready(String newAlt, BlobRef image, Provenance origin) {
            return new ImagePart(
                    index,
                    ImageStatus.READY,
                    tool,
                    description,
                    newAlt,
                    Optional.of(image),
                    Optional.of(origin),
                    Optional.empty(),
                    params);
        }

        public ImagePart failed(ToolFailure failure) {
            return new ImagePart(
                    index,
                    ImageStatus.FAILED,
                    tool,
                    description,
                    alt,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(failure),
                    params);
        }
    }

    /**
     * What the document cost.
     *
     * @param costUsd what its pictures cost in US dollars, as far as prices are known; absent if none is
     * @param scaling what was spent on candidates, where there were any; its tokens are counted here, its cost is not
     */
    public record Usage(
            long inputTokens,
            long outputTokens,
            int images,
            int failedImages,
            Optional<BigDecimal> costUsd,
            Optional<ScalingReport> scaling) {
        public static final Usage NONE = new Usage(0, 0, 0, 0);

        public Usage {
            costUsd = present(costUsd);
            scaling = present(scaling);
        }

        /** A usage without a price. */
        public Usage(long inputTokens, long outputTokens, int images, int failedImages) {
            this(inputTokens, outputTokens, images, failedImages, Optional.empty(), Optional.empty());
        }
    }

    /**
     * Where the time went, in milliseconds from the job's creation; 0 where it did not happen.
     *
     * @param planStartedMs the planner's first record
     * @param planEndedMs the planner's last record; of a revision, when its whole text was taken over
     * @param firstToolStartedMs the first tool call was taken up
     * @param completedMs the job ended
     * @param toolBusyMs summed time of all tool calls
     */
    public record Timings(
            long planStartedMs, long planEndedMs, long firstToolStartedMs, long completedMs, long toolBusyMs) {
        public static final Timings NONE = new Timings(0, 0, 0, 0, 0);
    }
}
