package io.llmi.parser.scan;

/** The markup that the scanner knows; names in any case, no blanks or attributes inside the brackets. */
enum Markup {
    TAG_OPEN("<imgen>"),
    TAG_CLOSE("</imgen>"),
    THINK_OPEN("<think>"),
    THINK_CLOSE("</think>");

    private final String text;

    Markup(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }

    int length() {
        return text.length();
    }

    boolean matches(char c, int position) {
        return text.charAt(position) == (c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c);
    }
}
