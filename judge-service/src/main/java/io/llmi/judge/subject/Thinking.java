package io.llmi.judge.subject;

/** Takes a model's thinking out of what it said. */
public final class Thinking {
    private static final String OPEN = "<think>";
    private static final String CLOSE = "</think>";

    private Thinking() {}

    /** A draft without its thoughts, as the tag parser reads it; a thought that is never closed takes the rest. */
    public static String strip(String text) {
        StringBuilder said = new StringBuilder();
        int from = 0;
        for (int open = text.indexOf(OPEN); open >= 0; open = text.indexOf(OPEN, from)) {
            said.append(text, from, open);
            int close = text.indexOf(CLOSE, open);
            from = close < 0 ? text.length() : close + CLOSE.length();
        }
        return said.append(text, from, text.length()).toString();
    }

    /**
     * What a judge says after its last thought. Templates that open the thought themselves leave only its closing mark
     * in the answer.
     */
    public static String conclusion(String answer) {
        int close = answer.lastIndexOf(CLOSE);
        return strip(close < 0 ? answer : answer.substring(close + CLOSE.length()));
    }
}
