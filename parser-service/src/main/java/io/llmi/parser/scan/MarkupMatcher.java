package io.llmi.parser.scan;

import java.util.Optional;

/**
 * Recognises markup character by character.
 *
 * <p>A {@code <} stands only at the beginning of markup, so a mismatch never has to look back.
 */
final class MarkupMatcher {
    private final Markup[] wanted;
    private int alive;
    private int length;

    MarkupMatcher(Markup... wanted) {
        this.wanted = wanted;
    }

    /** Takes the next character; the markup that it completes, if any. */
    Optional<Markup> accept(char c) {
        if (c == '<') {
            alive = (1 << wanted.length) - 1;
            length = 1;
            return Optional.empty();
        }
        if (length == 0) {
            return Optional.empty();
        }
        for (int i = 0; i < wanted.length; i++) {
            if ((alive & (1 << i)) != 0 && !wanted[i].matches(c, length)) {
                alive &= ~(1 << i);
            }
        }
        length = alive == 0 ? 0 : length + 1;
        for (int i = 0; i < wanted.length; i++) {
            if ((alive & (1 << i)) != 0 && wanted[i].length() == length) {
                reset();
                return Optional.of(wanted[i]);
            }
        }
        return Optional.empty();
    }

    /** How many of the last characters may be the beginning of markup; 0 if none. */
    int pending() {
        return length;
    }

    /** The possible beginning of markup, in lower case. */
    String pendingText() {
        return length == 0
                ? ""
                : wanted[Integer.numberOfTrailingZeros(alive)].text().substring(0, length);
    }

    void reset() {
        length = 0;
        alive = 0;
    }
}
