package io.llmi.parser.scan;

/** The escape sequences of JSON and Python strings. */
final class Escapes {
    private static final int INVALID = -1;

    private Escapes() {}

    /** The characters that a string's source stands for; a sequence of neither language stays as it is, as in Python. */
    static String decode(CharSequence source) {
        StringBuilder out = new StringBuilder(source.length());
        int i = 0;
        while (i < source.length()) {
            char c = source.charAt(i);
            if (c != '\\' || i + 1 == source.length()) {
                out.append(c);
                i++;
            } else {
                i = sequence(source, i, out);
            }
        }
        return out.toString();
    }

    /** Decodes the sequence at {@code at}; returns the index after it. */
    private static int sequence(CharSequence source, int at, StringBuilder out) {
        char kind = source.charAt(at + 1);
        return switch (kind) {
            case '\\', '\'', '"', '/' -> put(out, kind, at + 2);
            case 'n' -> put(out, '\n', at + 2);
            case 't' -> put(out, '\t', at + 2);
            case 'r' -> put(out, '\r', at + 2);
            case 'b' -> put(out, '\b', at + 2);
            case 'f' -> put(out, '\f', at + 2);
            case 'a' -> put(out, '\u0007', at + 2);
            case 'v' -> put(out, '\u000B', at + 2);
            case '\n' -> at + 2;
            case '0', '1', '2', '3', '4', '5', '6', '7' -> octal(source, at + 1, out);
            case 'x' -> hex(source, at, 2, out);
            case 'u' -> hex(source, at, 4, out);
            case 'U' -> hex(source, at, 8, out);
            default -> verbatim(source, at, out);
        };
    }

    private static int put(StringBuilder out, char c, int next) {
        out.append(c);
        return next;
    }

    private static int verbatim(CharSequence source, int at, StringBuilder out) {
        out.append(source, at, at + 2);
        return at + 2;
    }

    private static int octal(CharSequence source, int from, StringBuilder out) {
        int value = 0;
        int i = from;
        while (i < source.length() && i < from + 3 && Character.digit(source.charAt(i), 8) >= 0) {
            value = value * 8 + Character.digit(source.charAt(i), 8);
            i++;
        }
        out.append((char) value);
        return i;
    }

    private static int hex(CharSequence source, int at, int digits, StringBuilder out) {
        int end = at + 2 + digits;
        int value = end <= source.length() ? parseHex(source, at + 2, end) : INVALID;
        if (value == INVALID || value > Character.MAX_CODE_POINT) {
            return verbatim(source, at, out);
        }
        out.appendCodePoint(value);
        return end;
    }

    private static int parseHex(CharSequence source, int from, int to) {
        long value = 0;
        for (int i = from; i < to; i++) {
            char c = source.charAt(i);
            int digit = c < 128 ? Character.digit(c, 16) : INVALID;
            if (digit < 0) {
                return INVALID;
            }
            value = value * 16 + digit;
        }
        return value > Character.MAX_CODE_POINT ? INVALID : (int) value;
    }
}
