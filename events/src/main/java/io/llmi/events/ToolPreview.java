package io.llmi.events;

/**
 * An unfinished picture, to be shown until the call ends; it changes nothing about the document.
 *
 * @param number counts the previews of one call from 0, at most {@link #MAX_PER_CALL} of them; one that comes after a
 *     higher number is ignored
 * @param image exists in the blob store before this record is published
 */
public record ToolPreview(int number, BlobRef image) implements ToolOutcome {
    /** More are ignored: every preview is an event of the document that all its readers get. */
    public static final int MAX_PER_CALL = 8;
}
