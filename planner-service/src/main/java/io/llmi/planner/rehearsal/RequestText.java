package io.llmi.planner.rehearsal;

import java.util.regex.Pattern;

import io.llmi.planner.WellFormed;

/** A request's text as the rules read it: bounded, well-formed, without tags and control characters. */
final class RequestText {
    private static final int MAX_CHARS = 4000;
    private static final Pattern TAG = Pattern.compile("<[^<>\\n]{0,80}>");
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Cf}&&[^\\n\\u200d]]");
    private static final Pattern MARKUP = Pattern.compile("[<>`\\[\\]|*#\\\\{}]");
    private static final Pattern BLANKS = Pattern.compile("[\\p{Zs}\\t]+");
    private static final Pattern LINES = Pattern.compile("\\s*\\n\\s*");

    private RequestText() {}

    /** Words of a cleaned text as the reader should see them. */
    static String shown(String text) {
        return text.replace(BLACK_AND_WHITE, "black and white");
    }

    /** The text to read; what could open or close a tag, or format the document, is gone from it. */
    static String clean(String prompt) {
        String text = prompt.length() > MAX_CHARS ? prompt.substring(0, MAX_CHARS) : prompt;
        text = WellFormed.text(text).replace("\r\n", "\n").replace('\r', '\n').replace('\t', ' ');
        // Twice, since removing one tag may leave another: <im<x>gen>.
        text = TAG.matcher(TAG.matcher(text).replaceAll(" ")).replaceAll(" ");
        text = CONTROL.matcher(text).replaceAll("");
        text = MARKUP.matcher(text).replaceAll(" ");
        text = text.replaceAll("(?i)\\bblack and white\\b", BLACK_AND_WHITE);
        text = BLANKS.matcher(text).replaceAll(" ");
        return LINES.matcher(text).replaceAll("\n").strip();
    }

    /** Held together so that its "and" does not part two requests. */
    static final String BLACK_AND_WHITE = "blackandwhite";
}
