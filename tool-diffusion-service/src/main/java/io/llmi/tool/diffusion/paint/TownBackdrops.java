package io.llmi.tool.diffusion.paint;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;

import io.llmi.tool.diffusion.draw.Tone;
import io.llmi.tool.diffusion.scene.Scene;
import io.llmi.tool.diffusion.scene.Sky;
import io.llmi.tool.diffusion.scene.Weather;

/** Skylines, streets, markets and stadiums. */
final class TownBackdrops {
    private static final Color[] WALLS = {
        Tone.rgb(0xe3c9a0),
        Tone.rgb(0xd98f6b),
        Tone.rgb(0xc8d3cf),
        Tone.rgb(0xe8dcc2),
        Tone.rgb(0xb86a55),
        Tone.rgb(0x8fa9b5)
    };

    private TownBackdrops() {}

    private static boolean lit(Scene scene) {
        return scene.sky() == Sky.NIGHT || scene.sky() == Sky.SUNSET || scene.sky() == Sky.STORM;
    }

    private static void box(Canvas c, Color left, Color right, double x, double y, double w, double h) {
        c.g.setPaint(new GradientPaint((float) x, 0, left, (float) (x + Math.max(1, w)), 0, right));
        c.g.fill(new Rectangle2D.Double(x, y, w, h));
    }

    private static void windows(
            Canvas c, Scene scene, double x, double y, double w, double h, double cell, double haze) {
        boolean lamps = lit(scene);
        for (double wy = y + cell; wy < y + h - cell; wy += cell * 1.7) {
            for (double wx = x + cell * 0.6; wx < x + w - cell; wx += cell * 1.45) {
                boolean on = lamps && c.random.nextInt(100) < 52;
                Color glass = on
                        ? Tone.mix(Tone.rgb(0xffcf70), Tone.rgb(0xfff0c4), c.between(0, 1))
                        : c.light.seen(Tone.mix(Tone.rgb(0x33485c), c.light.middle(), 0.35), haze);
                c.g.setColor(on ? Tone.mix(glass, c.light.horizon(), haze * 0.6) : glass);
                c.g.fill(new Rectangle2D.Double(wx, wy, cell * 0.85, cell));
            }
        }
    }

    /** A row of narrow painted houses along the water or behind a market. */
    static void waterfront(Canvas c, Scene scene, double base) {
        double y = c.height * base;
        for (double x = -10; x < c.width; ) {
            double w = c.height * c.between(0.05, 0.085);
            double h = c.height * c.between(0.08, 0.15);
            Color wall = c.light.seen(WALLS[c.random.nextInt(WALLS.length)], 0.18);
            box(c, wall, Tone.darker(wall, 0.15), x, y - h, w, h);
            windows(c, scene, x, y - h, w, h, c.height * 0.012, 0.1);
            Path2D roof = new Path2D.Double();
            roof.moveTo(x - 2, y - h);
            roof.lineTo(x + w / 2, y - h - w * 0.5);
            roof.lineTo(x + w + 2, y - h);
            roof.closePath();
            c.g.setColor(c.light.seen(Tone.mix(Tone.rgb(0x9c4a33), Tone.rgb(0x5a4a48), c.between(0, 1)), 0.2));
            c.g.fill(roof);
            x += w;
        }
        box(
                c,
                c.light.seen(Tone.rgb(0x8a8378), 0.1),
                c.light.seen(Tone.rgb(0x6d675e), 0.1),
                0,
                y - c.height * 0.012,
                c.width,
                c.height * 0.018);
    }

    static Stage city(Canvas c, Scene scene) {
        double base = 0.8;
        SkyPainter.paint(c, scene, base * c.height);
        Color tint = scene.palette().isEmpty()
                ? Tone.rgb(0x5a6f8c)
                : Tone.mix(Tone.rgb(0x5a6f8c), scene.palette().get(0), 0.3);
        for (int layer = 0; layer < 4; layer++) {
            double haze = 0.68 - layer * 0.2;
            for (double x = -20; x < c.width; ) {
                double w = c.height * c.between(0.045, 0.1) * (1 + layer * 0.16);
                double centre = 1 - Math.abs(x / c.width - 0.5);
                double h = c.height
                        * (0.14 + 0.42 * Math.pow(c.random.nextDouble(), 1.6) * centre)
                        * (1.25 - layer * 0.14);
                Color wall = Tone.mix(tint, WALLS[c.random.nextInt(WALLS.length)], 0.28);
                tower(c, scene, x, c.height * base - h, w, h, wall, Math.max(0.04, haze), layer);
                x += w * c.between(0.9, 1.35);
            }
        }
        c.band(c.light.seen(Tone.rgb(0x4c5157), 0.12), c.light.seen(Tone.rgb(0x2f3338), 0), base * c.height, c.height);
        road(c, base);
        return new Stage(base, base, 0.85, 0.95, false);
    }

    private static void tower(
            Canvas c, Scene scene, double x, double y, double w, double h, Color wall, double haze, int layer) {
        box(c, c.light.seen(Tone.lighter(wall, 0.12), haze), c.light.seen(Tone.darker(wall, 0.3), haze), x, y, w, h);
        switch (c.random.nextInt(4)) {
            case 0 -> {
                c.g.setColor(c.light.seen(Tone.darker(wall, 0.3), haze));
                c.g.setStroke(new BasicStroke(Math.max(1, c.height / 500f)));
                c.g.draw(new Line2D.Double(x + w / 2, y, x + w / 2, y - h * 0.14));
            }
            case 1 ->
                box(
                        c,
                        c.light.seen(wall, haze),
                        c.light.seen(Tone.darker(wall, 0.35), haze),
                        x + w * 0.22,
                        y - h * 0.06,
                        w * 0.56,
                        h * 0.07);
            case 2 -> {
                Path2D top = new Path2D.Double();
                top.moveTo(x, y + 1);
                top.lineTo(x + w * 0.5, y - w * 0.7);
                top.lineTo(x + w, y + 1);
                top.closePath();
                c.g.fill(top);
            }
            default -> {}
        }
        if (layer > 0) {
            windows(c, scene, x, y, w, h, c.height * (0.006 + 0.0026 * layer), haze);
        }
    }

    private static void road(Canvas c, double base) {
        c.g.setColor(Tone.alpha(c.light.seen(Tone.rgb(0xe8e2d0), 0), 0.7));
        double y = c.height * (base + (1 - base) * 0.48);
        for (int i = 0; i < 9; i++) {
            c.g.fill(new Rectangle2D.Double(c.width * i / 8.0, y, c.width * 0.06, c.height * 0.008));
        }
        box(
                c,
                c.light.seen(Tone.rgb(0x9a968c), 0.1),
                c.light.seen(Tone.rgb(0x8a867c), 0.1),
                0,
                c.height * base,
                c.width,
                c.height * 0.022);
    }

    static Stage street(Canvas c, Scene scene) {
        double horizon = 0.56;
        double w = c.width;
        double h = c.height;
        SkyPainter.paint(c, scene, horizon * h);
        LandBackdrops.ridge(c, 0.57, 0.08, 3, Tone.rgb(0x6a7482), 0.5, 4);
        c.band(c.light.seen(Tone.rgb(0x6a6d70), 0.3), c.light.seen(Tone.rgb(0x36393d), 0), horizon * h, h);
        Streets.facades(c, lit(scene), WALLS);
        Streets.roadMarks(c);
        if (scene.weather() == Weather.RAIN) {
            Streets.wet(c, horizon);
        }
        return new Stage(horizon, 0.6, 0.78, 0.94, false);
    }

    static Stage market(Canvas c, Scene scene) {
        SkyPainter.paint(c, scene, 0.5 * c.height);
        waterfront(c, scene, 0.5);
        c.band(c.light.seen(Tone.rgb(0xc4b49a), 0.15), c.light.seen(Tone.rgb(0x8f7f68), 0), 0.5 * c.height, c.height);
        for (int i = 0; i < 4; i++) {
            Streets.stall(c, c.width * (0.02 + i * 0.25), c.height * 0.82, c.width * 0.22, i);
        }
        return new Stage(0.5, 0.52, 0.88, 0.97, false);
    }

    static Stage stadium(Canvas c, Scene scene) {
        double h = c.height;
        SkyPainter.paint(c, scene, 0.3 * h);
        c.band(c.light.seen(Tone.rgb(0x5f6a7a), 0.2), c.light.seen(Tone.rgb(0x39414d), 0.1), 0.22 * h, 0.5 * h);
        for (int i = 0; i < 5200; i++) {
            double y = c.between(0.235, 0.47);
            Color fan = Color.getHSBColor((float) c.between(0, 1), 0.5f, (float) c.between(0.5, 0.95));
            c.g.setColor(c.light.seen(fan, 0.25));
            c.g.fill(new Rectangle2D.Double(
                    c.between(0, c.width), h * (Math.round(y * 90) / 90.0), h * 0.006, h * 0.007));
        }
        box(c, Tone.rgb(0x2f6fb4), Tone.rgb(0xd8473a), 0, 0.475 * h, c.width, 0.03 * h);
        for (int i = 0; i < 10; i++) {
            double t1 = Math.pow(i / 10.0, 1.6);
            double t2 = Math.pow((i + 1) / 10.0, 1.6);
            Color grass = c.light.seen(i % 2 == 0 ? Tone.rgb(0x4f9a3f) : Tone.rgb(0x3f8535), 0.04);
            c.band(grass, grass, h * (0.505 + 0.495 * t1), h * (0.505 + 0.495 * t2));
        }
        Streets.goal(c);
        return new Stage(0.5, 0.52, 0.72, 0.9, false);
    }
}
