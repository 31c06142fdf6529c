package io.llmi.tool.diffusion.scene;

import java.util.List;

/** The artistic medium that a picture imitates. */
public enum Medium implements Term {
    NATURAL("photo", "photograph", "photorealistic", "realistic", "digital art", "illustration", "render"),
    WATERCOLOUR("watercolour", "watercolor", "aquarelle", "gouache", "wash"),
    OIL(
            "oil painting",
            "oil",
            "impressionist",
            "impressionism",
            "van gogh",
            "brush stroke",
            "painterly",
            "acrylic",
            "painting",
            "canvas",
            "monet"),
    PENCIL(
            "pencil",
            "sketch",
            "pencil sketch",
            "drawing",
            "line art",
            "charcoal",
            "hatching",
            "ink",
            "engraving",
            "etching"),
    PIXEL("pixel art", "pixel", "8-bit", "8 bit", "16-bit", "retro game", "pixelated"),
    POSTER(
            "poster",
            "travel poster",
            "screen print",
            "screenprint",
            "woodcut",
            "linocut",
            "art deco",
            "pop art",
            "silkscreen",
            "vintage poster"),
    FLAT("flat", "flat design", "vector", "minimalist", "minimal", "paper cut", "icon", "cartoon", "infographic");

    private final List<String> words;

    Medium(String... words) {
        this.words = List.of(words);
    }

    @Override
    public List<String> words() {
        return words;
    }
}
