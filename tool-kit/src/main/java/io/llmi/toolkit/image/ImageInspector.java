package io.llmi.toolkit.image;

import java.awt.image.BufferedImage;
import java.util.Optional;

import io.llmi.toolkit.image.container.Format;
import io.llmi.toolkit.image.container.ImageContainer;
import io.llmi.toolkit.image.decode.CleaningRules;
import io.llmi.toolkit.image.decode.PixelDecoder;

/**
 * Decides by the bytes alone whether something is a picture that we accept: PNG, JPEG or WebP, within a pixel limit
 * that is checked before anything is decoded, and decodable to the end. For pictures of our own making: what comes from
 * outside goes through {@link ImageSanitizer} first. Thread-safe.
 */
public final class ImageInspector {
    private static final int MAX_METADATA_BYTES = 8 << 20;

    private ImageInspector() {}

    /**
     * A picture that decoded.
     *
     * @param mediaType by its magic bytes
     * @param pixels in sRGB, as stored: not turned as Exif may ask
     */
    public record Inspected(String mediaType, int width, int height, BufferedImage pixels) {}

    /** Why bytes were not accepted as a picture, in a sentence for the sender. */
    public static final class NotAnImageException extends Exception {
        private static final long serialVersionUID = 1L;

        public NotAnImageException(String message) {
            super(message);
        }
    }

    /** The media type that the magic bytes say, or empty if they are of no accepted format. */
    public static Optional<String> sniff(byte[] bytes) {
        return Format.sniff(bytes).map(Format::mediaType);
    }

    /**
     * Decodes a picture, in this process.
     *
     * @param maxPixels width times height that is still accepted
     * @throws NotAnImageException if it is none, is too large, or breaks off
     */
    public static Inspected inspect(byte[] bytes, long maxPixels) throws NotAnImageException {
        try {
            ImageContainer container = ImageContainer.of(bytes);
            new CleaningRules(ImageBounds.upTo(maxPixels), 1, MAX_METADATA_BYTES).check(container);
            BufferedImage pixels = PixelDecoder.decode(container, MAX_METADATA_BYTES);
            return new Inspected(container.format().mediaType(), container.width(), container.height(), pixels);
        } catch (RejectedImageException e) {
            throw new NotAnImageException(String.valueOf(e.getMessage()));
        }
    }
}
