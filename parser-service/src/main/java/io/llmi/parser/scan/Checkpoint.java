package io.llmi.parser.scan;

import java.util.Optional;

/**
 * All that a scanner between two tags knows, small enough to be stored with every chunk. The scanner that is made of it
 * goes on as the one that gave it would have.
 *
 * @param held text that was read and not given out, as it may be the beginning of markup
 * @param atLineStart whether {@code held} begins a line
 * @param openFence the code block that the text is in
 * @param removedFence the fence before the last tag, left out of the text because only tags have followed it so far
 * @param fresh characters fed so far
 * @param again characters scanned again so far
 */
public record Checkpoint(
        Mode mode,
        String held,
        boolean atLineStart,
        Optional<Fence> openFence,
        Optional<Fence> removedFence,
        long fresh,
        long again) {
    /** What the text at this place is. */
    public enum Mode {
        TEXT,
        /** Inside {@code <think>}. */
        THINK,
        /** The rest of a tag that was too long. */
        OVERLONG_TAG
    }

    static final Checkpoint START = new Checkpoint(Mode.TEXT, "", true, Optional.empty(), Optional.empty(), 0, 0);
}
