package io.llmi.parser.scan;

import java.util.ArrayDeque;
import java.util.Deque;

/** The characters to scan: those of the chunk, and before them those that are to be scanned again. */
final class TextInput {
    private static final class Piece {
        private final String text;
        private final boolean fresh;
        private int at;

        Piece(String text, boolean fresh) {
            this.text = text;
            this.fresh = fresh;
        }
    }

    private final Deque<Piece> pieces = new ArrayDeque<>();
    private long fresh;
    private long again;

    TextInput(long fresh, long again) {
        this.fresh = fresh;
        this.again = again;
    }

    void add(String chunk) {
        push(chunk, true);
    }

    void scanAgain(String text) {
        push(text, false);
    }

    boolean hasNext() {
        return !pieces.isEmpty();
    }

    char next() {
        Piece piece = pieces.element();
        char c = piece.text.charAt(piece.at++);
        if (piece.at == piece.text.length()) {
            pieces.remove();
        }
        if (piece.fresh) {
            fresh++;
        } else {
            again++;
        }
        return c;
    }

    long fresh() {
        return fresh;
    }

    long again() {
        return again;
    }

    private void push(String text, boolean isFresh) {
        if (!text.isEmpty()) {
            pieces.push(new Piece(text, isFresh));
        }
    }
}
