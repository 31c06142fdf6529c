package io.llmi.tool.code;

import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Looks at a program before anything is started for it. Pure and thread-safe. */
final class SourceCheck {
    /** In bytes of UTF-8. */
    static final int MAX_BYTES = 100 * 1024;

    /** Python's own parser gives up at 200 open brackets. */
    private static final int MAX_NESTING = 200;

    private static final Pattern FENCED =
            Pattern.compile("\\A\\s*```[A-Za-z0-9]*[ \\t]*\\R(.*?)\\R?```\\s*\\z", Pattern.DOTALL);

    private SourceCheck() {}

    /** The program inside a Markdown fence, if a model wrapped it in one. */
    static String unfenced(String source) {
        Matcher matcher = FENCED.matcher(source);
        return matcher.matches() ? matcher.group(1) : source;
    }

    /** Why the program is refused, in a sentence for the planner; empty if it may run. */
    static Optional<String> problem(String source) {
        if (source.length() > MAX_BYTES) {
            return tooLong();
        }
        if (source.indexOf('\0') >= 0) {
            return Optional.of("the program contains a NUL character");
        }
        CharsetEncoder strict = StandardCharsets.UTF_8.newEncoder();
        try {
            if (strict.encode(CharBuffer.wrap(source)).remaining() > MAX_BYTES) {
                return tooLong();
            }
        } catch (CharacterCodingException e) {
            return Optional.of("the program contains half of a surrogate pair, which is not Unicode text");
        }
        return nesting(source) > MAX_NESTING
                ? Optional.of("the program nests brackets more than %d deep".formatted(MAX_NESTING))
                : Optional.empty();
    }

    private static Optional<String> tooLong() {
        return Optional.of("the program is longer than %d KiB".formatted(MAX_BYTES / 1024));
    }

    /** Brackets in texts and comments count too: no honest program comes near the limit. */
    private static int nesting(String source) {
        int depth = 0;
        int deepest = 0;
        for (int i = 0; i < source.length(); i++) {
            char c = source.charAt(i);
            if (c == '(' || c == '[' || c == '{') {
                depth++;
                deepest = Math.max(deepest, depth);
            } else if (c == ')' || c == ']' || c == '}') {
                depth = Math.max(0, depth - 1);
            }
        }
        return deepest;
    }
}
