package io.llmi.parser.scan;

/**
 * Knows, character by character, whether a text of JSON or Python literals is inside a string, if its quotes are
 * escaped as they should be.
 */
final class QuoteTracker {
    private enum State {
        OUTSIDE,
        OPENED,
        /** Two quotes: an empty string, or the beginning of a triple-quoted one. */
        DOUBLED,
        SINGLE,
        TRIPLE
    }

    private State state = State.OUTSIDE;
    private char quote;
    private int closing;
    private boolean escaped;

    void accept(char c) {
        switch (state) {
            case OUTSIDE -> outside(c);
            case OPENED -> {
                if (c == quote) {
                    state = State.DOUBLED;
                } else {
                    state = State.SINGLE;
                    inside(c);
                }
            }
            case DOUBLED -> {
                if (c == quote) {
                    state = State.TRIPLE;
                    closing = 0;
                } else {
                    state = State.OUTSIDE;
                    outside(c);
                }
            }
            case SINGLE, TRIPLE -> inside(c);
        }
    }

    boolean inString() {
        return state == State.OPENED || state == State.SINGLE || state == State.TRIPLE;
    }

    private void outside(char c) {
        if (c == '\'' || c == '"') {
            quote = c;
            state = State.OPENED;
        }
    }

    private void inside(char c) {
        if (escaped) {
            escaped = false;
        } else if (c == '\\') {
            escaped = true;
            closing = 0;
        } else if (c != quote) {
            closing = 0;
        } else if (state == State.SINGLE || ++closing == 3) {
            state = State.OUTSIDE;
            closing = 0;
        }
    }
}
