package io.llmi.parser.scan;

import java.util.ArrayList;
import java.util.List;

/** Collects what one feed found: adjacent text in one piece, surrogate pairs put together across feeds. */
final class FragmentSink {
    private static final char REPLACEMENT = '\uFFFD';
    private static final char NONE = 0;
    private final StringBuilder text = new StringBuilder();
    private List<Fragment> found = new ArrayList<>();
    private char high = NONE;

    void append(char c) {
        if (high != NONE) {
            if (Character.isLowSurrogate(c)) {
                text.append(high).append(c);
                high = NONE;
                return;
            }
            text.append(REPLACEMENT);
            high = NONE;
        }
        if (Character.isHighSurrogate(c)) {
            high = c;
        } else {
            text.append(Character.isLowSurrogate(c) ? REPLACEMENT : c);
        }
    }

    void append(CharSequence piece) {
        for (int i = 0; i < piece.length(); i++) {
            append(piece.charAt(i));
        }
    }

    void add(Fragment tag) {
        endText();
        found.add(tag);
    }

    /** What was found since the last call; a high surrogate waits for its other half. */
    List<Fragment> take() {
        if (!text.isEmpty()) {
            found.add(new Fragment.Text(text.toString()));
            text.setLength(0);
        }
        List<Fragment> taken = found;
        found = new ArrayList<>();
        return List.copyOf(taken);
    }

    /** The half character that waits, as text of length 0 or 1. */
    String waiting() {
        return high == NONE ? "" : String.valueOf(high);
    }

    /** What follows is no neighbour of the text so far. */
    void breakPair() {
        if (high != NONE) {
            text.append(REPLACEMENT);
            high = NONE;
        }
    }

    void endText() {
        breakPair();
        if (!text.isEmpty()) {
            found.add(new Fragment.Text(text.toString()));
            text.setLength(0);
        }
    }
}
