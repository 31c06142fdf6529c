package io.llmi.toolkit.imagegen;

/** The text for readers who do not see a picture. */
final class AltText {
    private static final int MAX = 300;

    private AltText() {}

    static String of(String description, String otherwise) {
        String text = description.isBlank() ? otherwise.strip() : description.strip();
        return text.codePointCount(0, text.length()) > MAX
                ? text.substring(0, text.offsetByCodePoints(0, MAX - 1)) + "…"
                : text;
    }
}
