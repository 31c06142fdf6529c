package io.llmi.tool.diffusion.draw;

import java.awt.Color;

/** Arithmetic on sRGB colours. */
public final class Tone {
    private Tone() {}

    public static Color rgb(int hex) {
        return new Color(hex);
    }

    /** From {@code a} (t = 0) to {@code b} (t = 1); t outside 0..1 is clamped. */
    public static Color mix(Color a, Color b, double t) {
        double k = clamp(t, 0, 1);
        return new Color(
                (int) Math.round(a.getRed() + (b.getRed() - a.getRed()) * k),
                (int) Math.round(a.getGreen() + (b.getGreen() - a.getGreen()) * k),
                (int) Math.round(a.getBlue() + (b.getBlue() - a.getBlue()) * k),
                (int) Math.round(a.getAlpha() + (b.getAlpha() - a.getAlpha()) * k));
    }

    public static Color lighter(Color c, double t) {
        return mix(c, new Color(255, 255, 255, c.getAlpha()), t);
    }

    public static Color darker(Color c, double t) {
        return mix(c, new Color(0, 0, 0, c.getAlpha()), t);
    }

    /** The same colour with an opacity of 0..1. */
    public static Color alpha(Color c, double opacity) {
        return new Color(c.getRed(), c.getGreen(), c.getBlue(), (int) Math.round(255 * clamp(opacity, 0, 1)));
    }

    /** Relative luminance of the gamma-encoded components by the Rec. 601 weights, 0..255. */
    public static double luma(int rgb) {
        return 0.299 * ((rgb >> 16) & 0xff) + 0.587 * ((rgb >> 8) & 0xff) + 0.114 * (rgb & 0xff);
    }

    public static double clamp(double x, double low, double high) {
        return Math.max(low, Math.min(high, x));
    }

    /** Packs components that may lie outside 0..255. */
    public static int pack(double r, double g, double b) {
        return ((int) clamp(r, 0, 255) << 16) | ((int) clamp(g, 0, 255) << 8) | (int) clamp(b, 0, 255);
    }
}
