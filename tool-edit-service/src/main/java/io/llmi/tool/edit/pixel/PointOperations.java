package io.llmi.tool.edit.pixel;

import java.awt.Color;
import java.awt.image.BufferedImage;

/** Operations that look at one pixel at a time; alpha is kept. Components are sRGB, 0..255. */
final class PointOperations {
    private PointOperations() {}

    /** A pixel's new colour from its old one and its place, 0..1 from the left and the top. */
    interface Point {
        int apply(int rgb, double x, double y);
    }

    static BufferedImage each(BufferedImage image, Point point) {
        int w = image.getWidth();
        int h = image.getHeight();
        BufferedImage out = new BufferedImage(w, h, BufferedImage.TYPE_INT_ARGB);
        int[] row = new int[w];
        for (int y = 0; y < h; y++) {
            image.getRGB(0, y, w, 1, row, 0, w);
            for (int x = 0; x < w; x++) {
                row[x] = (row[x] & 0xff000000) | (point.apply(row[x], (x + 0.5) / w, (y + 0.5) / h) & 0xffffff);
            }
            out.setRGB(0, y, w, 1, row, 0, w);
        }
        return out;
    }

    static int red(int rgb) {
        return (rgb >> 16) & 255;
    }

    static int green(int rgb) {
        return (rgb >> 8) & 255;
    }

    static int blue(int rgb) {
        return rgb & 255;
    }

    /** Rec. 601 luma, 0..255. */
    static double luma(int rgb) {
        return 0.299 * red(rgb) + 0.587 * green(rgb) + 0.114 * blue(rgb);
    }

    static int pack(double r, double g, double b) {
        return (clamp(r) << 16) | (clamp(g) << 8) | clamp(b);
    }

    private static int clamp(double x) {
        return (int) Math.round(Math.max(0, Math.min(255, x)));
    }

    static BufferedImage brightness(BufferedImage image, double factor) {
        // Brightening bends the curve instead of multiplying, so that highlights keep their drawing.
        return each(
                image,
                (p, x, y) -> factor > 1
                        ? pack(curve(red(p), factor), curve(green(p), factor), curve(blue(p), factor))
                        : pack(red(p) * factor, green(p) * factor, blue(p) * factor));
    }

    private static double curve(int value, double factor) {
        return 255 * Math.pow(value / 255.0, 1 / factor);
    }

    static BufferedImage contrast(BufferedImage image, double factor) {
        return each(
                image,
                (p, x, y) -> pack(
                        128 + (red(p) - 128) * factor,
                        128 + (green(p) - 128) * factor,
                        128 + (blue(p) - 128) * factor));
    }

    static BufferedImage saturation(BufferedImage image, double factor) {
        return each(image, (p, x, y) -> {
            double grey = luma(p);
            return pack(
                    grey + (red(p) - grey) * factor,
                    grey + (green(p) - grey) * factor,
                    grey + (blue(p) - grey) * factor);
        });
    }

    static BufferedImage warmth(BufferedImage image, double amount) {
        return each(
                image,
                (p, x, y) -> pack(
                        red(p) * (1 + 0.2 * amount) + 8 * amount,
                        green(p) * (1 + 0.04 * amount),
                        blue(p) * (1 - 0.24 * amount) - 6 * amount));
    }

    static BufferedImage sepia(BufferedImage image) {
        return each(image, (p, x, y) -> {
            double d = (x - 0.5) * (x - 0.5) + (y - 0.5) * (y - 0.5);
            double grey = (luma(p) * 0.88 + 22) * (1 - 0.55 * d);
            return pack(grey * 1.1 + 8, grey * 0.92 + 3, grey * 0.7);
        });
    }

    static BufferedImage invert(BufferedImage image) {
        return each(image, (p, x, y) -> ~p);
    }

    static BufferedImage tint(BufferedImage image, Color colour) {
        double own = Math.max(24, luma(colour.getRGB()));
        return each(image, (p, x, y) -> {
            double k = luma(p) / own;
            double t = 0.6;
            return pack(
                    red(p) * (1 - t) + Math.min(255, colour.getRed() * k) * t,
                    green(p) * (1 - t) + Math.min(255, colour.getGreen() * k) * t,
                    blue(p) * (1 - t) + Math.min(255, colour.getBlue() * k) * t);
        });
    }

    static BufferedImage posterise(BufferedImage image) {
        double step = 255 / 4.0;
        return each(
                image,
                (p, x, y) -> pack(
                        Math.round(red(p) / step) * step,
                        Math.round(green(p) / step) * step,
                        Math.round(blue(p) / step) * step));
    }
}
