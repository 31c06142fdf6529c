package io.llmi.toolkit.image;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;

/** Pictures made smaller, of the same shape and with their transparency. Thread-safe. */
public final class ImageScaler {
    private ImageScaler() {}

    /**
     * The picture, or a smaller one where it has more pixels. Halved as often as possible before the last step, for a
     * bilinear filter looks at four pixels only: one large step would skip most of them.
     *
     * @param maxPixels width times height of the result, at least 1
     */
    public static BufferedImage within(BufferedImage image, long maxPixels) {
        double pixels = (double) image.getWidth() * image.getHeight();
        if (pixels <= maxPixels) {
            return image;
        }
        double factor = Math.sqrt(maxPixels / pixels);
        int width = Math.max(1, (int) (image.getWidth() * factor));
        int height = Math.max(1, (int) (image.getHeight() * factor));
        BufferedImage now = image;
        while (now.getWidth() >= 2 * width && now.getHeight() >= 2 * height) {
            now = drawn(now, now.getWidth() / 2, now.getHeight() / 2);
        }
        return drawn(now, width, height);
    }

    private static BufferedImage drawn(BufferedImage image, int width, int height) {
        boolean transparent = image.getColorModel().hasAlpha();
        BufferedImage target = new BufferedImage(
                width, height, transparent ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = target.createGraphics();
        try {
            graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
            graphics.drawImage(image, 0, 0, width, height, null);
        } finally {
            graphics.dispose();
        }
        return target;
    }
}
