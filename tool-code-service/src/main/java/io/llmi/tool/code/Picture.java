package io.llmi.tool.code;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

import javax.imageio.ImageIO;

import io.llmi.toolkit.image.ImageInspector;
import io.llmi.toolkit.image.ImageInspector.NotAnImageException;

/** Makes a PNG of our own from a guest's, so that nothing but pixels leaves the sandbox. */
final class Picture {
    private Picture() {}

    /**
     * Decodes and encodes anew, on white where it is transparent.
     *
     * @param maxSide longest side in pixels
     * @throws NotAnImageException if the bytes are no PNG picture of an accepted size
     */
    static byte[] encodedAnew(byte[] png, int maxSide) throws NotAnImageException {
        if (!ImageInspector.sniff(png).equals(java.util.Optional.of("image/png"))) {
            throw new NotAnImageException("the bytes are not a PNG picture");
        }
        var inspected = ImageInspector.inspect(png, (long) maxSide * maxSide);
        if (Math.max(inspected.width(), inspected.height()) > maxSide) {
            throw new NotAnImageException("a side of the picture is longer than %d pixels".formatted(maxSide));
        }
        BufferedImage flat = new BufferedImage(inspected.width(), inspected.height(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = flat.createGraphics();
        try {
            graphics.drawImage(inspected.pixels(), 0, 0, Color.WHITE, null);
        } finally {
            graphics.dispose();
        }
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            ImageIO.write(flat, "png", bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new IllegalStateException("memory can be written to", e);
        }
    }
}
