package io.llmi.judge.rubric;

/** A judge's answer holds no usable scores; the message says what is missing and shows nothing of the answer. */
public final class UnreadableAnswerException extends Exception {
    private static final long serialVersionUID = 1L;

    public UnreadableAnswerException(String message) {
        super(message);
    }
}
