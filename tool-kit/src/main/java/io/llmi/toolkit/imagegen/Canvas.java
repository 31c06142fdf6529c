package io.llmi.toolkit.imagegen;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.Optional;

import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/**
 * A size that latent diffusion models can paint: both sides a multiple of 8.
 *
 * @param width in pixels
 * @param height in pixels
 */
public record Canvas(int width, int height) {
    private static final int STEP = 8;

    /** The size next to the one that was asked for. */
    public static Canvas near(int width, int height) {
        return new Canvas(rounded(width), rounded(height));
    }

    /**
     * A size of a picture's shape, scaled down to at most so many pixels where the picture is larger.
     *
     * @return empty if the bytes are no picture
     */
    public static Optional<Canvas> like(byte[] picture, long maxPixels) {
        try (ImageInputStream input = ImageIO.createImageInputStream(new ByteArrayInputStream(picture))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(input);
            if (!readers.hasNext()) {
                return Optional.empty();
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(input, true, true);
                double width = reader.getWidth(0);
                double height = reader.getHeight(0);
                double scale = Math.min(1, Math.sqrt(maxPixels / (width * height)));
                return Optional.of(near((int) Math.round(width * scale), (int) Math.round(height * scale)));
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    /** {@code 1024x768} */
    @Override
    public String toString() {
        return width + "x" + height;
    }

    private static int rounded(int side) {
        return Math.max(STEP, (side + STEP / 2) / STEP * STEP);
    }
}
