package io.llmi.parser.scan;

/** A position in a tag's body, and the small looks ahead that reading a literal needs. */
final class LiteralCursor {
    static final char END = '\uFFFF';
    private static final int MAX_KEY = 128;
    private final String text;
    private int at;

    LiteralCursor(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }

    int at() {
        return at;
    }

    void moveTo(int index) {
        at = index;
    }

    char peek() {
        return charAt(at);
    }

    char charAt(int index) {
        return index < text.length() ? text.charAt(index) : END;
    }

    /** The next character that is no blank, which is left to be read; {@link #END} if there is none. */
    char skipBlanks() {
        at = afterBlanks(at);
        return peek();
    }

    int afterBlanks(int from) {
        int i = from;
        while (i < text.length() && isBlank(text.charAt(i))) {
            i++;
        }
        return i;
    }

    /** The index after blanks and closing brackets. */
    int afterClosers(int from) {
        int i = from;
        while (i < text.length() && (isBlank(text.charAt(i)) || isCloser(text.charAt(i)))) {
            i++;
        }
        return i;
    }

    /** The key of the quoted key and colon that stand at an index, or "" if something else does. */
    String keyAt(int index) {
        char quote = charAt(index);
        if (!isQuote(quote)) {
            return "";
        }
        int i = index + 1;
        while (i < text.length() && i - index <= MAX_KEY && isKeyChar(text.charAt(i))) {
            i++;
        }
        boolean isKey = i > index + 1 && charAt(i) == quote && charAt(afterBlanks(i + 1)) == ':';
        return isKey ? text.substring(index + 1, i) : "";
    }

    /** Whether a key without quotes and its colon stand at an index. */
    boolean isBareKeyAt(int index) {
        int i = index;
        while (isWordChar(charAt(i)) && i - index <= MAX_KEY) {
            i++;
        }
        return i > index && charAt(afterBlanks(i)) == ':';
    }

    static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\u00A0';
    }

    static boolean isCloser(char c) {
        return c == '}' || c == ']' || c == ')';
    }

    static boolean isQuote(char c) {
        return c == '\'' || c == '"';
    }

    static boolean isWordChar(char c) {
        return c == '_' || (c < 128 && Character.isLetterOrDigit(c));
    }

    private static boolean isKeyChar(char c) {
        return isWordChar(c) || c == '-' || c == ' ' || c == '.';
    }
}
