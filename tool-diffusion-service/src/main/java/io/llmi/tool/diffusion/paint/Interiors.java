package io.llmi.tool.diffusion.paint;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;

import io.llmi.tool.diffusion.draw.Tone;
import io.llmi.tool.diffusion.scene.Scene;
import io.llmi.tool.diffusion.scene.Sky;

/** Rooms: a wall, a window or shelves, and a table before them. */
final class Interiors {
    private Interiors() {}

    private static void fill(Canvas c, Color top, Color bottom, double x, double y, double w, double h) {
        c.g.setPaint(new GradientPaint(0, (float) y, top, 0, (float) (y + h), bottom));
        c.g.fill(new Rectangle2D.Double(x, y, w, h));
    }

    private static Color wall(Scene scene) {
        Color plain = Tone.rgb(0xc9c2b2);
        Color tinted = scene.palette().isEmpty()
                ? plain
                : Tone.mix(plain, scene.palette().get(0), 0.42);
        return scene.sky() == Sky.NIGHT ? Tone.mix(tinted, Tone.rgb(0x1d2036), 0.62) : tinted;
    }

    static Stage room(Canvas c, Scene scene) {
        double w = c.width;
        double h = c.height;
        // The window shows the sky of the scene, so the sky is painted first and the wall around it.
        SkyPainter.paint(c, scene, h * 0.62);
        LandBackdrops.ridge(c, 0.52, 0.08, 3, Tone.rgb(0x6f8f6a), 0.4, 5);
        Color wall = wall(scene);
        double x1 = w * 0.06;
        double x2 = w * 0.4;
        double y1 = h * 0.07;
        double y2 = h * 0.56;
        Path2D around = new Path2D.Double(Path2D.WIND_EVEN_ODD);
        around.append(new Rectangle2D.Double(0, 0, w, h), false);
        around.append(new Rectangle2D.Double(x1, y1, x2 - x1, y2 - y1), false);
        c.g.setPaint(new GradientPaint(
                (float) (w * 0.1), 0, Tone.lighter(wall, 0.22), (float) w, (float) (h * 0.7), Tone.darker(wall, 0.4)));
        c.g.fill(around);
        c.g.setColor(Tone.mix(Tone.rgb(0xf4efe4), wall, 0.25));
        double bar = h * 0.014;
        for (double x : new double[] {x1 - bar, (x1 + x2) / 2 - bar / 2, x2}) {
            c.g.fill(new Rectangle2D.Double(x, y1 - bar, bar, y2 - y1 + 2 * bar));
        }
        for (double y : new double[] {y1 - bar, y1 + (y2 - y1) * 0.4, y2}) {
            c.g.fill(new Rectangle2D.Double(x1 - bar, y, x2 - x1 + 2 * bar, bar));
        }
        frame(c, wall);
        c.glow(
                w * 0.24,
                h * 0.34,
                h * 0.8,
                Tone.lighter(c.light.horizon(), 0.3),
                scene.sky() == Sky.NIGHT ? 0.12 : 0.3);
        table(c, 0.68);
        return new Stage(0.68, 0.7, 0.82, 0.9, false);
    }

    private static void frame(Canvas c, Color wall) {
        double w = c.width;
        double h = c.height;
        fill(c, Tone.rgb(0x8a6a44), Tone.rgb(0x5f4526), w * 0.68, h * 0.12, w * 0.2, h * 0.24);
        fill(c, Tone.lighter(wall, 0.55), Tone.lighter(wall, 0.4), w * 0.69, h * 0.133, w * 0.18, h * 0.214);
        Color[] hills = {Tone.rgb(0x7fa6b8), Tone.rgb(0x54808a), Tone.rgb(0x33585c)};
        var clip = c.g.getClip();
        c.g.clip(new Rectangle2D.Double(w * 0.71, h * 0.155, w * 0.14, h * 0.17));
        fill(c, Tone.rgb(0xf4d8b0), Tone.rgb(0xf9efe0), w * 0.71, h * 0.155, w * 0.14, h * 0.17);
        for (int i = 0; i < 3; i++) {
            int layer = i;
            c.ground(
                    x -> h * (0.29 + layer * 0.018 - 0.07 * c.noise.fractal(x / w * 12 + layer * 5, layer, 3)),
                    hills[i],
                    hills[i],
                    0,
                    h);
        }
        c.g.setClip(clip);
    }

    /** A wooden table top with grain, from {@code top} to the lower edge. */
    private static void table(Canvas c, double top) {
        double h = c.height;
        Color wood = c.light.seen(Tone.rgb(0x9c6b40), 0);
        c.pool(c.width * 0.5, h * top, c.width * 0.7, h * 0.05, Color.BLACK, 0.3);
        for (int y = (int) (h * top); y < c.height; y++) {
            double depth = (y - h * top) / (h * (1 - top));
            for (int x = 0; x < c.width; x++) {
                double grain = c.noise.fractal(x * 3.0 / c.width, y * (42.0 - 18 * depth) / h, 4);
                Color plank = Tone.mix(Tone.darker(wood, 0.38), Tone.lighter(wood, 0.26), grain);
                c.image.setRGB(
                        x,
                        y,
                        Tone.mix(
                                        plank,
                                        Tone.lighter(c.light.horizon(), 0.2),
                                        0.2 * (1 - depth) * (1 - (double) x / c.width))
                                .getRGB());
            }
        }
        c.g.setColor(Tone.alpha(Color.WHITE, 0.22));
        c.g.fill(new Rectangle2D.Double(0, h * top, c.width, h * 0.004));
    }

    static Stage library(Canvas c, Scene scene) {
        double w = c.width;
        double h = c.height;
        Color wood = scene.palette().isEmpty()
                ? Tone.rgb(0x5a3a22)
                : Tone.mix(Tone.rgb(0x5a3a22), scene.palette().get(0), 0.25);
        fill(c, Tone.darker(wood, 0.45), Tone.darker(wood, 0.6), 0, 0, w, h);
        Color[] spines = {
            Tone.rgb(0x8a2f2f),
            Tone.rgb(0x2f4f7a),
            Tone.rgb(0x3f6b45),
            Tone.rgb(0xb8894a),
            Tone.rgb(0x5a3a5f),
            Tone.rgb(0xd8cba8),
            Tone.rgb(0x2d2d33),
            Tone.rgb(0xa85a32)
        };
        double shelf = h * 0.17;
        for (int row = 0; row < 5; row++) {
            double base = (row + 1) * shelf - h * 0.01;
            for (double x = 0; x < w; ) {
                double bw = h * c.between(0.014, 0.034);
                double bh = shelf * c.between(0.6, 0.86);
                Color spine = c.light.seen(spines[c.random.nextInt(spines.length)], 0.02);
                c.g.setPaint(new GradientPaint(
                        (float) x, 0, Tone.lighter(spine, 0.18), (float) (x + bw), 0, Tone.darker(spine, 0.4)));
                c.g.fill(new Rectangle2D.Double(x, base - bh, bw - 1, bh));
                c.g.setColor(Tone.alpha(Tone.rgb(0xe6cf94), 0.7));
                c.g.fill(new Rectangle2D.Double(x + bw * 0.15, base - bh * 0.82, bw * 0.65, bh * 0.03));
                c.g.fill(new Rectangle2D.Double(x + bw * 0.15, base - bh * 0.2, bw * 0.65, bh * 0.03));
                x += bw;
            }
            fill(c, Tone.lighter(wood, 0.15), Tone.darker(wood, 0.3), 0, base, w, h * 0.022);
        }
        for (double x : new double[] {0.0, 0.325, 0.655, 0.98}) {
            c.g.setPaint(new GradientPaint(
                    (float) (w * x),
                    0,
                    Tone.lighter(wood, 0.15),
                    (float) (w * x + h * 0.03),
                    0,
                    Tone.darker(wood, 0.35)));
            c.g.fill(new Rectangle2D.Double(w * x, 0, h * 0.03, h * 0.86));
        }
        c.glow(w * 0.5, h * 0.28, h * 0.9, Tone.rgb(0xffd890), 0.26);
        table(c, 0.8);
        return new Stage(0.8, 0.8, 0.88, 0.95, false);
    }

    static Stage classroom(Canvas c, Scene scene) {
        double w = c.width;
        double h = c.height;
        Color wall = Tone.lighter(wall(scene), 0.25);
        fill(c, Tone.lighter(wall, 0.2), wall, 0, 0, w, h * 0.62);
        fill(c, Tone.rgb(0xb8936a), Tone.rgb(0x7f5f3f), 0, h * 0.62, w, h * 0.38);
        fill(c, Tone.rgb(0x9a6f44), Tone.rgb(0x7a5430), w * 0.14, h * 0.08, w * 0.72, h * 0.43);
        fill(c, Tone.rgb(0x2c5143), Tone.rgb(0x234236), w * 0.155, h * 0.1, w * 0.69, h * 0.385);
        c.g.setColor(Tone.alpha(Color.WHITE, 0.8));
        c.g.setStroke(new java.awt.BasicStroke((float) (h / 220)));
        c.g.draw(new Line2D.Double(w * 0.22, h * 0.42, w * 0.42, h * 0.42));
        c.g.draw(new Line2D.Double(w * 0.22, h * 0.42, w * 0.22, h * 0.17));
        c.g.draw(new java.awt.geom.QuadCurve2D.Double(w * 0.23, h * 0.4, w * 0.36, h * 0.38, w * 0.41, h * 0.19));
        c.g.draw(new java.awt.geom.Ellipse2D.Double(w * 0.5, h * 0.18, h * 0.18, h * 0.18));
        c.g.draw(new Line2D.Double(w * 0.5 + h * 0.09, h * 0.27, w * 0.5 + h * 0.17, h * 0.23));
        for (int i = 0; i < 5; i++) {
            c.g.draw(new Line2D.Double(
                    w * 0.68, h * (0.18 + i * 0.055), w * (0.74 + c.between(0, 0.07)), h * (0.18 + i * 0.055)));
        }
        for (int row = 0; row < 2; row++) {
            int desks = 4 - row;
            for (int i = 0; i < desks; i++) {
                desk(c, w * (i + 0.5) / desks, h * (0.76 + row * 0.2), w * (0.14 + row * 0.06));
            }
        }
        return new Stage(0.62, 0.62, 0.72, 0.95, false);
    }

    private static void desk(Canvas c, double x, double y, double w) {
        c.pool(x, y + w * 0.3, w * 0.6, w * 0.08, Color.BLACK, 0.35);
        c.g.setColor(Tone.rgb(0x4a4f57));
        c.g.fill(new Rectangle2D.Double(x - w * 0.42, y, w * 0.04, w * 0.32));
        c.g.fill(new Rectangle2D.Double(x + w * 0.38, y, w * 0.04, w * 0.32));
        Path2D top = new Path2D.Double();
        top.moveTo(x - w * 0.42, y - w * 0.14);
        top.lineTo(x + w * 0.42, y - w * 0.14);
        top.lineTo(x + w * 0.5, y);
        top.lineTo(x - w * 0.5, y);
        top.closePath();
        c.g.setPaint(
                new GradientPaint(0, (float) (y - w * 0.14), Tone.rgb(0xe2bd86), 0, (float) y, Tone.rgb(0xc0935a)));
        c.g.fill(top);
        fill(c, Tone.rgb(0xa9794a), Tone.rgb(0x8a5f36), x - w * 0.5, y, w, w * 0.05);
    }
}
