package io.llmi.tool.edit.instruction;

import java.awt.Color;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Colour words of instructions. */
final class Colours {
    private static final Map<String, Color> BY_NAME = new LinkedHashMap<>();

    static {
        int[] rgb = {
            0xd7322e, 0x2f66c4, 0x3d9a4b, 0xf6d32d, 0xf0831e, 0x7a3fa0, 0x8c52c9, 0xf29bb7, 0x1c8084, 0x2fc1bb,
            0x35bfdb, 0xc92a91, 0x7b4a2a, 0xd9a927, 0xd9a927, 0x1d2c5b, 0xffffff, 0x111111, 0x84888c, 0x84888c, 0xbcc2c8
        };
        String[] names = {
            "red",
            "blue",
            "green",
            "yellow",
            "orange",
            "purple",
            "violet",
            "pink",
            "teal",
            "turquoise",
            "cyan",
            "magenta",
            "brown",
            "gold",
            "golden",
            "navy",
            "white",
            "black",
            "grey",
            "gray",
            "silver"
        };
        for (int i = 0; i < names.length; i++) {
            BY_NAME.put(names[i], new Color(rgb[i]));
        }
    }

    /** A regular expression that matches any of them. */
    static final String ANY = String.join("|", BY_NAME.keySet());

    private Colours() {}

    static Color named(String name) {
        return BY_NAME.getOrDefault(name.toLowerCase(Locale.ROOT), Color.GRAY);
    }
}
