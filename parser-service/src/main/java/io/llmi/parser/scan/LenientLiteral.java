package io.llmi.parser.scan;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmi.events.FailureCode;

/**
 * Reads one literal of JSON, Python or a mixture: either quote, raw line breaks in strings, triple quotes, prefixes,
 * pieces of a string side by side, tuples, {@code True}/{@code False}/{@code None}, trailing commas.
 *
 * <p>With {@link Leniency#GUESS} it also guesses where strings with unescaped quotes end ({@link QuoteGuess}), takes
 * keys without quotes, and forgives missing or surplus brackets at the end. One instance reads one text, once.
 */
final class LenientLiteral {
    /** How much may be wrong. */
    enum Leniency {
        /** Every string is quoted as it should be. */
        WELL_FORMED,
        GUESS
    }

    /** The name of the parameter that holds a program. */
    private static final String CODE = "code";

    private final LiteralCursor in;
    private final StringLiteral strings;
    private final Leniency leniency;
    private final int maxNesting;
    private final int codeEnd;
    private final boolean exactBrackets;
    private boolean codeRead;

    private LenientLiteral(String text, Leniency leniency, int maxNesting, int codeEnd, boolean exactBrackets) {
        this.in = new LiteralCursor(text);
        this.strings = new StringLiteral(in);
        this.leniency = leniency;
        this.maxNesting = maxNesting;
        this.codeEnd = codeEnd;
        this.exactBrackets = exactBrackets;
    }

    /** @throws UnreadableTagException with where the text stops being such a literal */
    static JsonNode read(String text, Leniency leniency, int maxNesting) throws UnreadableTagException {
        UnreadableTagException first;
        try {
            return new LenientLiteral(text, leniency, maxNesting, 0, false).document();
        } catch (UnreadableTagException e) {
            first = e;
        } catch (AmbiguousCode code) {
            return tryEnds(text, maxNesting, code.ends);
        }
        throw first;
    }

    private static JsonNode tryEnds(String text, int maxNesting, List<Integer> ends) throws UnreadableTagException {
        UnreadableTagException failure = new UnreadableTagException("has a program whose closing quote is missing");
        for (boolean exact : new boolean[] {true, false}) {
            for (int end : ends) {
                try {
                    return new LenientLiteral(text, Leniency.GUESS, maxNesting, end, exact).document();
                } catch (UnreadableTagException e) {
                    failure = e;
                } catch (AmbiguousCode second) {
                    failure = new UnreadableTagException("has two programs with unescaped quotes");
                }
            }
        }
        throw failure;
    }

    private JsonNode document() throws UnreadableTagException, AmbiguousCode {
        in.skipBlanks();
        JsonNode value = value("", 1, false);
        char rest = in.skipBlanks();
        if (isForgiving()) {
            in.moveTo(in.afterClosers(in.at()));
            rest = in.peek();
        }
        if (rest != LiteralCursor.END) {
            throw unexpected("after the closing bracket");
        }
        return value;
    }

    private JsonNode value(String key, int depth, boolean inList) throws UnreadableTagException, AmbiguousCode {
        char c = in.skipBlanks();
        if (c == '{') {
            return object(nested(depth));
        }
        if (c == '[' || c == '(') {
            return list(key, nested(depth), c);
        }
        if (strings.isNext()) {
            return JsonNodeFactory.instance.textNode(string(key, inList));
        }
        return ScalarLiteral.read(in);
    }

    private int nested(int depth) throws UnreadableTagException {
        if (depth > maxNesting) {
            throw new UnreadableTagException(
                    FailureCode.LIMIT_EXCEEDED, "nests deeper than the " + maxNesting + " levels allowed");
        }
        in.moveTo(in.at() + 1);
        return depth;
    }

    private ObjectNode object(int depth) throws UnreadableTagException, AmbiguousCode {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        while (true) {
            char c = in.skipBlanks();
            if (c == '}') {
                in.moveTo(in.at() + 1);
                return object;
            }
            if (c == LiteralCursor.END && isForgiving() && !object.isEmpty()) {
                return object;
            }
            String key = key();
            if (in.skipBlanks() != ':') {
                throw unexpected("where a key's colon should be");
            }
            in.moveTo(in.at() + 1);
            put(object, key, value(key, depth + 1, false), depth);
            c = in.skipBlanks();
            if (c == ',') {
                in.moveTo(in.at() + 1);
            } else if (c != '}' && !(c == LiteralCursor.END && isForgiving())) {
                throw unexpected("where a comma or a closing brace should be");
            }
        }
    }

    private static void put(ObjectNode object, String key, JsonNode value, int depth) throws UnreadableTagException {
        JsonNode before = object.get(key);
        boolean decides = depth == 1 && (key.equals("source") || key.equals("params"));
        if (before != null && decides && !before.equals(value)) {
            throw new UnreadableTagException("gives '" + key + "' twice with different values");
        }
        object.set(key, value);
    }

    private JsonNode list(String key, int depth, char opener) throws UnreadableTagException, AmbiguousCode {
        char closer = opener == '[' ? ']' : ')';
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        boolean comma = false;
        while (true) {
            char c = in.skipBlanks();
            if (c == closer) {
                in.moveTo(in.at() + 1);
                return opener == '(' && list.size() == 1 && !comma ? list.get(0) : list;
            }
            list.add(value(key, depth + 1, true));
            c = in.skipBlanks();
            if (c == ',') {
                comma = true;
                in.moveTo(in.at() + 1);
            } else if (c != closer) {
                throw unexpected("where a comma or a closing bracket should be");
            }
        }
    }

    private String key() throws UnreadableTagException {
        if (strings.isNext()) {
            return strings.wellFormed(false);
        }
        int from = in.at();
        int to = from;
        while (leniency == Leniency.GUESS && LiteralCursor.isWordChar(in.charAt(to))) {
            to++;
        }
        if (to == from) {
            throw unexpected("where a quoted key should be");
        }
        in.moveTo(to);
        return in.text().substring(from, to);
    }

    private String string(String key, boolean inList) throws UnreadableTagException, AmbiguousCode {
        boolean code = key.equals(CODE) && !inList;
        boolean certain = leniency == Leniency.WELL_FORMED || (codeRead && exactBrackets);
        if (certain || strings.isTripleNext()) {
            return strings.wellFormed(!key.equals(CODE));
        }
        if (!code || codeRead) {
            return strings.guessed(inList);
        }
        if (codeEnd == 0) {
            throw new AmbiguousCode(strings.endsOfCode());
        }
        codeRead = true;
        return strings.upTo(codeEnd);
    }

    private boolean isForgiving() {
        return leniency == Leniency.GUESS && !exactBrackets;
    }

    private UnreadableTagException unexpected(String where) {
        char c = in.peek();
        String what = c == LiteralCursor.END ? "ends" : "has an unexpected character";
        return new UnreadableTagException(what + " at position " + in.at() + ", " + where);
    }

    /** The reading has come to a program whose end has to be tried out. */
    private static final class AmbiguousCode extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient List<Integer> ends;

        AmbiguousCode(List<Integer> ends) {
            super("the end of the program is ambiguous", null, false, false);
            this.ends = ends;
        }
    }
}
