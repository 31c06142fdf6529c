package io.llmi.toolkit.image;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.Optional;

import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Decides by the bytes alone whether something is a picture that we accept: PNG, JPEG or WebP, within a pixel limit
 * that is checked before anything is decoded, and decodable to the end. Thread-safe.
 */
public final class ImageInspector {
    private ImageInspector() {}

    /**
     * A picture that decoded.
     *
     * @param mediaType by its magic bytes
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
        if (startsWith(bytes, 0, 0x89, 'P', 'N', 'G', 0x0d, 0x0a, 0x1a, 0x0a)) {
            return Optional.of("image/png");
        }
        if (startsWith(bytes, 0, 0xff, 0xd8, 0xff)) {
            return Optional.of("image/jpeg");
        }
        if (startsWith(bytes, 0, 'R', 'I', 'F', 'F') && startsWith(bytes, 8, 'W', 'E', 'B', 'P')) {
            return Optional.of("image/webp");
        }
        return Optional.empty();
    }

    /**
     * Decodes a picture.
     *
     * @param maxPixels width times height that is still accepted
     * @throws NotAnImageException if it is none, is too large, or breaks off
     */
    public static Inspected inspect(byte[] bytes, long maxPixels) throws NotAnImageException {
        String mediaType = sniff(bytes)
                .orElseThrow(() -> new NotAnImageException("the bytes are not a PNG, JPEG or WebP picture"));
        try (ImageInputStream input = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
            Iterator<ImageReader> readers = ImageIO.getImageReadersByMIMEType(mediaType);
            if (!readers.hasNext()) {
                throw new NotAnImageException("no decoder for " + mediaType + " is installed");
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(input, true, true);
                int width = reader.getWidth(0);
                int height = reader.getHeight(0);
                if (width < 1 || height < 1 || (long) width * height > maxPixels) {
                    throw new NotAnImageException("the picture has %d x %d pixels; at most %d pixels are accepted"
                            .formatted(width, height, maxPixels));
                }
                return new Inspected(mediaType, width, height, reader.read(0));
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException e) {
            throw new NotAnImageException("the " + mediaType + " picture cannot be decoded; it may be cut off");
        }
    }

    private static boolean startsWith(byte[] bytes, int from, int... magic) {
        if (bytes.length < from + magic.length) {
            return false;
        }
        for (int i = 0; i < magic.length; i++) {
            if ((bytes[from + i] & 0xff) != magic[i]) {
                return false;
            }
        }
        return true;
    }
}
