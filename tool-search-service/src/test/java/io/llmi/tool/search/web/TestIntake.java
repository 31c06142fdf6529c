package io.llmi.tool.search.web;

import io.llmi.tool.search.picture.PictureDownload;
import io.llmi.tool.search.picture.PictureIntake;

/** How tests take pictures in. */
public final class TestIntake {
    private TestIntake() {}

    public static PictureIntake of(PictureDownload download) {
        return new PictureIntake(download);
    }
}
