package io.llmi.tool.diffusion.paint;

import java.awt.Color;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;

import io.llmi.tool.diffusion.draw.Tone;
import io.llmi.tool.diffusion.scene.Scene;
import io.llmi.tool.diffusion.scene.Setting;
import io.llmi.tool.diffusion.scene.Sky;

/** Sea, coast, lake, river and what lies under water. */
final class WaterBackdrops {
    private static final Color DEEP = Tone.rgb(0x14506e);

    private WaterBackdrops() {}

    /** A body of water that mirrors the sky, with waves that shorten towards the horizon. */
    static void water(Canvas c, Scene scene, double top, double bottom) {
        Light light = c.light;
        Color first = scene.palette().isEmpty()
                ? DEEP
                : Tone.mix(DEEP, scene.palette().get(0), 0.3);
        Color far = Tone.mix(light.horizon(), light.seen(first, 0), 0.42);
        Color near = Tone.mix(light.seen(first, 0), light.zenith(), 0.32);
        c.band(far, near, top, bottom);
        for (int i = 0; i < 900; i++) {
            double t = Math.pow(c.random.nextDouble(), 1.7);
            double y = top + t * (bottom - top);
            double length = c.width * (0.006 + 0.07 * t) * c.between(0.5, 1.4);
            double thick = c.height * (0.0006 + 0.005 * t);
            boolean crest = c.random.nextInt(100) < 46;
            Color colour = crest ? Tone.mix(light.horizon(), Color.WHITE, 0.25) : Tone.darker(near, 0.35);
            c.g.setColor(Tone.alpha(colour, crest ? 0.2 : 0.17));
            double x = c.between(-0.05, 1.05) * c.width;
            Path2D wave = new Path2D.Double();
            wave.moveTo(x - length / 2, y);
            wave.quadTo(x, y - thick * 1.5, x + length / 2, y);
            wave.quadTo(x, y + thick * 0.7, x - length / 2, y);
            c.g.fill(wave);
        }
        glitter(c, scene, top, bottom);
    }

    private static void glitter(Canvas c, Scene scene, double top, double bottom) {
        if (scene.sky() == Sky.STORM || scene.sky() == Sky.OVERCAST) {
            return;
        }
        double x = c.width * SkyPainter.sunX(scene);
        double strength = scene.sky() == Sky.DAY ? 0.35 : 0.8;
        for (int i = 0; i < 420; i++) {
            double t = Math.pow(c.random.nextDouble(), 1.3);
            double y = top + 2 + t * (bottom - top);
            double spread = c.width * (0.018 + 0.09 * t);
            double length = c.width * (0.004 + 0.03 * t) * c.between(0.4, 1.2);
            c.g.setColor(
                    Tone.alpha(Tone.lighter(c.light.source(), 0.3), strength * c.between(0.2, 0.8) * (1 - 0.6 * t)));
            c.g.fill(new Ellipse2D.Double(
                    x + c.random.nextGaussian() * spread * 0.6 - length / 2,
                    y,
                    length,
                    c.height * (0.001 + 0.004 * t)));
        }
    }

    static Stage sea(Canvas c, Scene scene) {
        double horizon = 0.52;
        SkyPainter.paint(c, scene, horizon * c.height);
        if (scene.setting() != Setting.SEA) {
            LandBackdrops.ridge(c, 0.52, 0.06, 2.2, Tone.rgb(0x5f7f74), 0.62, 3);
        }
        water(c, scene, horizon * c.height, c.height);
        return new Stage(horizon, horizon + 0.02, 0.6, 0.88, false);
    }

    static Stage harbour(Canvas c, Scene scene) {
        double horizon = 0.52;
        SkyPainter.paint(c, scene, horizon * c.height);
        LandBackdrops.ridge(c, 0.5, 0.14, 1.7, Tone.rgb(0x56756a), 0.6, 5);
        LandBackdrops.ridge(c, 0.515, 0.08, 2.6, Tone.rgb(0x4d6b52), 0.38, 9);
        TownBackdrops.waterfront(c, scene, horizon + 0.005);
        water(c, scene, (horizon + 0.005) * c.height, c.height);
        pier(c);
        return new Stage(horizon, horizon + 0.02, 0.66, 0.9, false);
    }

    private static void pier(Canvas c) {
        double w = c.width;
        double h = c.height;
        Color wood = c.light.seen(Tone.rgb(0x7a5a3d), 0.04);
        for (int i = 0; i < 5; i++) {
            double x = w * (0.02 + i * 0.075);
            c.g.setColor(Tone.darker(wood, 0.45));
            c.g.fill(new java.awt.geom.Rectangle2D.Double(x, h * (0.86 - i * 0.022), w * 0.012, h * 0.13));
        }
        Path2D deck = new Path2D.Double();
        deck.moveTo(0, h * 0.86);
        deck.lineTo(w * 0.36, h * 0.752);
        deck.lineTo(w * 0.39, h * 0.772);
        deck.lineTo(0, h * 0.95);
        deck.closePath();
        c.g.setPaint(new java.awt.GradientPaint(
                0, (float) (h * 0.76), Tone.lighter(wood, 0.2), 0, (float) (h * 0.95), Tone.darker(wood, 0.2)));
        c.g.fill(deck);
        c.g.setColor(Tone.alpha(Tone.darker(wood, 0.6), 0.5));
        for (int i = 0; i < 26; i++) {
            double t = Math.pow(i / 26.0, 0.8);
            c.g.draw(new java.awt.geom.Line2D.Double(
                    w * 0.36 * t, h * (0.86 - 0.108 * t), w * 0.39 * t, h * (0.95 - 0.178 * t)));
        }
    }

    static Stage beach(Canvas c, Scene scene) {
        double horizon = 0.46;
        double h = c.height;
        SkyPainter.paint(c, scene, horizon * h);
        LandBackdrops.ridge(c, 0.465, 0.09, 1.3, Tone.rgb(0x5d8468), 0.55, 21);
        water(c, scene, horizon * h, h * 0.8);
        Color sand = c.light.seen(Tone.rgb(0xe9cf9c), 0.03);
        for (int line = 0; line < 3; line++) {
            double base = 0.7 + line * 0.024;
            double shift = line * 3.7;
            java.util.function.DoubleUnaryOperator shore = x -> h
                    * (base
                            + 0.035 * (c.noise.fractal(x / c.width * 3 + shift, shift, 3) - 0.5) * 2
                            - 0.05 * x / c.width
                            + 0.03);
            Color foam = Tone.alpha(Tone.mix(Color.WHITE, c.light.horizon(), 0.25), 0.55 + line * 0.12);
            c.ground(shore, foam, foam, h * base, h);
            Color wet = line == 2 ? sand : Tone.mix(Tone.darker(sand, 0.2), c.light.horizon(), 0.2);
            c.ground(
                    x -> shore.applyAsDouble(x) + h * 0.007,
                    line == 2 ? Tone.darker(sand, 0.12) : Tone.alpha(wet, 0.9),
                    sand,
                    h * base,
                    h * (base + 0.12));
        }
        LandBackdrops.speckle(c, h * 0.76, Tone.rgb(0x8f7648), 900);
        return new Stage(horizon, horizon + 0.035, 0.82, 0.94, false);
    }

    static Stage lake(Canvas c, Scene scene) {
        double horizon = 0.56;
        SkyPainter.paint(c, scene, horizon * c.height);
        LandBackdrops.peaks(c, scene, horizon);
        LandBackdrops.treeline(c, horizon + 0.004, 0.05, 0.3, 31);
        mirror(c, horizon);
        LandBackdrops.bank(c, 0.92, Tone.rgb(0x4f6f3a), 17);
        return new Stage(horizon, horizon + 0.015, 0.7, 0.95, false);
    }

    /** Calm water: what is above the horizon, upside down, darker and broken by ripples. */
    private static void mirror(Canvas c, double horizon) {
        int top = (int) (horizon * c.height);
        Color deep = c.light.seen(DEEP, 0.05);
        int[] source = c.image.getRGB(0, 0, c.width, top, null, 0, c.width);
        for (int y = top; y < c.height; y++) {
            double depth = (y - top) / (double) (c.height - top);
            for (int x = 0; x < c.width; x++) {
                double ripple = c.noise.fractal(x * 6.0 / c.width, y * 90.0 / c.height / (0.4 + depth), 2) - 0.5;
                int from = (int) Tone.clamp(
                        top - 1 - (y - top) * 1.12 + ripple * 26 * (0.25 + depth) * c.height / 768, 0, top - 1.0);
                Color seen = Tone.mix(new Color(source[from * c.width + x]), deep, 0.2 + 0.4 * depth);
                c.image.setRGB(
                        x,
                        y,
                        Tone.mix(seen, c.light.horizon(), Math.max(0, ripple) * 0.35)
                                .getRGB());
            }
        }
    }

    static Stage underwater(Canvas c, Scene scene) {
        Color tint = scene.palette().isEmpty()
                ? Tone.rgb(0x1f8fb0)
                : Tone.mix(Tone.rgb(0x1f8fb0), scene.palette().get(0), 0.3);
        c.band(Tone.mix(tint, Color.WHITE, 0.5), Tone.darker(tint, 0.72), 0, c.height);
        for (int i = 0; i < 9; i++) {
            double x = c.between(0, 1) * c.width;
            Path2D ray = new Path2D.Double();
            ray.moveTo(x, -4);
            ray.lineTo(x + c.width * 0.04, -4);
            ray.lineTo(x + c.width * c.between(0.02, 0.2), c.height);
            ray.lineTo(x - c.width * 0.06, c.height);
            ray.closePath();
            c.g.setPaint(new java.awt.GradientPaint(
                    0, 0, Tone.alpha(Color.WHITE, 0.16), 0, c.height * 0.85f, Tone.alpha(Color.WHITE, 0)));
            c.g.fill(ray);
        }
        LandBackdrops.ridge(c, 0.86, 0.12, 2.4, Tone.darker(tint, 0.55), 0, 3);
        c.ground(
                x -> c.height * (0.86 + 0.05 * c.noise.fractal(x / c.width * 3, 9, 3)),
                Tone.mix(Tone.rgb(0xd8c595), tint, 0.4),
                Tone.mix(Tone.rgb(0x8a7a58), tint, 0.6),
                c.height * 0.86,
                c.height);
        Reef.paint(c);
        return new Stage(0.1, 0.9, 0.25, 0.75, true);
    }
}
