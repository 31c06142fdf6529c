package io.llmi.toolkit.contract;

import io.llmi.toolkit.image.ImageSanitizer;
import io.llmi.toolkit.imaging.ImageConfig;

/** A cleaner of pictures with the default settings; its children end with the test's process. */
public final class TestSanitizer {
    private TestSanitizer() {}

    public static ImageSanitizer create() {
        return new ImageSanitizer(TestConfig.of(ImageConfig.class).settings());
    }
}
