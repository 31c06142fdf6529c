package io.llmi.parser.scan;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Guesses where a string ends whose own quotes are not escaped, as in
 * {@code {'code': 'plt.title('Tides')', 'description': 'x'}}.
 *
 * <p>A quote may end a string of an object if after it, closing brackets left out, comes the end of the body or a comma
 * and a quoted key with its colon; in a list, also a closing bracket, or a comma and the beginning of a value.
 *
 * <p>Of a string that is not code the first such quote is taken. Code is full of such quotes (every dictionary and
 * list), so its ends are tried in this order, until the rest of the body reads as a well-formed literal: those before
 * one of the tag's own keys, first to last; those before any other key, last to first; those at the end of the body.
 */
final class QuoteGuess {
    /** Bounds the readings of one body, so that reading stays linear in it. */
    static final int MAX_ENDS = 9;

    private static final int MAX_OF_A_KIND = 4;
    private static final Set<String> TAG_KEYS = Set.of("source", "tool", "description", "params");
    private static final int NONE = -1;

    private final LiteralCursor in;
    private final boolean bareKeys;

    QuoteGuess(LiteralCursor in) {
        this.in = in;
        this.bareKeys = in.charAt(0) == '{' && LiteralCursor.isWordChar(in.charAt(in.afterBlanks(1)));
    }

    /** The index of the first quote that may end a string, or -1. */
    int firstEnd(int from, char quote, boolean inList) {
        for (int i = next(from, quote); i != NONE; i = next(i + 1, quote)) {
            if (mayEnd(i, inList)) {
                return i;
            }
        }
        return NONE;
    }

    /** The quotes that may end a piece of code, the most plausible first; at most {@link #MAX_ENDS}. */
    List<Integer> endsOfCode(int from, char quote) {
        List<Integer> beforeTagKey = new ArrayList<>();
        List<Integer> beforeKey = new ArrayList<>();
        int last = NONE;
        for (int i = next(from, quote); i != NONE; i = next(i + 1, quote)) {
            int rest = in.afterClosers(i + 1);
            String key = in.charAt(rest) == ',' ? in.keyAt(in.afterBlanks(rest + 1)) : "";
            if (TAG_KEYS.contains(key)) {
                beforeTagKey.add(i);
            } else if (!key.isEmpty()) {
                beforeKey.add(i);
            } else if (isEnd(rest)) {
                last = i;
            }
        }
        Set<Integer> ends = new LinkedHashSet<>(beforeTagKey.subList(0, Math.min(MAX_OF_A_KIND, beforeTagKey.size())));
        ends.addAll(beforeKey
                .subList(Math.max(0, beforeKey.size() - MAX_OF_A_KIND), beforeKey.size())
                .reversed());
        if (last != NONE) {
            ends.add(last);
        }
        return List.copyOf(ends);
    }

    private boolean mayEnd(int quoteAt, boolean inList) {
        int rest = in.afterBlanks(quoteAt + 1);
        char next = in.charAt(rest);
        if (inList && (next == ']' || next == ')')) {
            return true;
        }
        if (inList && next == ',') {
            char value = in.charAt(in.afterBlanks(rest + 1));
            return LiteralCursor.isQuote(value)
                    || LiteralCursor.isCloser(value)
                    || value == '{'
                    || value == '['
                    || LiteralCursor.isWordChar(value)
                    || value == '-';
        }
        int outside = in.afterClosers(rest);
        if (isEnd(outside)) {
            return true;
        }
        if (in.charAt(outside) != ',') {
            return false;
        }
        int after = in.afterBlanks(outside + 1);
        boolean nextElement = outside > rest && (in.charAt(after) == '{' || in.charAt(after) == '[');
        return nextElement || isKeyOrEnd(after);
    }

    private boolean isKeyOrEnd(int index) {
        return !in.keyAt(index).isEmpty() || (bareKeys && in.isBareKeyAt(index)) || isEnd(in.afterClosers(index));
    }

    private boolean isEnd(int index) {
        int i = index;
        if (in.charAt(i) == ',') {
            i = in.afterClosers(i + 1);
        }
        return i >= in.text().length();
    }

    private int next(int from, char quote) {
        String text = in.text();
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == quote) {
                return i;
            }
        }
        return NONE;
    }
}
