package io.llmi.toolkit.imagegen;

import java.util.List;

/** What a reader should know where a backend takes fewer pictures than an edit names. */
public final class Leftover {
    private Leftover() {}

    /** A warning, or none if all were used. */
    public static List<String> warning(int used, int given) {
        return used >= given
                ? List.of()
                : List.of("Only %d of the %d pictures that were given could be used.".formatted(used, given));
    }
}
