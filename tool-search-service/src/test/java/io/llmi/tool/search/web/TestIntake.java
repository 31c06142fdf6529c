package io.llmi.tool.search.web;

import io.llmi.tool.search.picture.PictureDownload;
import io.llmi.tool.search.picture.PictureIntake;
import io.llmi.toolkit.contract.TestConfig;
import io.llmi.toolkit.image.ImageSanitizer;
import io.llmi.toolkit.imaging.ImageConfig;

/** How tests take pictures in. */
public final class TestIntake {
    /** One for all tests: its decoder processes take a second to start. They end with this one. */
    private static final ImageSanitizer SANITIZER =
            new ImageSanitizer(TestConfig.of(ImageConfig.class).settings());

    private TestIntake() {}

    public static PictureIntake of(PictureDownload download) {
        return new PictureIntake(download, SANITIZER);
    }
}
