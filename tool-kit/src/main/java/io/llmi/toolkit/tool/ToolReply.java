package io.llmi.toolkit.tool;

import java.util.List;

import io.llmi.events.FailureCode;
import io.llmi.events.Provenance;
import io.llmi.events.ToolFailure;

/** What a tool answers. */
public sealed interface ToolReply {
    /**
     * A picture.
     *
     * @param bytes PNG, JPEG or WebP; checked by the tool kit, which refuses anything else
     * @param alt a text for readers who do not see it; never empty
     * @param warnings what a reader of the document should know
     */
    record Picture(byte[] bytes, String alt, Provenance provenance, List<String> warnings) implements ToolReply {
        public Picture {
            warnings = List.copyOf(warnings);
        }

        public Picture(byte[] bytes, String alt, Provenance provenance) {
            this(bytes, alt, provenance, List.of());
        }
    }

    /** No picture. This is final: what trying again may mend, a tool's {@code BackendChain} has tried again. */
    record Failed(ToolFailure failure) implements ToolReply {}

    static Failed failed(FailureCode code, String message) {
        return new Failed(new ToolFailure(code, message));
    }
}
