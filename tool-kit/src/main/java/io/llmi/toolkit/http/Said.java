package io.llmi.toolkit.http;

import java.util.regex.Pattern;

/** Words of a backend on their way into a document: one short line, without paths of its machine. */
public final class Said {
    private static final int MAX = 200;
    private static final Pattern PATH = Pattern.compile("(?:[A-Za-z]:)?(?:[/\\\\][^\\s/\\\\'\":,]+){2,}");

    private Said() {}

    /** The first line of the words, at most 200 characters. */
    public static String trimmed(String words) {
        String line = words.strip().lines().findFirst().orElse("");
        String clean = PATH.matcher(line).replaceAll("…").replaceAll("\\p{Cntrl}", " ");
        return clean.length() > MAX ? clean.substring(0, MAX - 1) + "…" : clean;
    }

    /** The words as a sentence of their own, or nothing. */
    public static String quoted(String words) {
        String trimmed = trimmed(words);
        return trimmed.isEmpty() ? "" : " It said: " + trimmed;
    }
}
