package io.llmi.parser.scan;

/** Tells from a body's first characters whether it is a literal or prose, and where prose ends: at a blank line. */
final class BodyShape {
    private enum Shape {
        BLANK,
        BACKTICKS,
        LITERAL,
        PROSE
    }

    private static final int FENCE_LENGTH = 3;
    private Shape shape = Shape.BLANK;
    private int backticks;
    private int length;
    private int lineEnd = -1;
    private boolean over;

    void accept(char c) {
        length++;
        switch (shape) {
            case BLANK -> begin(c);
            case BACKTICKS -> {
                if (c != '`') {
                    shape = Shape.PROSE;
                } else if (++backticks == FENCE_LENGTH) {
                    shape = Shape.LITERAL;
                }
            }
            case LITERAL -> {}
            case PROSE -> prose(c);
        }
    }

    boolean isLiteral() {
        return shape == Shape.LITERAL;
    }

    /** Whether prose has come to a blank line. */
    boolean isOver() {
        return over;
    }

    /** Where the line before the blank one ended; the line break is no part of the body. */
    int proseEnd() {
        return lineEnd;
    }

    private void begin(char c) {
        if (c == '{') {
            shape = Shape.LITERAL;
        } else if (c == '`') {
            shape = Shape.BACKTICKS;
            backticks = 1;
        } else if (!LiteralCursor.isBlank(c)) {
            shape = Shape.PROSE;
        }
    }

    private void prose(char c) {
        if (c == '\n') {
            over = lineEnd >= 0;
            lineEnd = over ? lineEnd : length - 1;
        } else if (!LiteralCursor.isBlank(c)) {
            lineEnd = -1;
        }
    }
}
