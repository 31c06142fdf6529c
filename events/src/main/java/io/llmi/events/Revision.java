package io.llmi.events;

import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.jspecify.annotations.Nullable;

/**
 * An ended document that is to be had again with some of its pictures changed. No planner writes it: the assembler takes
 * over what is kept, and has the tools make what is not.
 *
 * @param of the job whose document it is
 * @param pieces the new document in reading order; its pictures have the indices of the old one's
 * @param lack why the text breaks off, if it does
 */
public record Revision(JobId of, List<Piece> pieces, Optional<String> lack) {
    public Revision {
        pieces = pieces == null ? List.of() : List.copyOf(pieces);
        lack = present(lack);
    }

    /** How many pictures are there from the beginning. */
    public int keptPictures() {
        return (int) pieces.stream()
                .filter(piece -> piece instanceof Kept kept && kept.image().status() == Document.ImageStatus.READY)
                .count();
    }

    /** What stands at one place of the new document. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Text.class, name = "text"),
        @JsonSubTypes.Type(value = Kept.class, name = "kept"),
        @JsonSubTypes.Type(value = Made.class, name = "made")
    })
    public sealed interface Piece {}

    /** Markdown, as it was. */
    public record Text(String text) implements Piece {}

    /** A picture that is there, or the explained gap that stays one. */
    public record Kept(Document.ImagePart image) implements Piece {}

    /**
     * A picture that a tool makes.
     *
     * @param needsSource whether it changes an earlier picture, which {@link ToolCall#imageIndex()} names
     */
    public record Made(ToolCall call, boolean needsSource) implements Piece {}

    private static Optional<String> present(@Nullable Optional<String> optional) {
        return optional == null ? Optional.empty() : optional;
    }
}
