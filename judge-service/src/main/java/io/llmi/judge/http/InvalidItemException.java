package io.llmi.judge.http;

/** An item is not as it should be. */
final class InvalidItemException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient ItemError error;

    InvalidItemException(ItemError error) {
        super(error.message());
        this.error = error;
    }

    ItemError error() {
        return error;
    }
}
