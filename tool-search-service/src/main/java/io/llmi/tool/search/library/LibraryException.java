package io.llmi.tool.search.library;

/** The library or one of its pictures cannot be read; the message says which and why. */
public class LibraryException extends Exception {
    private static final long serialVersionUID = 1L;
    private final String reason;

    public LibraryException(String reason) {
        super(reason);
        this.reason = reason;
    }

    public LibraryException(String reason, Throwable cause) {
        super(reason, cause);
        this.reason = reason;
    }

    /** Why, in a sentence. */
    public String reason() {
        return reason;
    }
}
