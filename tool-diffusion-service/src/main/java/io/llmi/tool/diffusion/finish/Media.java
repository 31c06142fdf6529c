package io.llmi.tool.diffusion.finish;

import java.awt.Color;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.Random;

import io.llmi.tool.diffusion.draw.Noise;
import io.llmi.tool.diffusion.draw.Tone;
import io.llmi.tool.diffusion.scene.Medium;

/** Gives a painted picture the look of an artistic medium. Deterministic for its seed. */
public final class Media {
    private static final Color PAPER = Tone.rgb(0xf8f4ea);
    private static final int[] BAYER = {0, 8, 2, 10, 12, 4, 14, 6, 3, 11, 1, 9, 15, 7, 13, 5};

    private Media() {}

    public static BufferedImage apply(Medium medium, BufferedImage image, long seed) {
        Random random = new Random(seed);
        Noise noise = new Noise(seed);
        return switch (medium) {
            case NATURAL -> Filters.film(image, 7, 0.34, random);
            case WATERCOLOUR -> watercolour(image, noise);
            case OIL -> Filters.film(Filters.strokes(image, random), 5, 0.2, random);
            case PENCIL -> pencil(image, noise);
            case PIXEL -> pixels(image);
            case POSTER -> Filters.film(Filters.posterise(Filters.soft(image, 3), 5, 1.25), 5, 0, random);
            case FLAT -> Filters.posterise(Filters.soft(image, 3), 9, 1.1);
        };
    }

    private static BufferedImage watercolour(BufferedImage image, Noise noise) {
        double unit = image.getHeight() / 768.0;
        BufferedImage wet = Filters.bleed(Filters.soft(image, 3), noise, 26 * unit, 30 * unit);
        BufferedImage wide = Filters.soft(wet, 9);
        BufferedImage out = Filters.like(image);
        int w = image.getWidth();
        int h = image.getHeight();
        for (int y = 0; y < h; y++) {
            for (int x = 0; x < w; x++) {
                int p = wet.getRGB(x, y);
                double edge = (Tone.luma(wide.getRGB(x, y)) - Tone.luma(p)) * 0.7;
                double pigment = 0.78 + 0.34 * (noise.fractal(x / (70 * unit), y / (70 * unit), 4) - 0.5);
                double fibre = (noise.at(x / (1.7 * unit), y / (1.7 * unit)) - 0.5) * 15
                        + (noise.at(x / (4 * unit) + 50, y / (4 * unit)) - 0.5) * 8;
                double border = Math.min(Math.min(x, w - x), Math.min(y, h - y)) / (34 * unit)
                        - 0.55
                        - 0.9 * noise.fractal(x / (60 * unit), y / (60 * unit) + 31, 4);
                double cover = pigment * Tone.clamp(border * 5, 0, 1);
                Color paint = new Color(Tone.pack(
                        ((p >> 16) & 255) * 1.04 + 6 - edge,
                        ((p >> 8) & 255) * 1.04 + 6 - edge,
                        (p & 255) * 1.04 + 6 - edge));
                Color seen = Tone.mix(PAPER, paint, cover);
                out.setRGB(x, y, Tone.pack(seen.getRed() + fibre, seen.getGreen() + fibre, seen.getBlue() + fibre));
            }
        }
        return out;
    }

    /** Contours by division through the blurred picture; shadows by crossed hatching. */
    private static BufferedImage pencil(BufferedImage image, Noise noise) {
        BufferedImage blurred = Filters.soft(image, 6);
        BufferedImage out = Filters.like(image);
        double unit = image.getHeight() / 768.0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                double tone = Tone.luma(image.getRGB(x, y));
                double contour = Tone.clamp(tone / (Tone.luma(blurred.getRGB(x, y)) + 1), 0, 1);
                double wobble = noise.fractal(x / (40 * unit), y / (40 * unit), 2) * 9;
                double dark = 1 - tone / 255;
                double hatch = 0;
                hatch += line(x + y, wobble, 6.2 * unit) * Tone.clamp((dark - 0.22) * 1.6, 0, 0.5);
                hatch += line(x - y, wobble, 6.2 * unit) * Tone.clamp((dark - 0.48) * 1.6, 0, 0.5);
                hatch += line(x * 1.9, wobble, 6.2 * unit) * Tone.clamp((dark - 0.68) * 1.8, 0, 0.5);
                double grain = noise.at(x / 1.4, y / 1.4);
                double graphite = Tone.clamp(
                        (1 - Math.pow(contour, 5)) * 0.9 + hatch * (0.55 + 0.6 * grain) + dark * 0.16, 0, 0.95);
                Color seen = Tone.mix(PAPER, Tone.rgb(0x2f2f36), graphite);
                Color tinted = Tone.mix(seen, new Color(image.getRGB(x, y)), 0.1);
                out.setRGB(x, y, tinted.getRGB());
            }
        }
        return out;
    }

    private static double line(double position, double wobble, double spacing) {
        return Math.pow(0.5 + 0.5 * Math.cos((position + wobble) * 2 * Math.PI / spacing), 2);
    }

    private static BufferedImage pixels(BufferedImage image) {
        int w = 176;
        int h = Math.max(1, w * image.getHeight() / image.getWidth());
        BufferedImage small = Filters.scaled(Filters.soft(image, 4), w, h, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        for (int y = 0; y < h; y++) {
            for (int x = 0; x < w; x++) {
                int p = small.getRGB(x, y);
                double dither = (BAYER[(y & 3) * 4 + (x & 3)] / 16.0 - 0.47) * 34;
                double step = 255 / 6.0;
                small.setRGB(
                        x,
                        y,
                        Tone.pack(
                                Math.round((((p >> 16) & 255) + dither) / step) * step,
                                Math.round((((p >> 8) & 255) + dither) / step) * step,
                                Math.round(((p & 255) + dither) / step) * step));
            }
        }
        return Filters.scaled(
                small, image.getWidth(), image.getHeight(), RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
    }
}
