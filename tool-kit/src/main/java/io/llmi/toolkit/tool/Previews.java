package io.llmi.toolkit.tool;

/** Where a tool sends unfinished pictures. Thread-safe; never blocks for long and never fails. */
@FunctionalInterface
public interface Previews {
    /** Drops them all. */
    Previews NONE = (index, bytes) -> {};

    /**
     * Shows an unfinished picture.
     *
     * @param index counts the previews of one call from 0
     * @param bytes PNG, JPEG or WebP; what is no picture is dropped
     */
    void preview(int index, byte[] bytes);
}
