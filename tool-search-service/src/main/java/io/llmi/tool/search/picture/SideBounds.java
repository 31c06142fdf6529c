package io.llmi.tool.search.picture;

/**
 * The sizes of pictures that are worth showing: both sides within these, inclusive.
 *
 * @param min pixels, at least 1
 * @param max pixels, at least {@code min}
 */
public record SideBounds(int min, int max) {
    public SideBounds {
        if (min < 1 || max < min) {
            throw new IllegalArgumentException(
                    "llmi.search.min-side (%d) has to be positive and at most llmi.search.max-side (%d)"
                            .formatted(min, max));
        }
    }

    public boolean admit(Size size) {
        return size.width() >= min && size.height() >= min && size.width() <= max && size.height() <= max;
    }
}
