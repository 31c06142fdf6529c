package io.llmi.parser.scan;

import io.llmi.events.FailureCode;

/** Why a tag's body is no call; the message completes the sentence "The tag ...". */
final class UnreadableTagException extends Exception {
    private static final long serialVersionUID = 1L;
    private final FailureCode code;

    UnreadableTagException(String message) {
        this(FailureCode.UNREADABLE_TAG, message);
    }

    UnreadableTagException(FailureCode code, String message) {
        // Thrown for every way of reading that does not fit: the trace would cost more than the reading.
        super(message, null, false, false);
        this.code = code;
    }

    FailureCode code() {
        return code;
    }

    String reason() {
        String message = getMessage();
        return message == null ? "cannot be read" : message;
    }
}
