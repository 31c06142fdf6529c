package io.llmi.tool.diffusion.paint;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.QuadCurve2D;
import java.util.function.DoubleUnaryOperator;

import io.llmi.tool.diffusion.draw.Tone;
import io.llmi.tool.diffusion.scene.Scene;
import io.llmi.tool.diffusion.scene.Weather;

/** Backdrops of open country. */
final class Landscapes {
    private Landscapes() {}

    private static Color ground(Scene scene, int usual) {
        Color base = scene.weather() == Weather.SNOW ? Tone.rgb(0xe6eef6) : Tone.rgb(usual);
        return scene.palette().isEmpty()
                ? base
                : Tone.mix(base, scene.palette().get(scene.palette().size() - 1), 0.18);
    }

    static Stage mountain(Canvas c, Scene scene) {
        SkyPainter.paint(c, scene, 0.66 * c.height);
        LandBackdrops.peaks(c, scene, 0.7);
        LandBackdrops.treeline(c, 0.73, 0.07, 0.25, 5);
        LandBackdrops.ridge(c, 0.74, 0.015, 2, ground(scene, 0x4f7040), 0.24, 23);
        Color meadow = ground(scene, 0x5d7f45);
        DoubleUnaryOperator line = LandBackdrops.ridge(c, 0.76, 0.06, 1.8, meadow, 0.12, 41);
        if (scene.weather() != Weather.SNOW) {
            LandBackdrops.grass(c, line, meadow, 2600, 0.035);
        }
        return new Stage(0.66, 0.72, 0.8, 0.94, false);
    }

    static Stage field(Canvas c, Scene scene) {
        SkyPainter.paint(c, scene, 0.56 * c.height);
        LandBackdrops.ridge(c, 0.56, 0.16, 1.6, Tone.rgb(0x6d8f9a), 0.62, 3);
        LandBackdrops.ridge(c, 0.58, 0.1, 2.0, ground(scene, 0x5c8a52), 0.4, 7);
        LandBackdrops.treeline(c, 0.585, 0.035, 0.3, 9);
        Color meadow = ground(scene, 0x6fa043);
        DoubleUnaryOperator line = LandBackdrops.ridge(c, 0.64, 0.07, 1.4, meadow, 0.08, 13);
        if (scene.weather() != Weather.SNOW) {
            LandBackdrops.grass(c, line, meadow, 4200, 0.035);
            blossoms(c, 110);
        }
        return new Stage(0.56, 0.63, 0.72, 0.93, false);
    }

    private static void blossoms(Canvas c, int count) {
        Color[] colours = {Tone.rgb(0xf4f0e6), Tone.rgb(0xf2c84a), Tone.rgb(0xe07a9a), Tone.rgb(0xd8473a)};
        for (int i = 0; i < count; i++) {
            double t = Math.sqrt(c.random.nextDouble());
            double r = c.height * (0.001 + 0.005 * t);
            c.g.setColor(c.light.seen(colours[c.random.nextInt(colours.length)], 0.05));
            c.g.fill(new Ellipse2D.Double(c.between(0, c.width), c.height * (0.66 + 0.34 * t), 2 * r, 1.7 * r));
        }
    }

    static Stage wheat(Canvas c, Scene scene) {
        SkyPainter.paint(c, scene, 0.5 * c.height);
        LandBackdrops.ridge(c, 0.5, 0.1, 1.6, Tone.rgb(0x6d8f7a), 0.55, 3);
        LandBackdrops.treeline(c, 0.51, 0.03, 0.35, 9);
        Color gold = scene.palette().isEmpty()
                ? Tone.rgb(0xdba93c)
                : Tone.mix(Tone.rgb(0xdba93c), scene.palette().get(0), 0.25);
        DoubleUnaryOperator line = LandBackdrops.ridge(c, 0.54, 0.04, 1.2, gold, 0.1, 13);
        LandBackdrops.grass(c, line, gold, 6500, 0.11);
        for (int i = 0; i < 260; i++) {
            ear(c, c.between(0, c.width), c.height * (0.7 + 0.34 * Math.sqrt((i + 1) / 260.0)), gold);
        }
        return new Stage(0.5, 0.54, 0.66, 0.9, false);
    }

    private static void ear(Canvas c, double x, double y, Color gold) {
        double s = c.height * 0.0016 * (1 + 2 * (y / c.height - 0.7) / 0.34);
        double lean = c.between(-8, 8) * s;
        c.g.setColor(c.light.seen(Tone.darker(gold, 0.25), 0));
        c.g.setStroke(new BasicStroke((float) (s * 0.7)));
        c.g.draw(new QuadCurve2D.Double(x, y + 60 * s, x, y + 10 * s, x + lean, y));
        for (int k = 0; k < 7; k++) {
            c.g.setColor(c.light.seen(Tone.lighter(gold, 0.12 + 0.04 * k), 0));
            double side = (k % 2 == 0 ? -1 : 1) * 1.6 * s;
            c.g.fill(new Ellipse2D.Double(x + lean + side - 1.4 * s, y - k * 3 * s, 2.8 * s, 5.4 * s));
        }
    }

    static Stage desert(Canvas c, Scene scene) {
        SkyPainter.paint(c, scene, 0.55 * c.height);
        Color sand = scene.palette().isEmpty()
                ? Tone.rgb(0xe0a860)
                : Tone.mix(Tone.rgb(0xe0a860), scene.palette().get(0), 0.25);
        for (int i = 0; i < 5; i++) {
            double base = 0.56 + i * 0.09;
            int salt = 3 + i * 8;
            double haze = 0.5 - i * 0.11;
            double waves = 2.2 + i * 0.3;
            DoubleUnaryOperator line = x -> c.height
                    * (base
                            - 0.09
                                    * Math.pow(Math.abs(Math.sin(x / c.width * waves + salt * 1.3)), 1.4)
                                    * (0.5 + c.noise.at(x / c.width * 2, salt)));
            Color lit = c.light.seen(Tone.lighter(sand, 0.12), Math.max(0, haze));
            c.ground(
                    line,
                    lit,
                    c.light.seen(Tone.darker(sand, 0.22), Math.max(0, haze - 0.1)),
                    c.height * (base - 0.1),
                    c.height * (base + 0.16));
            shadowSide(c, line, sand, haze, base, i);
        }
        LandBackdrops.speckle(c, c.height * 0.78, Tone.rgb(0x7a4f24), 700);
        return new Stage(0.55, 0.58, 0.76, 0.93, false);
    }

    /** The lee side of a dune lies in shadow from its crest down. */
    private static void shadowSide(Canvas c, DoubleUnaryOperator line, Color sand, double haze, double base, int i) {
        c.g.setPaint(new GradientPaint(
                0,
                (float) (c.height * (base - 0.09)),
                Tone.alpha(c.light.seen(Tone.darker(sand, 0.45), Math.max(0, haze)), 0.65),
                0,
                (float) (c.height * (base + 0.12)),
                Tone.alpha(sand, 0)));
        Path2D lee = new Path2D.Double();
        boolean open = false;
        for (int x = 0; x <= c.width; x += 2) {
            if (line.applyAsDouble(x + 2) > line.applyAsDouble(x)) {
                double y = line.applyAsDouble(x);
                if (!open) {
                    lee.moveTo(x, y);
                    open = true;
                }
                lee.lineTo(x, y);
            } else if (open) {
                lee.lineTo(x - c.width * 0.09, c.height * (base + 0.13));
                lee.closePath();
                open = false;
            }
        }
        if (open) {
            lee.lineTo(c.width, c.height * (base + 0.13));
            lee.closePath();
        }
        c.g.fill(lee);
    }

    static Stage vineyard(Canvas c, Scene scene) {
        Stage stage = field(c, scene);
        double w = c.width;
        double h = c.height;
        double vanishX = w * 0.5;
        double vanishY = h * 0.57;
        c.ground(
                x -> h * 0.63,
                c.light.seen(Tone.rgb(0xb08d5a), 0.15),
                c.light.seen(Tone.rgb(0x8a6a40), 0),
                h * 0.63,
                h);
        for (int step = 0; step < 34; step++) {
            double t = Math.pow(step / 33.0, 1.9);
            double y = h * 0.635 + t * h * 0.42;
            double depth = (y - vanishY) / (h - vanishY);
            for (int row = -7; row <= 7; row++) {
                double x = vanishX + (row + 0.5) * w * 0.26 * depth;
                double r = h * 0.07 * depth;
                for (int k = 0; k < 5; k++) {
                    Color leaf = Tone.mix(Tone.rgb(0x2f5a26), Tone.rgb(0x86ab44), c.between(0, 1));
                    c.g.setColor(c.light.seen(leaf, 0.4 * (1 - t)));
                    c.g.fill(new Ellipse2D.Double(
                            x + c.between(-0.6, 0.6) * r - r * 0.4, y - r * c.between(0.5, 1.9), r * 0.8, r * 0.7));
                }
                if (step > 20 && c.random.nextInt(3) == 0) {
                    for (int k = 0; k < 9; k++) {
                        c.g.setColor(
                                c.light.seen(Tone.mix(Tone.rgb(0x3d1f5a), Tone.rgb(0x8a5ab0), c.between(0, 1)), 0));
                        c.g.fill(new Ellipse2D.Double(
                                x + (k % 3 - 1) * r * 0.12, y - r * 0.5 + k / 3 * r * 0.13, r * 0.15, r * 0.15));
                    }
                }
            }
        }
        return stage;
    }

    static Stage forest(Canvas c, Scene scene) {
        SkyPainter.paint(c, scene, 0.62 * c.height);
        Color tint = scene.weather() == Weather.SNOW ? Tone.rgb(0x7f93a0) : ground(scene, 0x3f6b3f);
        c.glow(c.width * 0.52, c.height * 0.4, c.height * 0.6, Tone.lighter(c.light.source(), 0.2), 0.5);
        for (int layer = 0; layer < 5; layer++) {
            double haze = 0.66 - layer * 0.15;
            double base = 0.6 + layer * 0.055;
            LandBackdrops.ridge(c, base + 0.02, 0.03, 2, tint, haze, 60 + layer);
            Woods.trunks(c, base, layer, haze, tint);
        }
        c.ground(
                x -> c.height * (0.84 + 0.02 * c.noise.at(x / c.width * 4, 3)),
                c.light.seen(ground(scene, 0x48622f), 0.1),
                c.light.seen(Tone.darker(ground(scene, 0x48622f), 0.4), 0),
                c.height * 0.83,
                c.height);
        Woods.path(c, scene.weather() == Weather.SNOW ? Tone.rgb(0xf2f6fa) : Tone.rgb(0xb9976a));
        if (scene.weather() != Weather.SNOW) {
            Woods.ferns(c);
        }
        Woods.canopy(c, tint);
        return new Stage(0.6, 0.64, 0.86, 0.96, false);
    }

    static Stage river(Canvas c, Scene scene) {
        final Stage stage = field(c, scene);
        double w = c.width;
        double h = c.height;
        Path2D bed = new Path2D.Double();
        bed.moveTo(w * 0.5, h * 0.585);
        bed.curveTo(w * 0.7, h * 0.62, w * 0.34, h * 0.66, w * 0.36, h * 0.72);
        bed.curveTo(w * 0.38, h * 0.8, w * 0.12, h * 0.86, w * 0.02, h * 1.02);
        bed.lineTo(w * 0.86, h * 1.02);
        bed.curveTo(w * 0.8, h * 0.86, w * 0.62, h * 0.8, w * 0.58, h * 0.72);
        bed.curveTo(w * 0.56, h * 0.66, w * 0.8, h * 0.62, w * 0.52, h * 0.585);
        bed.closePath();
        var clip = c.g.getClip();
        c.g.setClip(bed);
        WaterBackdrops.water(c, scene, h * 0.58, h);
        c.g.setClip(clip);
        c.g.setColor(Tone.alpha(c.light.seen(Tone.rgb(0xcdb98a), 0.1), 0.7));
        c.g.setStroke(new BasicStroke(c.height / 220f));
        c.g.draw(bed);
        return new Stage(stage.horizon(), 0.68, 0.78, 0.93, false);
    }

    static Stage waterfall(Canvas c, Scene scene) {
        SkyPainter.paint(c, scene, 0.5 * c.height);
        Woods.gorge(c, scene);
        return new Stage(0.3, 0.4, 0.9, 0.97, false);
    }
}
