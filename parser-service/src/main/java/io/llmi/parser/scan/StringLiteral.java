package io.llmi.parser.scan;

import java.util.List;

/** Reads the string at a cursor: its prefix, its quotes, and pieces side by side, which Python joins. */
final class StringLiteral {
    private static final String PREFIX_LETTERS = "rRbBuUfF";
    private final LiteralCursor in;
    private final QuoteGuess guess;

    StringLiteral(LiteralCursor in) {
        this.in = in;
        this.guess = new QuoteGuess(in);
    }

    boolean isNext() {
        return LiteralCursor.isQuote(in.charAt(in.at() + prefixLength()));
    }

    boolean isTripleNext() {
        return isTriple(in.at() + prefixLength());
    }

    /**
     * A string whose first unescaped quote ends it, and the pieces that follow it.
     *
     * @param sameLine whether pieces on one line are joined: two quotes in a row on one line are, in a program, more
     *     likely an empty or blank string whose quotes were not escaped
     */
    String wellFormed(boolean sameLine) throws UnreadableTagException {
        StringBuilder joined = new StringBuilder(piece());
        while (true) {
            int end = in.at();
            int next = in.afterBlanks(end);
            boolean plus = in.charAt(next) == '+';
            if (plus) {
                next = in.afterBlanks(next + 1);
            }
            in.moveTo(next);
            boolean apart = next > end
                    && (plus || sameLine || in.text().substring(end, next).indexOf('\n') >= 0);
            if (!isNext() || !apart) {
                in.moveTo(end);
                return joined.toString();
            }
            joined.append(piece());
        }
    }

    /** A string that ends at the first quote that may end it. */
    String guessed(boolean inList) throws UnreadableTagException {
        int quoteAt = in.at() + prefixLength();
        int end = guess.firstEnd(quoteAt + 1, in.charAt(quoteAt), inList);
        if (end < 0) {
            throw notClosed(quoteAt);
        }
        return upTo(end);
    }

    List<Integer> endsOfCode() throws UnreadableTagException {
        int quoteAt = in.at() + prefixLength();
        List<Integer> ends = guess.endsOfCode(quoteAt + 1, in.charAt(quoteAt));
        if (ends.isEmpty()) {
            throw notClosed(quoteAt);
        }
        return ends;
    }

    /**
     * The string that ends at a quote. If quotes and line breaks in it are raw then so, most likely, are its
     * backslashes: it is taken as it stands.
     */
    String upTo(int end) {
        boolean raw = isRaw();
        int quoteAt = in.at() + prefixLength();
        String source = in.text().substring(quoteAt + 1, end);
        in.moveTo(end + 1);
        boolean verbatim = raw
                || (source.indexOf('\n') >= 0 && hasUnescaped(source, in.text().charAt(quoteAt)));
        return verbatim ? source : Escapes.decode(source);
    }

    private String piece() throws UnreadableTagException {
        boolean raw = isRaw();
        int quoteAt = in.at() + prefixLength();
        boolean triple = isTriple(quoteAt);
        int from = quoteAt + (triple ? 3 : 1);
        int end = end(from, in.charAt(quoteAt), triple);
        if (end < 0) {
            throw notClosed(quoteAt);
        }
        in.moveTo(end + (triple ? 3 : 1));
        String source = in.text().substring(from, end);
        return raw ? source : Escapes.decode(source);
    }

    private int end(int from, char quote, boolean triple) {
        String text = in.text();
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == quote && (!triple || (in.charAt(i + 1) == quote && in.charAt(i + 2) == quote))) {
                return i;
            }
        }
        return -1;
    }

    private boolean isTriple(int quoteAt) {
        char quote = in.charAt(quoteAt);
        return LiteralCursor.isQuote(quote) && in.charAt(quoteAt + 1) == quote && in.charAt(quoteAt + 2) == quote;
    }

    private int prefixLength() {
        int length = 0;
        while (length < 2 && PREFIX_LETTERS.indexOf(in.charAt(in.at() + length)) >= 0) {
            length++;
        }
        return length;
    }

    private boolean isRaw() {
        String prefix = in.text().substring(in.at(), in.at() + prefixLength());
        return prefix.indexOf('r') >= 0 || prefix.indexOf('R') >= 0;
    }

    private static boolean hasUnescaped(String source, char quote) {
        for (int i = 0; i < source.length(); i++) {
            char c = source.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == quote) {
                return true;
            }
        }
        return false;
    }

    private static UnreadableTagException notClosed(int quoteAt) {
        return new UnreadableTagException("has a string at position " + quoteAt + " that is not closed");
    }
}
