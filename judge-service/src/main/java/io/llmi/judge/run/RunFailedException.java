package io.llmi.judge.run;

import org.jspecify.annotations.Nullable;

/** The pipeline made no document of a completion; the message may be shown. */
public final class RunFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Whose fault it is. */
    public enum Kind {
        /** Kafka does not take the job. */
        UNAVAILABLE,
        /** No document came in time, or one without the text that was given. */
        PIPELINE
    }

    private final Kind kind;

    public RunFailedException(Kind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
