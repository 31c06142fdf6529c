package io.llmi.judge.rubric;

/**
 * A judge's instructions.
 *
 * @param version names the wording, so that scores can be compared: {@code v1}, or of one from outside the jar
 *     {@code v1+} and the first digits of its SHA-256
 * @param text with {@code {{format}}} where the form of the answer is told
 */
public record Prompt(String version, String text) {
    static final String FORMAT = "{{format}}";

    /** @throws IllegalArgumentException if the text does not say where the form of the answer belongs */
    public Prompt {
        if (!text.contains(FORMAT)) {
            throw new IllegalArgumentException(
                    "the judge's prompt " + version + " lacks " + FORMAT + ", where the form of the answer is put");
        }
    }

    /** The instructions with this form of the answer. */
    public String with(String format) {
        return text.replace(FORMAT, format);
    }
}
