package io.llmi.tool.diffusion.finish;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Line2D;
import java.awt.image.BufferedImage;
import java.util.Random;

import io.llmi.tool.diffusion.draw.Noise;
import io.llmi.tool.diffusion.draw.Tone;

/** Whole-picture operations from which media are made. Each returns a new picture and leaves its input alone. */
final class Filters {
    private Filters() {}

    static BufferedImage like(BufferedImage image) {
        return new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
    }

    static BufferedImage scaled(BufferedImage image, int width, int height, Object interpolation) {
        BufferedImage out = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = out.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, interpolation);
        g.drawImage(image, 0, 0, width, height, null);
        g.dispose();
        return out;
    }

    /** Box blur by two scalings, cheap at any radius. */
    static BufferedImage soft(BufferedImage image, int factor) {
        int w = Math.max(1, image.getWidth() / factor);
        int h = Math.max(1, image.getHeight() / factor);
        BufferedImage small = image;
        while (small.getWidth() > w * 2) {
            small = scaled(
                    small,
                    Math.max(w, small.getWidth() / 2),
                    Math.max(h, small.getHeight() / 2),
                    RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        }
        small = scaled(small, w, h, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        return scaled(small, image.getWidth(), image.getHeight(), RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    }

    /** Film grain and darker corners. */
    static BufferedImage film(BufferedImage image, double grain, double vignette, Random random) {
        BufferedImage out = like(image);
        double cx = image.getWidth() / 2.0;
        double cy = image.getHeight() / 2.0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                double d = ((x - cx) * (x - cx) / (cx * cx) + (y - cy) * (y - cy) / (cy * cy)) / 2;
                double k = 1 - vignette * d * d;
                double n = (random.nextDouble() + random.nextDouble() - 1) * grain;
                int p = image.getRGB(x, y);
                out.setRGB(x, y, Tone.pack(((p >> 16) & 255) * k + n, ((p >> 8) & 255) * k + n, (p & 255) * k + n));
            }
        }
        return out;
    }

    /** Reduces brightness to {@code levels} steps and leaves the hue, as flat inks do. */
    static BufferedImage posterise(BufferedImage image, int levels, double saturation) {
        BufferedImage out = like(image);
        double step = 255.0 / levels;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int p = image.getRGB(x, y);
                double grey = Math.max(1, Tone.luma(p));
                double ink = (Math.floor(grey / step) + 0.5) * step;
                double k = ink / grey;
                double r = ink + (((p >> 16) & 255) * k - ink) * saturation;
                double g = ink + (((p >> 8) & 255) * k - ink) * saturation;
                double b = ink + ((p & 255) * k - ink) * saturation;
                out.setRGB(
                        x,
                        y,
                        Tone.pack(Math.round(r / 12) * 12.0, Math.round(g / 12) * 12.0, Math.round(b / 12) * 12.0));
            }
        }
        return out;
    }

    /** Moves pixels by noise, as wet paint bleeds over its edge. */
    static BufferedImage bleed(BufferedImage image, Noise noise, double scale, double reach) {
        BufferedImage out = like(image);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int sx = (int) Tone.clamp(
                        x + (noise.fractal(x / scale, y / scale, 3) - 0.5) * reach, 0, image.getWidth() - 1.0);
                int sy = (int) Tone.clamp(
                        y + (noise.fractal(x / scale + 90, y / scale, 3) - 0.5) * reach, 0, image.getHeight() - 1.0);
                out.setRGB(x, y, image.getRGB(sx, sy));
            }
        }
        return out;
    }

    /** Repaints with strokes of falling size that follow the picture's edges. */
    static BufferedImage strokes(BufferedImage image, Random random) {
        BufferedImage reference = soft(image, 3);
        BufferedImage out = soft(image, 10);
        Graphics2D g = out.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        double unit = image.getHeight() / 768.0;
        double[] lengths = {34, 20, 11};
        int[] counts = {4500, 11000, 24000};
        for (int pass = 0; pass < lengths.length; pass++) {
            BufferedImage source = pass == 2 ? image : reference;
            for (int i = 0; i < counts[pass]; i++) {
                int x = 2 + random.nextInt(image.getWidth() - 4);
                int y = 2 + random.nextInt(image.getHeight() - 4);
                double dx = Tone.luma(reference.getRGB(x + 2, y)) - Tone.luma(reference.getRGB(x - 2, y));
                double dy = Tone.luma(reference.getRGB(x, y + 2)) - Tone.luma(reference.getRGB(x, y - 2));
                double angle =
                        Math.hypot(dx, dy) < 3 ? 0.35 + random.nextGaussian() * 0.5 : Math.atan2(dy, dx) + Math.PI / 2;
                double half = lengths[pass] * unit * (0.5 + random.nextDouble()) / 2;
                Color colour = Tone.mix(
                        new Color(source.getRGB(x, y)),
                        random.nextBoolean() ? Color.WHITE : Color.BLACK,
                        random.nextDouble() * 0.1);
                g.setColor(Tone.alpha(colour, 0.82));
                g.setStroke(new BasicStroke(
                        (float) (lengths[pass] * unit * 0.3), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
                g.draw(new Line2D.Double(
                        x - Math.cos(angle) * half,
                        y - Math.sin(angle) * half,
                        x + Math.cos(angle) * half,
                        y + Math.sin(angle) * half));
            }
        }
        g.dispose();
        return out;
    }
}
