package io.llmi.parser.scan;

import java.util.Optional;

import io.llmi.events.ToolCall;
import io.llmi.events.ToolFailure;

/** A piece of a document as the scanner found it, in document order. */
public sealed interface Fragment {
    /** Text that is shown; never empty, surrogates always in pairs. */
    record Text(String text) implements Fragment {}

    /** A tag that closed and could be read. */
    record Call(ToolCall call) implements Fragment {}

    /**
     * A tag that cannot be executed.
     *
     * @param tool what it seems to call
     * @param description what it seems to show; may be empty
     */
    record Rejected(Optional<String> tool, String description, ToolFailure failure) implements Fragment {}
}
