package io.llmi.tool.search.web;

import java.util.Optional;

import org.jsoup.Jsoup;

/** Texts that strangers wrote, made fit to be shown: one line, of limited length, with nothing that hides or turns it. */
public final class UntrustedText {
    /** Longest title in code points. */
    public static final int TITLE = 200;

    /** Longest credit line in code points. */
    public static final int CREDIT = 500;

    /** Longest licence name in code points. */
    public static final int LICENCE = 80;

    private static final int ZERO_WIDTH_NON_JOINER = 0x200c;
    private static final int ZERO_WIDTH_JOINER = 0x200d;

    private UntrustedText() {}

    /** @param max code points; what is longer ends in an ellipsis */
    public static String line(String raw, int max) {
        StringBuilder out = new StringBuilder();
        // Cut first: a megabyte of blanks is not worth looking through.
        raw.codePoints().limit(max * 8L).forEach(c -> {
            if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
                out.append(' ');
            } else if (isVisible(c)) {
                out.appendCodePoint(c);
            }
        });
        return shortened(out.toString().replaceAll(" +", " ").strip(), max);
    }

    /** The text of a fragment of HTML, as {@link #line}; empty if there is none. */
    public static Optional<String> ofHtml(String html, int max) {
        String bounded = html.length() > max * 40 ? html.substring(0, max * 40) : html;
        return Optional.of(line(Jsoup.parseBodyFragment(bounded).text(), max)).filter(text -> !text.isEmpty());
    }

    /** Its beginning, with an ellipsis if that is not all. */
    public static String shortened(String text, int max) {
        return text.codePointCount(0, text.length()) <= max
                ? text
                : text.substring(0, text.offsetByCodePoints(0, max - 1)) + "…";
    }

    /** Scripts and emoji need the joiners; bidirectional controls, tags and other formats only deceive. */
    private static boolean isVisible(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED -> false;
            case Character.FORMAT -> c == ZERO_WIDTH_JOINER || c == ZERO_WIDTH_NON_JOINER;
            default -> true;
        };
    }
}
