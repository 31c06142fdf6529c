package io.llmi.tool.code;

import java.time.Duration;

/** Runs programs that nobody has read. Thread-safe; each run is a sandbox of its own that leaves nothing behind. */
interface Sandbox extends AutoCloseable {
    /**
     * Runs one program and waits for it.
     *
     * @param source Python, already checked by {@link SourceCheck}
     * @param patience the longest to wait; the program is then killed with all it started
     * @throws InterruptedException if interrupted; the program is killed then, too
     */
    ProgramResult run(String source, Duration patience) throws InterruptedException;

    /** Ends what runs between programs, if anything does; a run after it starts that again. */
    @Override
    void close();
}
