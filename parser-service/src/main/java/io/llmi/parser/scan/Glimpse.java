package io.llmi.parser.scan;

import java.util.Locale;
import java.util.Optional;

/** What a tag that cannot be read seems to say, so that the gap in the document can be labelled. */
final class Glimpse {
    private static final int MAX_TOOL = 32;
    private static final int MAX_DESCRIPTION = 300;

    private Glimpse() {}

    static Optional<String> tool(String body) {
        for (String key : TagFields.TOOL_KEYS) {
            Optional<String> value = valueOf(body, key, MAX_TOOL)
                    .map(text -> text.strip().toLowerCase(Locale.ROOT))
                    .filter(text -> !text.isEmpty()
                            && text.chars().allMatch(c -> LiteralCursor.isWordChar((char) c) || c == '-'));
            if (value.isPresent()) {
                return value;
            }
        }
        return Optional.empty();
    }

    static String description(String body) {
        return valueOf(body, TagFields.DESCRIPTION, MAX_DESCRIPTION).orElse("");
    }

    private static Optional<String> valueOf(String body, String key, int maxLength) {
        int keyAt = body.indexOf(key);
        if (keyAt < 0) {
            return Optional.empty();
        }
        LiteralCursor in = new LiteralCursor(body);
        int at = keyAt + key.length();
        at = in.afterBlanks(LiteralCursor.isQuote(in.charAt(at)) ? at + 1 : at);
        if (in.charAt(at) != ':') {
            return Optional.empty();
        }
        at = in.afterBlanks(at + 1);
        char quote = in.charAt(at);
        if (!LiteralCursor.isQuote(quote)) {
            return Optional.empty();
        }
        int end = at + 1;
        while (end < body.length() && end - at <= maxLength && in.charAt(end) != quote) {
            end++;
        }
        return Optional.of(printable(body.substring(at + 1, end)));
    }

    private static String printable(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints()
                .map(c -> c < ' ' ? ' ' : c)
                .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
                .forEach(out::appendCodePoint);
        return out.toString().strip();
    }
}
