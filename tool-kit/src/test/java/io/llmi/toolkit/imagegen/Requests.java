package io.llmi.toolkit.imagegen;

import java.util.List;
import java.util.Optional;

import io.llmi.toolkit.image.TestPictures;

/** What the tools ask in tests. */
public final class Requests {
    public static final long SEED = 4_000_000_001L;

    private Requests() {}

    public static ImagePrompt prompt(int width, int height) {
        return new ImagePrompt("a tide under the moon", "people", width, height, Optional.of(12), SEED, "The tide");
    }

    public static ImageEdit edit(byte[]... sources) {
        return new ImageEdit(List.of(sources), "make it night", "people", Optional.empty(), SEED, "The tide at night");
    }

    /** A request to edit one picture of 96 x 64 pixels. */
    public static ImageEdit edit() {
        return edit(TestPictures.png(96, 64));
    }
}
