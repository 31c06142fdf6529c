package io.llmi.tool.edit.pixel;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;

/** Operations on areas: blur, sharpening, geometry, frames. */
final class Areas {
    private Areas() {}

    static BufferedImage scaled(BufferedImage image, int width, int height, Object interpolation) {
        BufferedImage out = new BufferedImage(Math.max(1, width), Math.max(1, height), BufferedImage.TYPE_INT_ARGB);
        Graphics2D g = out.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, interpolation);
        g.drawImage(image, 0, 0, out.getWidth(), out.getHeight(), null);
        g.dispose();
        return out;
    }

    /** Scales in halves on the way down, so that no detail turns into flicker. */
    static BufferedImage resized(BufferedImage image, int width, int height) {
        BufferedImage now = image;
        while (now.getWidth() >= 2 * width && now.getHeight() >= 2 * height) {
            now = scaled(now, now.getWidth() / 2, now.getHeight() / 2, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        }
        return scaled(now, width, height, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    }

    /** Three box blurs, which come close to a Gaussian. */
    static BufferedImage blur(BufferedImage image, int radius) {
        BufferedImage now = image;
        for (int pass = 0; pass < 3; pass++) {
            now = box(box(now, radius, true), radius, false);
        }
        return now;
    }

    private static BufferedImage box(BufferedImage image, int radius, boolean horizontal) {
        int w = image.getWidth();
        int h = image.getHeight();
        int[] in = image.getRGB(0, 0, w, h, null, 0, w);
        int[] out = new int[in.length];
        int lines = horizontal ? h : w;
        int length = horizontal ? w : h;
        int step = horizontal ? 1 : w;
        int size = 2 * radius + 1;
        for (int line = 0; line < lines; line++) {
            int start = horizontal ? line * w : line;
            int[] sum = new int[4];
            for (int i = -radius; i <= radius; i++) {
                add(sum, in[start + step * Math.max(0, Math.min(length - 1, i))], 1);
            }
            for (int i = 0; i < length; i++) {
                out[start + step * i] =
                        (sum[0] / size << 24) | (sum[1] / size << 16) | (sum[2] / size << 8) | (sum[3] / size);
                add(sum, in[start + step * Math.max(0, i - radius)], -1);
                add(sum, in[start + step * Math.min(length - 1, i + radius + 1)], 1);
            }
        }
        BufferedImage result = new BufferedImage(w, h, BufferedImage.TYPE_INT_ARGB);
        result.setRGB(0, 0, w, h, out, 0, w);
        return result;
    }

    private static void add(int[] sum, int argb, int sign) {
        sum[0] += sign * (argb >>> 24);
        sum[1] += sign * ((argb >> 16) & 255);
        sum[2] += sign * ((argb >> 8) & 255);
        sum[3] += sign * (argb & 255);
    }

    /** Unsharp masking. */
    static BufferedImage sharpen(BufferedImage image) {
        BufferedImage soft = blur(image, 1);
        double amount = 0.9;
        int w = image.getWidth();
        int h = image.getHeight();
        return PointOperations.each(image, (p, x, y) -> {
            int s = soft.getRGB((int) (x * w), (int) (y * h));
            return PointOperations.pack(
                    PointOperations.red(p) + amount * (PointOperations.red(p) - PointOperations.red(s)),
                    PointOperations.green(p) + amount * (PointOperations.green(p) - PointOperations.green(s)),
                    PointOperations.blue(p) + amount * (PointOperations.blue(p) - PointOperations.blue(s)));
        });
    }

    static BufferedImage pixelate(BufferedImage image) {
        int cell = Math.max(2, Math.max(image.getWidth(), image.getHeight()) / 64);
        BufferedImage small = resized(image, image.getWidth() / cell, image.getHeight() / cell);
        return scaled(small, image.getWidth(), image.getHeight(), RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
    }

    /** Turns clockwise; the canvas grows to hold everything and its new corners are white. */
    static BufferedImage rotate(BufferedImage image, double degrees) {
        double a = Math.toRadians(degrees % 360);
        int w = (int) Math.round(Math.abs(image.getWidth() * Math.cos(a)) + Math.abs(image.getHeight() * Math.sin(a)));
        int h = (int) Math.round(Math.abs(image.getWidth() * Math.sin(a)) + Math.abs(image.getHeight() * Math.cos(a)));
        BufferedImage out = new BufferedImage(Math.max(1, w), Math.max(1, h), BufferedImage.TYPE_INT_ARGB);
        Graphics2D g = out.createGraphics();
        if (degrees % 90 != 0) {
            g.setColor(Color.WHITE);
            g.fillRect(0, 0, w, h);
        }
        g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        AffineTransform turn = AffineTransform.getTranslateInstance(w / 2.0, h / 2.0);
        turn.rotate(a);
        turn.translate(-image.getWidth() / 2.0, -image.getHeight() / 2.0);
        g.drawImage(image, turn, null);
        g.dispose();
        return out;
    }

    static BufferedImage flip(BufferedImage image, boolean horizontal) {
        int w = image.getWidth();
        int h = image.getHeight();
        BufferedImage out = new BufferedImage(w, h, BufferedImage.TYPE_INT_ARGB);
        Graphics2D g = out.createGraphics();
        g.drawImage(image, horizontal ? w : 0, horizontal ? 0 : h, horizontal ? -w : w, horizontal ? h : -h, null);
        g.dispose();
        return out;
    }

    static BufferedImage crop(BufferedImage image, double left, double top, double right, double bottom) {
        int x = (int) (left * image.getWidth());
        int y = (int) (top * image.getHeight());
        int w = Math.max(1, (int) Math.round((right - left) * image.getWidth()));
        int h = Math.max(1, (int) Math.round((bottom - top) * image.getHeight()));
        return image.getSubimage(
                Math.min(x, image.getWidth() - 1),
                Math.min(y, image.getHeight() - 1),
                Math.min(w, image.getWidth() - x),
                Math.min(h, image.getHeight() - y));
    }

    static BufferedImage aspect(BufferedImage image, double ratio) {
        double own = (double) image.getWidth() / image.getHeight();
        double w = own > ratio ? ratio / own : 1;
        double h = own > ratio ? 1 : own / ratio;
        return crop(image, (1 - w) / 2, (1 - h) / 2, (1 + w) / 2, (1 + h) / 2);
    }

    static BufferedImage border(BufferedImage image, Color colour) {
        int margin = Math.max(4, Math.min(image.getWidth(), image.getHeight()) / 20);
        BufferedImage out = new BufferedImage(
                image.getWidth() + 2 * margin, image.getHeight() + 2 * margin, BufferedImage.TYPE_INT_ARGB);
        Graphics2D g = out.createGraphics();
        g.setColor(colour);
        g.fillRect(0, 0, out.getWidth(), out.getHeight());
        g.drawImage(image, margin, margin, null);
        g.dispose();
        return out;
    }
}
