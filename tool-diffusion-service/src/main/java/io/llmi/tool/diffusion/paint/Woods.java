package io.llmi.tool.diffusion.paint;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.QuadCurve2D;

import io.llmi.tool.diffusion.draw.Tone;
import io.llmi.tool.diffusion.scene.Scene;

/** Trunks, canopy, path, ferns, and the gorge of a waterfall. */
final class Woods {
    private Woods() {}

    static void trunks(Canvas c, double base, int layer, double haze, Color tint) {
        int count = 26 - layer * 4;
        for (int i = 0; i < count; i++) {
            double x = c.width * (i + c.between(0.1, 0.9)) / count;
            // A gap in the middle lets the path and the light through.
            if (Math.abs(x / c.width - 0.52) < 0.05 + layer * 0.035) {
                continue;
            }
            double w = c.height * (0.006 + 0.0075 * layer) * c.between(0.7, 1.4);
            double y = c.height * (base + 0.02);
            Color bark = c.light.seen(Tone.mix(Tone.rgb(0x4a3524), Tone.darker(tint, 0.45), 0.35), haze);
            c.g.setPaint(new GradientPaint(
                    (float) (x - w), 0, Tone.lighter(bark, 0.14), (float) (x + w), 0, Tone.darker(bark, 0.3)));
            Path2D trunk = new Path2D.Double();
            trunk.moveTo(x - w * 1.3, y);
            trunk.quadTo(x - w * 0.7, y - c.height * 0.1, x - w * 0.6, -4);
            trunk.lineTo(x + w * 0.6, -4);
            trunk.quadTo(x + w * 0.7, y - c.height * 0.1, x + w * 1.3, y);
            trunk.closePath();
            c.g.fill(trunk);
            for (int k = 0; k < 34; k++) {
                Color leaf =
                        c.light.seen(Tone.mix(Tone.darker(tint, 0.3), Tone.lighter(tint, 0.35), c.between(0, 1)), haze);
                double r = c.height * c.between(0.01, 0.026) * (0.6 + layer * 0.16);
                c.g.setColor(Tone.alpha(leaf, 0.6));
                c.g.fill(new Ellipse2D.Double(
                        x + c.random.nextGaussian() * c.height * 0.06,
                        c.between(-0.03, 0.36 - 0.03 * layer) * c.height,
                        2 * r,
                        1.3 * r));
            }
        }
    }

    static void canopy(Canvas c, Color tint) {
        for (int i = 0; i < 420; i++) {
            double x = c.between(-0.02, 1.02);
            double limit = 0.1 + 0.22 * Math.pow(Math.abs(x - 0.5) * 2, 2);
            double r = c.height * c.between(0.012, 0.034);
            Color leaf = Tone.mix(Tone.darker(tint, 0.55), Tone.lighter(tint, 0.3), c.between(0, 1));
            c.g.setColor(Tone.alpha(c.light.seen(leaf, 0.06), 0.72));
            c.g.fill(new Ellipse2D.Double(x * c.width - r, c.between(-0.04, limit) * c.height, 2 * r, 1.3 * r));
        }
    }

    static void path(Canvas c, Color colour) {
        double w = c.width;
        double h = c.height;
        Path2D way = new Path2D.Double();
        way.moveTo(w * 0.515, h * 0.66);
        way.curveTo(w * 0.6, h * 0.74, w * 0.44, h * 0.82, w * 0.26, h * 1.01);
        way.lineTo(w * 0.72, h * 1.01);
        way.curveTo(w * 0.6, h * 0.86, w * 0.62, h * 0.74, w * 0.53, h * 0.66);
        way.closePath();
        c.g.setPaint(new GradientPaint(
                0,
                (float) (h * 0.66),
                c.light.seen(Tone.lighter(colour, 0.3), 0.35),
                0,
                (float) h,
                c.light.seen(Tone.darker(colour, 0.25), 0)));
        c.g.fill(way);
        var clip = c.g.getClip();
        c.g.setClip(way);
        LandBackdrops.speckle(c, h * 0.68, Tone.rgb(0x5a4020), 500);
        c.g.setClip(clip);
    }

    static void ferns(Canvas c) {
        for (int i = 0; i < 70; i++) {
            double x = c.between(0, 1) * c.width;
            double t = c.random.nextDouble();
            if (Math.abs(x / c.width - 0.5) < 0.12 + 0.12 * t) {
                continue;
            }
            double y = c.height * (0.82 + 0.18 * t);
            double s = c.height * (0.02 + 0.05 * t);
            for (int k = -3; k <= 3; k++) {
                c.g.setColor(c.light.seen(Tone.mix(Tone.rgb(0x2f5a2c), Tone.rgb(0x7fae4c), c.between(0, 1)), 0.05));
                c.g.setStroke(new BasicStroke((float) (s * 0.09), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
                c.g.draw(new QuadCurve2D.Double(
                        x, y, x + k * s * 0.2, y - s * 1.1, x + k * s * 0.42, y - s * (0.9 - 0.18 * Math.abs(k))));
            }
        }
    }

    /** Cliffs on both sides, a white fall between them, a pool and spray below. */
    static void gorge(Canvas c, Scene scene) {
        double w = c.width;
        double h = c.height;
        LandBackdrops.treeline(c, 0.25, 0.13, 0.35, 4);
        for (int x = 0; x < c.width; x++) {
            double top = h * (0.2 + 0.05 * c.noise.fractal(x / w * 5, 2, 3));
            for (int y = (int) top; y < h * 0.82; y++) {
                double n = c.noise.ridged(x * 11.0 / w, y * 3.2 / h, 4);
                double away = Math.abs(x / w - 0.5) * 2;
                Color stone = Tone.mix(Tone.rgb(0x2f2f34), Tone.rgb(0x8a8378), n);
                Color moss = Tone.mix(
                        stone,
                        Tone.rgb(0x4f7a3c),
                        Tone.clamp((c.noise.fractal(x * 7.0 / w, y * 7.0 / h + 50, 3) - 0.45) * 5, 0, 0.8));
                c.image.setRGB(x, y, c.light.seen(moss, 0.28 * (1 - away)).getRGB());
            }
        }
        for (int x = (int) (w * 0.37); x < w * 0.63; x++) {
            double edge = 1 - Math.pow(Math.abs(x / w - 0.5) / 0.13, 4);
            for (int y = (int) (h * 0.225); y < h * 0.82; y++) {
                double spread = 0.72 + 0.28 * (y / h - 0.22) / 0.6;
                double inside = Tone.clamp(
                        edge * spread * 1.6 - 0.3 + (c.noise.fractal(x * 40.0 / w, y * 3.0 / h, 3) - 0.5) * 1.4, 0, 1);
                Color white = Tone.mix(
                        Tone.rgb(0x9fc4d8), Color.WHITE, c.noise.fractal(x * 60.0 / w, y * 4.0 / h + 9, 3) * 1.5);
                c.image.setRGB(
                        x,
                        y,
                        Tone.mix(new Color(c.image.getRGB(x, y)), c.light.seen(white, 0), inside)
                                .getRGB());
            }
        }
        WaterBackdrops.water(c, scene, h * 0.8, h);
        for (int i = 0; i < 60; i++) {
            c.glow(
                    w * (0.5 + c.random.nextGaussian() * 0.09),
                    h * (0.8 + c.random.nextGaussian() * 0.025),
                    h * c.between(0.02, 0.09),
                    Color.WHITE,
                    0.16);
        }
        for (int i = 0; i < 16; i++) {
            double x = w * (i < 8 ? c.between(-0.02, 0.3) : c.between(0.7, 1.02));
            double y = h * c.between(0.85, 1.0);
            double r = h * c.between(0.03, 0.08);
            c.g.setPaint(new GradientPaint(
                    0,
                    (float) (y - r),
                    c.light.seen(Tone.rgb(0x8d8a80), 0.02),
                    0,
                    (float) (y + r),
                    c.light.seen(Tone.rgb(0x2c2d2e), 0)));
            c.g.fill(new Ellipse2D.Double(x - r * 1.4, y - r * 0.7, r * 2.8, r * 1.7));
        }
    }
}
