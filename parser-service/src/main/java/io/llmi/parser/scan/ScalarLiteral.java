package io.llmi.parser.scan;

import java.math.BigInteger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/** Reads the number or the word at a cursor. */
final class ScalarLiteral {
    private static final int MAX_LENGTH = 100;

    private ScalarLiteral() {}

    static JsonNode read(LiteralCursor in) throws UnreadableTagException {
        int from = in.at();
        int to = from;
        while (isScalarChar(in.charAt(to))) {
            to++;
        }
        if (to == from || to - from > MAX_LENGTH) {
            throw notAValue(from);
        }
        String token = in.text().substring(from, to);
        in.moveTo(to);
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        return switch (token) {
            case "true", "True" -> nodes.booleanNode(true);
            case "false", "False" -> nodes.booleanNode(false);
            case "null", "None" -> nodes.nullNode();
            default -> number(token, from);
        };
    }

    private static JsonNode number(String token, int from) throws UnreadableTagException {
        boolean negative = token.startsWith("-");
        String digits = (negative || token.startsWith("+") ? token.substring(1) : token).replace("_", "");
        boolean hex = digits.startsWith("0x") || digits.startsWith("0X");
        if (digits.isEmpty() || !(hex || digits.chars().allMatch(c -> "0123456789.eE+-".indexOf(c) >= 0))) {
            throw notAValue(from);
        }
        try {
            if (hex) {
                return integer(new BigInteger(digits.substring(2), 16), negative);
            }
            if (digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
                return integer(new BigInteger(digits), negative);
            }
            double value = Double.parseDouble(digits);
            if (!Double.isFinite(value)) {
                throw new UnreadableTagException("has a number at position " + from + " that is out of range");
            }
            return JsonNodeFactory.instance.numberNode(negative ? -value : value);
        } catch (NumberFormatException e) {
            throw notAValue(from);
        }
    }

    private static JsonNode integer(BigInteger magnitude, boolean negative) {
        BigInteger value = negative ? magnitude.negate() : magnitude;
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        if (value.bitLength() < Integer.SIZE) {
            return nodes.numberNode(value.intValue());
        }
        return value.bitLength() < Long.SIZE ? nodes.numberNode(value.longValue()) : nodes.numberNode(value);
    }

    private static boolean isScalarChar(char c) {
        return LiteralCursor.isWordChar(c) || c == '.' || c == '+' || c == '-';
    }

    private static UnreadableTagException notAValue(int from) {
        return new UnreadableTagException("has something at position " + from + " that is no value");
    }
}
