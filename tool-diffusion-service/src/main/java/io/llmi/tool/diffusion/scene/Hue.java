package io.llmi.tool.diffusion.scene;

import java.awt.Color;
import java.util.List;

/** The colour words that a prompt may use. */
public enum Hue implements Term {
    RED(0xd7322e, "red"),
    CRIMSON(0xa8172f, "crimson"),
    SCARLET(0xe2341d, "scarlet"),
    MAROON(0x6e1a24, "maroon", "burgundy"),
    RUBY(0xb01545, "ruby"),
    ROSE(0xe4698a, "rose coloured", "rosy"),
    PINK(0xf29bb7, "pink"),
    MAGENTA(0xc92a91, "magenta", "fuchsia"),
    CORAL_RED(0xff7f5e, "coral red", "coral pink"),
    SALMON(0xf28f7b, "salmon"),
    PEACH(0xfbc4a0, "peach", "apricot"),
    ORANGE(0xf0831e, "orange"),
    AMBER(0xf2a91f, "amber"),
    GOLD(0xd9a927, "gold", "golden"),
    YELLOW(0xf6d32d, "yellow"),
    LEMON(0xf5ec5a, "lemon"),
    MUSTARD(0xc79a1e, "mustard"),
    CREAM(0xf6ecd0, "cream", "ivory"),
    BEIGE(0xd9c7a3, "beige"),
    TAN(0xc09a6b, "tan", "khaki"),
    BROWN(0x7b4a2a, "brown"),
    CHOCOLATE(0x4f2d1c, "chocolate"),
    COPPER(0xb56a3a, "copper", "bronze"),
    RUST(0xa5451f, "rust", "rusty"),
    TERRACOTTA(0xc4633f, "terracotta"),
    LIME(0xa3d12f, "lime"),
    GREEN(0x3d9a4b, "green"),
    EMERALD(0x1c9a6c, "emerald"),
    OLIVE(0x7a7d32, "olive"),
    MINT(0x9fdcc0, "mint"),
    TEAL(0x1c8084, "teal"),
    TURQUOISE(0x2fc1bb, "turquoise", "aqua"),
    CYAN(0x35bfdb, "cyan"),
    BLUE(0x2f66c4, "blue"),
    AZURE(0x3f9be8, "azure", "sky blue"),
    NAVY(0x1d2c5b, "navy", "dark blue"),
    COBALT(0x1f47ab, "cobalt", "sapphire"),
    INDIGO(0x43318f, "indigo"),
    PURPLE(0x7a3fa0, "purple"),
    VIOLET(0x8c52c9, "violet"),
    LAVENDER(0xb9a4dc, "lavender", "lilac"),
    PLUM(0x743a66, "plum"),
    WHITE(0xf4f4f0, "white"),
    SILVER(0xbcc2c8, "silver"),
    GREY(0x84888c, "grey", "gray"),
    BLACK(0x22242a, "black"),
    NEON(0x39f0c4, "neon"),
    PASTEL(0xe9c9dd, "pastel");

    private final Color colour;
    private final List<String> words;

    Hue(int rgb, String... words) {
        this.colour = new Color(rgb);
        this.words = List.of(words);
    }

    public Color colour() {
        return colour;
    }

    @Override
    public List<String> words() {
        return words;
    }
}
