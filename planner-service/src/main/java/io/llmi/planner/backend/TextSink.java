package io.llmi.planner.backend;

/** Takes the text of a draft as it is written. */
@FunctionalInterface
public interface TextSink {
    /**
     * Takes the next piece, cut anywhere, even inside a surrogate pair; blocks while the reader is too slow.
     *
     * @throws InterruptedException if interrupted while blocked
     */
    void text(String piece) throws InterruptedException;
}
