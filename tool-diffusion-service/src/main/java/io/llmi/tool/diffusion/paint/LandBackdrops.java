package io.llmi.tool.diffusion.paint;

import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.util.function.DoubleUnaryOperator;

import io.llmi.tool.diffusion.draw.Noise;
import io.llmi.tool.diffusion.draw.Tone;
import io.llmi.tool.diffusion.scene.Scene;
import io.llmi.tool.diffusion.scene.Weather;

/** What mountains, woods, dunes and meadows are made of: ridges in the haze, trees, grass. */
final class LandBackdrops {
    private LandBackdrops() {}

    /**
     * A rolling ridge.
     *
     * @param base its foot, as a share of the height
     * @param rise how far it rises over the foot
     * @param waves how many hills across the picture
     * @param distance how much haze lies before it, 0..1
     */
    static DoubleUnaryOperator ridge(
            Canvas c, double base, double rise, double waves, Color colour, double distance, int salt) {
        DoubleUnaryOperator line =
                x -> c.height * (base - rise * c.noise.fractal(x / c.width * waves + salt, salt * 1.7, 5));
        Color seen = c.light.seen(colour, distance);
        c.ground(
                line,
                seen,
                Tone.mix(seen, c.light.horizon(), 0.35 * distance),
                c.height * (base - rise),
                c.height * (base + 0.05));
        return line;
    }

    /** Rocky mountains in three planes, the farther ones under snow, lit from the side of the sun. */
    static void peaks(Canvas c, Scene scene, double foot) {
        double[] rises = {0.5, 0.36, 0.2};
        double[] haze = {0.6, 0.36, 0.14};
        Color rock = scene.palette().isEmpty()
                ? Tone.rgb(0x4e5f78)
                : Tone.mix(Tone.rgb(0x4e5f78), scene.palette().get(0), 0.3);
        for (int plane = 0; plane < 3; plane++) {
            int salt = 11 * (plane + 1);
            double rise = rises[plane];
            DoubleUnaryOperator line = x -> c.height
                    * (foot
                            + 0.02
                            - rise
                                    * (0.15
                                            + 0.85
                                                    * c.noise.ridged(
                                                            x / c.width * (1.3 + salt * 0.03) + salt * 3.1, salt, 5)));
            rock(c, line, rise, haze[plane], plane, scene, rock, foot);
        }
    }

    private static void rock(
            Canvas c,
            DoubleUnaryOperator line,
            double rise,
            double haze,
            int plane,
            Scene scene,
            Color rock,
            double foot) {
        boolean snowed = plane < 2 || scene.weather() == Weather.SNOW;
        double snowLine = c.height * (foot - rise * (scene.weather() == Weather.SNOW ? 0.1 : 0.5));
        Color green = plane == 2 ? Tone.rgb(0x3f5f48) : rock;
        int bottom = Math.min(c.height, (int) (c.height * (foot + 0.03)));
        for (int x = 0; x < c.width; x++) {
            double top = line.applyAsDouble(x);
            double slope = line.applyAsDouble(x + 3.0) - line.applyAsDouble(x - 3.0);
            for (int y = Math.max(0, (int) top); y < bottom; y++) {
                double grain = c.noise.ridged(
                        x * 8.0 / c.width + (y - top) * 5.0 / c.height, y * 8.0 / c.height + plane * 7, 4);
                double lit = Tone.clamp(0.55 - slope * 0.045 + (grain - 0.5) * 0.9, 0, 1);
                Color face = Tone.mix(Tone.darker(green, 0.5), Tone.lighter(green, 0.3), lit);
                double snow = snowed ? Tone.clamp((snowLine - y) / (c.height * 0.1) + (grain - 0.35) * 2.2, 0, 1) : 0;
                face = Tone.mix(face, Tone.mix(Tone.rgb(0x9fb2d4), Color.WHITE, lit), snow);
                double fog = haze + 0.3 * (1 - haze) * Math.pow(Tone.clamp((y - top) / (bottom - top + 1), 0, 1), 2);
                c.image.setRGB(x, y, c.light.seen(face, fog * 0.9).getRGB());
            }
        }
    }

    /** A far wood: the toothed line of conifers. */
    static void treeline(Canvas c, double base, double tall, double distance, int salt) {
        Noise noise = c.noise;
        c.g.setColor(c.light.seen(Tone.rgb(0x24452f), distance));
        Path2D trees = new Path2D.Double();
        double y = c.height * base;
        for (double x = -4; x < c.width + 8; ) {
            double w = c.height * tall * 0.16 * c.between(0.7, 1.4);
            double high = c.height
                    * tall
                    * (0.3 + 0.8 * noise.fractal(x / c.width * 4 + salt, salt, 3))
                    * c.between(0.7, 1.15);
            trees.append(triangle(x, y, w, high), false);
            x += w * 0.62;
        }
        c.g.fill(trees);
    }

    private static Shape triangle(double x, double y, double w, double high) {
        Path2D tree = new Path2D.Double();
        tree.moveTo(x - w, y + 2);
        tree.quadTo(x - w * 0.2, y - high * 0.4, x, y - high);
        tree.quadTo(x + w * 0.2, y - high * 0.4, x + w, y + 2);
        tree.closePath();
        return tree;
    }

    /** A grassy foreground with blades and a few flowers. */
    static void bank(Canvas c, double base, Color colour, int salt) {
        DoubleUnaryOperator line = ridge(c, base + 0.02, 0.06, 2.2, colour, 0, salt);
        grass(c, line, colour, 900, 0.05);
    }

    /** Blades of grass below a line, longer when nearer. */
    static void grass(Canvas c, DoubleUnaryOperator line, Color colour, int blades, double tall) {
        for (int i = 0; i < blades; i++) {
            double x = c.between(0, c.width);
            double top = line.applyAsDouble(x);
            double t = Math.sqrt((i + 0.5) / blades);
            double y = top + t * (c.height - top) + c.height * 0.01;
            double high = c.height * tall * (0.2 + 0.8 * t) * c.between(0.5, 1.2);
            double lean = c.between(-0.35, 0.35) * high;
            Color blade = c.light.seen(
                    Tone.mix(Tone.darker(colour, 0.42), Tone.lighter(colour, 0.32), c.between(0, 1)), 0.1 * (1 - t));
            c.g.setColor(Tone.alpha(blade, 0.8));
            Path2D leaf = new Path2D.Double();
            leaf.moveTo(x - high * 0.06, y);
            leaf.quadTo(x, y - high * 0.6, x + lean, y - high);
            leaf.quadTo(x + high * 0.05, y - high * 0.5, x + high * 0.06, y);
            c.g.fill(leaf);
        }
    }

    /** Small dots that give sand and soil a texture. */
    static void speckle(Canvas c, double top, Color colour, int count) {
        for (int i = 0; i < count; i++) {
            double t = c.random.nextDouble();
            double r = c.height * 0.0016 * (0.4 + t);
            c.g.setColor(Tone.alpha(c.light.seen(colour, 0), 0.25));
            c.g.fill(new Ellipse2D.Double(c.between(0, c.width), top + t * (c.height - top), 3 * r, r));
        }
    }
}
