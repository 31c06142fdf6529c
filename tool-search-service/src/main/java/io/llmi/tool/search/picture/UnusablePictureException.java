package io.llmi.tool.search.picture;

import org.jspecify.annotations.Nullable;

/** A picture that a search named is of no use; the next candidate may be. */
public final class UnusablePictureException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Why, as it is counted and told. */
    public enum Reason {
        /** Its address leads to a place that must not be asked. */
        BLOCKED("led to a blocked address"),
        /** It cannot be reached, is gone, or is not handed out. */
        UNREACHABLE("could not be downloaded"),
        /** What came is not a picture of an accepted format, or is damaged. */
        NOT_A_PICTURE("turned out to be no usable picture"),
        TOO_SMALL("had too few pixels"),
        TOO_LARGE("had too many pixels or bytes"),
        /** It shows next to nothing. */
        BLANK("was blank");

        private final String told;

        Reason(String told) {
            this.told = told;
        }

        /** What is said of such a picture, in the past tense. */
        public String told() {
            return told;
        }
    }

    private final Reason reason;

    public UnusablePictureException(Reason reason, String message) {
        this(reason, message, null);
    }

    /** @param message for the log; nothing that the picture's host said */
    public UnusablePictureException(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
