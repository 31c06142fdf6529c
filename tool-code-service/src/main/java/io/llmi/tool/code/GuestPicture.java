package io.llmi.tool.code;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.Optional;

import io.llmi.toolkit.image.ImageEncoder;
import io.llmi.toolkit.image.ImageInspector;
import io.llmi.toolkit.image.ImageInspector.NotAnImageException;

/** What a guest says is a picture. Nothing but its pixels leaves the sandbox, in a PNG of our own. */
sealed interface GuestPicture {
    /** A file, undecoded: not known to be a picture. */
    record Png(byte[] bytes) implements GuestPicture {}

    /** Four bytes a pixel, row by row: red, green, blue, opacity; not known to be as many as the size says. */
    record Pixels(int width, int height, byte[] rgba) implements GuestPicture {}

    /**
     * A PNG, on white where the picture is transparent.
     *
     * @param maxSide longest side in pixels
     * @throws NotAnImageException if this is no picture of an accepted size
     */
    default byte[] encodedAnew(int maxSide) throws NotAnImageException {
        BufferedImage image = switch (this) {
            case Png(byte[] bytes) -> decoded(bytes, maxSide);
            case Pixels pixels -> opaque(pixels, maxSide);
        };
        return ImageEncoder.quickPng(image.getType() == BufferedImage.TYPE_3BYTE_BGR ? image : onWhite(image));
    }

    private static BufferedImage decoded(byte[] bytes, int maxSide) throws NotAnImageException {
        if (!ImageInspector.sniff(bytes).equals(Optional.of("image/png"))) {
            throw new NotAnImageException("the bytes are not a PNG picture");
        }
        var inspected = ImageInspector.inspect(bytes, (long) maxSide * maxSide);
        check(inspected.width(), inspected.height(), maxSide);
        return inspected.pixels();
    }

    private static BufferedImage opaque(Pixels pixels, int maxSide) throws NotAnImageException {
        check(pixels.width, pixels.height, maxSide);
        if (pixels.rgba.length != 4L * pixels.width * pixels.height) {
            throw new NotAnImageException("it has more or fewer pixels than its size says");
        }
        BufferedImage image = new BufferedImage(pixels.width, pixels.height, BufferedImage.TYPE_3BYTE_BGR);
        byte[] bgr = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        byte[] rgba = pixels.rgba;
        for (int from = 0, to = 0; to < bgr.length; from += 4, to += 3) {
            int opacity = rgba[from + 3] & 0xff;
            // Nearly all pixels of a chart, and three divisions a pixel cost more than compressing it.
            if (opacity == 255) {
                bgr[to] = rgba[from + 2];
                bgr[to + 1] = rgba[from + 1];
                bgr[to + 2] = rgba[from];
            } else {
                bgr[to] = onWhite(rgba[from + 2], opacity);
                bgr[to + 1] = onWhite(rgba[from + 1], opacity);
                bgr[to + 2] = onWhite(rgba[from], opacity);
            }
        }
        return image;
    }

    private static byte onWhite(byte value, int opacity) {
        return (byte) (((value & 0xff) * opacity + 255 * (255 - opacity) + 127) / 255);
    }

    private static void check(int width, int height, int maxSide) throws NotAnImageException {
        if (Math.min(width, height) < 1) {
            throw new NotAnImageException("it has no pixels");
        }
        if (Math.max(width, height) > maxSide) {
            throw new NotAnImageException("a side of the picture is longer than %d pixels".formatted(maxSide));
        }
    }

    private static BufferedImage onWhite(BufferedImage pixels) {
        BufferedImage flat = new BufferedImage(pixels.getWidth(), pixels.getHeight(), BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = flat.createGraphics();
        try {
            graphics.drawImage(pixels, 0, 0, Color.WHITE, null);
        } finally {
            graphics.dispose();
        }
        return flat;
    }
}
