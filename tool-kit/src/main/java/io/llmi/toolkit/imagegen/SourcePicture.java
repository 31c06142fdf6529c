package io.llmi.toolkit.imagegen;

import java.awt.image.BufferedImage;
import java.util.Base64;

import io.llmi.events.FailureCode;
import io.llmi.toolkit.backend.BackendException;
import io.llmi.toolkit.backend.Remedy;
import io.llmi.toolkit.image.ImageEncoder;
import io.llmi.toolkit.image.ImageInspector;
import io.llmi.toolkit.image.ImageScaler;

/**
 * A picture to edit as a backend takes it.
 *
 * @param bytes PNG or JPEG, no larger than the backend's limits
 * @param mediaType {@code image/png} or {@code image/jpeg}
 */
public record SourcePicture(byte[] bytes, String mediaType, PictureSize size) {
    private static final long MAX_DECODED = 50_000_000;
    private static final float JPEG_QUALITY = 0.92f;

    /**
     * What a backend takes.
     *
     * @param maxPixels width times height
     * @param maxBytes of one file
     */
    public record Limits(long maxPixels, int maxBytes) {}

    /**
     * Scales down what is too large, and turns WebP, which many servers cannot read, into PNG or JPEG.
     *
     * @throws BackendException if it is no picture: then nobody can edit it
     */
    public static SourcePicture fitting(byte[] picture, Limits limits) throws BackendException {
        try {
            ImageInspector.Inspected whole = ImageInspector.inspect(picture, MAX_DECODED);
            PictureSize size = new PictureSize(whole.width(), whole.height());
            boolean fits = size.pixels() <= limits.maxPixels() && picture.length <= limits.maxBytes();
            if (fits && !whole.mediaType().equals("image/webp")) {
                return new SourcePicture(picture, whole.mediaType(), size);
            }
            BufferedImage pixels = whole.pixels();
            while (true) {
                BufferedImage scaled = ImageScaler.within(pixels, limits.maxPixels());
                SourcePicture encoded = encoded(scaled);
                if (encoded.bytes().length <= limits.maxBytes()
                        || encoded.size().pixels() <= 1) {
                    return encoded;
                }
                pixels = ImageScaler.within(scaled, encoded.size().pixels() / 2);
            }
        } catch (ImageInspector.NotAnImageException e) {
            throw new BackendException(
                    FailureCode.BAD_REFERENCE,
                    "The picture to edit cannot be read: " + e.getMessage() + ".",
                    new Remedy.GiveUp(),
                    e);
        }
    }

    /** Without the prefix of a data URI. */
    public String base64() {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** {@code data:image/png;base64,…} */
    public String dataUri() {
        return "data:" + mediaType + ";base64," + base64();
    }

    /** A name for forms, with the right ending. */
    public String filename(int index) {
        return "picture-" + index + "." + (mediaType.equals("image/png") ? "png" : "jpg");
    }

    private static SourcePicture encoded(BufferedImage image) {
        PictureSize size = new PictureSize(image.getWidth(), image.getHeight());
        return image.getColorModel().hasAlpha()
                ? new SourcePicture(ImageEncoder.png(image), "image/png", size)
                : new SourcePicture(ImageEncoder.jpeg(image, JPEG_QUALITY), "image/jpeg", size);
    }
}
