package io.llmi.standalone.evaluation.task;

/** A benchmark's file cannot be used; the message names the place and what is expected there. */
public final class BadTaskException extends Exception {
    private static final long serialVersionUID = 1L;

    public BadTaskException(String message) {
        super(message);
    }
}
