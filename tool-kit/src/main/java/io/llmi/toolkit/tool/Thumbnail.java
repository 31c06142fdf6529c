package io.llmi.toolkit.tool;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

import javax.imageio.ImageIO;

/** A picture's pixels and nothing else, small enough to be sent often. */
final class Thumbnail {
    private Thumbnail() {}

    /** PNG of the whole picture with at most so many pixels. */
    static byte[] png(BufferedImage picture, long maxPixels) {
        double scale = Math.min(1, Math.sqrt((double) maxPixels / ((long) picture.getWidth() * picture.getHeight())));
        int width = Math.max(1, (int) (picture.getWidth() * scale));
        int height = Math.max(1, (int) (picture.getHeight() * scale));
        boolean transparent = picture.getColorModel().hasAlpha();
        BufferedImage small = new BufferedImage(
                width, height, transparent ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = small.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(picture, 0, 0, width, height, null);
        graphics.dispose();
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ImageIO.write(small, "png", out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("an array cannot be written", e);
        }
    }
}
