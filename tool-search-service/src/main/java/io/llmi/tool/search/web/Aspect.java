package io.llmi.tool.search.web;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

import io.llmi.tool.search.picture.Size;

/** The shape that a caller prefers. */
public enum Aspect {
    WIDE,
    TALL,
    SQUARE;

    /** Sides that differ by less than this factor look equal. */
    private static final double EQUAL = 1.15;

    boolean fits(Size size) {
        double ratio = (double) size.width() / size.height();
        return switch (this) {
            case WIDE -> ratio >= EQUAL;
            case TALL -> ratio <= 1 / EQUAL;
            case SQUARE -> ratio < EQUAL && ratio > 1 / EQUAL;
        };
    }

    /** As tags write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads {@link #word()} and the words that photographers use. */
    public static Optional<Aspect> of(String word) {
        String plain = word.strip().toLowerCase(Locale.ROOT);
        return switch (plain) {
            case "landscape", "horizontal" -> Optional.of(WIDE);
            case "portrait", "vertical" -> Optional.of(TALL);
            default ->
                Arrays.stream(values())
                        .filter(aspect -> aspect.word().equals(plain))
                        .findFirst();
        };
    }
}
