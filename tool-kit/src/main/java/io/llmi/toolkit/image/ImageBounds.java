package io.llmi.toolkit.image;

import io.llmi.toolkit.image.RejectedImageException.Reason;

/**
 * The sizes that a caller accepts, in pixels of the upright picture. All are inclusive.
 *
 * @param minWidth at least 1
 * @param maxPixels width times height
 */
public record ImageBounds(int minWidth, int minHeight, int maxWidth, int maxHeight, long maxPixels) {
    public ImageBounds {
        if (minWidth < 1 || minHeight < 1 || maxWidth < minWidth || maxHeight < minHeight || maxPixels < 1) {
            throw new IllegalArgumentException("bounds leave no room: %d x %d to %d x %d, %d pixels"
                    .formatted(minWidth, minHeight, maxWidth, maxHeight, maxPixels));
        }
    }

    /** What is worth showing of what a search finds: 400 x 400 to 5120 x 5120. */
    public static ImageBounds search() {
        return between(400, 5120);
    }

    /** Both sides within a range. */
    public static ImageBounds between(int minSide, int maxSide) {
        return new ImageBounds(minSide, minSide, maxSide, maxSide, (long) maxSide * maxSide);
    }

    /** Any shape of so many pixels at most. */
    public static ImageBounds upTo(long maxPixels) {
        int side = (int) Math.min(maxPixels, Integer.MAX_VALUE);
        return new ImageBounds(1, 1, side, side, maxPixels);
    }

    /** The same, with no more pixels than {@code limit}. */
    public ImageBounds atMost(long limit) {
        return new ImageBounds(minWidth, minHeight, maxWidth, maxHeight, Math.min(maxPixels, limit));
    }

    /** @throws RejectedImageException if a picture of this size is out of bounds */
    public void check(int width, int height) throws RejectedImageException {
        if (width > maxWidth || height > maxHeight) {
            throw new RejectedImageException(
                    Reason.TOO_LARGE,
                    "the picture has %d x %d pixels; at most %d x %d are accepted"
                            .formatted(width, height, maxWidth, maxHeight));
        }
        if ((long) width * height > maxPixels) {
            throw new RejectedImageException(
                    Reason.TOO_LARGE,
                    "the picture has %d x %d pixels; at most %d pixels are accepted"
                            .formatted(width, height, maxPixels));
        }
        if (width < minWidth || height < minHeight) {
            throw new RejectedImageException(
                    Reason.TOO_SMALL,
                    "the picture has %d x %d pixels; at least %d x %d are needed"
                            .formatted(width, height, minWidth, minHeight));
        }
    }
}
