package io.llmi.toolkit.imagegen.ark;

import java.util.Locale;

import io.llmi.toolkit.imagegen.PictureSize;

/** The models by what they take. */
enum ArkModel {
    /** Makes pictures only; has seeds and a guidance scale. */
    SEEDREAM_3(512L * 512, 2048L * 2048),
    /** Edits only; has seeds and a guidance scale; chooses the size by the source. */
    SEEDEDIT(512L * 512, 2048L * 2048),
    SEEDREAM_4(921_600, 16_777_216),
    /** Seedream 4.5 and 5, whose pictures are no smaller than 2K. */
    SEEDREAM_LATER(3_686_400, 16_777_216),
    /** An endpoint, whose name says nothing about its model; this size is one that all but 3.0 take. */
    ENDPOINT(3_686_400, 4_194_304);

    private static final double MAX_RATIO = 15.5;
    private static final int STEP = 16;
    private static final int SEEDREAM_3_MIN_SIDE = 512;
    private static final int SEEDREAM_3_MAX_SIDE = 2048;

    private final long minPixels;
    private final long maxPixels;

    ArkModel(long minPixels, long maxPixels) {
        this.minPixels = minPixels;
        this.maxPixels = maxPixels;
    }

    static ArkModel of(String model) {
        String name = model.toLowerCase(Locale.ROOT);
        if (name.contains("seededit")) {
            return SEEDEDIT;
        }
        if (name.contains("seedream-3")) {
            return SEEDREAM_3;
        }
        if (name.contains("seedream-4-0")) {
            return SEEDREAM_4;
        }
        return name.contains("seedream") ? SEEDREAM_LATER : ENDPOINT;
    }

    boolean hasSeed() {
        return this == SEEDREAM_3 || this == SEEDEDIT;
    }

    boolean canMake() {
        return this != SEEDEDIT;
    }

    boolean canEdit() {
        return this != SEEDREAM_3;
    }

    long minPixels() {
        return minPixels;
    }

    long maxPixels() {
        return maxPixels;
    }

    /** The nearest size with a number of pixels in the range. */
    PictureSize nearest(PictureSize asked, long min, long max) {
        if (this == SEEDREAM_3) {
            return asked.scaledInto(min, max, 4).clamped(SEEDREAM_3_MIN_SIDE, SEEDREAM_3_MAX_SIDE);
        }
        PictureSize size = asked.scaledInto(min, max, MAX_RATIO);
        PictureSize raised = size.raisedInStepsOf(STEP);
        return raised.pixels() <= max ? raised : size;
    }
}
