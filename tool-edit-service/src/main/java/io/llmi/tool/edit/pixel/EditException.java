package io.llmi.tool.edit.pixel;

/** An operation cannot be done to this picture; the message tells its reader why. */
public class EditException extends Exception {
    private static final long serialVersionUID = 1L;
    private final String reason;

    public EditException(String message) {
        super(message);
        this.reason = message;
    }

    public EditException(String message, Throwable cause) {
        super(message, cause);
        this.reason = message;
    }

    /** Why, in a sentence for the document's reader. */
    public String reason() {
        return reason;
    }
}
