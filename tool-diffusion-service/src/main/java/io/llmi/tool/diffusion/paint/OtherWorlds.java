package io.llmi.tool.diffusion.paint;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.util.List;

import io.llmi.tool.diffusion.draw.Tone;
import io.llmi.tool.diffusion.scene.Scene;

/** Space, and the abstract composition that stands for prompts without a place or thing that we can draw. */
final class OtherWorlds {
    private OtherWorlds() {}

    static Stage space(Canvas c, Scene scene) {
        Color one =
                scene.palette().isEmpty() ? Tone.rgb(0x6a3fb0) : scene.palette().get(0);
        Color two = scene.palette().size() < 2
                ? Tone.rgb(0x1f7fa8)
                : scene.palette().get(1);
        Color night = Tone.rgb(0x05060f);
        for (int y = 0; y < c.height; y++) {
            for (int x = 0; x < c.width; x++) {
                double u = x * 2.4 / c.height;
                double v = y * 2.4 / c.height;
                double warp = c.noise.fractal(u + 40, v + 12, 3) * 1.6;
                double gas = Math.pow(c.noise.fractal(u + warp, v + warp * 0.6, 5), 2.2) * 2.1;
                double other = Math.pow(c.noise.fractal(u * 1.3 + 90 - warp, v * 1.3, 4), 2.8) * 2.4;
                Color colour = Tone.mix(Tone.mix(night, one, gas * 0.8), two, other * 0.62);
                c.image.setRGB(
                        x,
                        y,
                        Tone.mix(colour, Color.WHITE, Math.max(0, gas - 0.78) * 0.5)
                                .getRGB());
            }
        }
        for (int i = 0; i < c.width * c.height / 1100; i++) {
            double r = Math.pow(c.random.nextDouble(), 7) * 1.9 + 0.35;
            double x = c.between(0, c.width);
            double y = c.between(0, c.height);
            c.g.setColor(Tone.alpha(
                    Tone.mix(Color.WHITE, Tone.rgb(c.random.nextBoolean() ? 0xffdcae : 0xb4ccff), c.between(0, 0.8)),
                    c.between(0.3, 1)));
            c.g.fill(new Ellipse2D.Double(x - r, y - r, 2 * r, 2 * r));
            if (r > 1.7) {
                c.glow(x, y, r * 7, Color.WHITE, 0.4);
            }
        }
        boolean hasPlanet =
                scene.figures().stream().anyMatch(f -> f.subject() == io.llmi.tool.diffusion.scene.Subject.PLANET);
        if (!hasPlanet) {
            world(c, two);
        }
        return new Stage(0.95, 0.9, 0.3, 0.8, true);
    }

    private static void world(Canvas c, Color tint) {
        double r = c.height * 0.62;
        double x = c.width * 0.2;
        double y = c.height * 1.28;
        c.glow(x, y, r * 1.25, Tone.lighter(tint, 0.3), 0.7);
        c.g.setPaint(new GradientPaint(
                (float) x,
                (float) (y - r),
                Tone.lighter(tint, 0.35),
                (float) (x - r * 0.3),
                (float) (y - r * 0.3),
                Tone.darker(tint, 0.75)));
        c.g.fill(new Ellipse2D.Double(x - r, y - r, 2 * r, 2 * r));
    }

    static Stage abstractForms(Canvas c, Scene scene) {
        List<Color> palette = palette(c, scene);
        c.g.setPaint(new GradientPaint(
                0, 0, Tone.lighter(palette.get(0), 0.72), c.width, c.height, Tone.lighter(palette.get(1), 0.45)));
        c.g.fillRect(0, 0, c.width, c.height);
        for (int i = 0; i < 5; i++) {
            double r = c.height * c.between(0.12, 0.34);
            double x = c.between(0.05, 0.95) * c.width;
            double y = c.between(0.05, 0.7) * c.height;
            Color colour = palette.get(i % palette.size());
            c.g.setPaint(new GradientPaint(
                    (float) (x - r),
                    (float) (y - r),
                    Tone.alpha(Tone.lighter(colour, 0.35), 0.85),
                    (float) (x + r),
                    (float) (y + r),
                    Tone.alpha(colour, 0.25)));
            c.g.fill(new Ellipse2D.Double(x - r, y - r, 2 * r, 2 * r));
        }
        for (int i = 0; i < 9; i++) {
            ribbon(c, palette.get(i % palette.size()), i);
        }
        return new Stage(0.9, 0.9, 0.8, 0.92, false);
    }

    private static void ribbon(Canvas c, Color colour, int i) {
        double base = c.height * (0.3 + i * 0.075);
        Path2D band = new Path2D.Double();
        for (int x = -4; x <= c.width + 4; x += 4) {
            double y = base + c.height * 0.3 * (c.noise.fractal(x * 1.6 / c.width + i * 0.22, i * 0.3, 2) - 0.5);
            if (x == -4) {
                band.moveTo(x, y);
            } else {
                band.lineTo(x, y);
            }
        }
        for (int x = c.width + 4; x >= -4; x -= 4) {
            band.lineTo(
                    x,
                    base
                            + c.height * 0.16
                            + c.height * 0.34 * (c.noise.fractal(x * 1.4 / c.width + i * 0.25 + 3, i * 0.3, 2) - 0.5));
        }
        band.closePath();
        c.g.setPaint(new GradientPaint(
                0,
                (float) base,
                Tone.alpha(Tone.lighter(colour, 0.25), 0.82),
                c.width,
                (float) (base + c.height * 0.2),
                Tone.alpha(Tone.darker(colour, 0.25), 0.7)));
        c.g.fill(band);
        c.g.setStroke(new BasicStroke(c.height / 700f));
        c.g.setColor(Tone.alpha(Color.WHITE, 0.28));
        c.g.draw(band);
    }

    private static List<Color> palette(Canvas c, Scene scene) {
        float hue = (float) c.between(0, 1);
        List<Color> harmony = List.of(
                Color.getHSBColor(hue, 0.55f, 0.85f),
                Color.getHSBColor(hue + 0.09f, 0.6f, 0.92f),
                Color.getHSBColor(hue + 0.5f, 0.45f, 0.72f),
                Color.getHSBColor(hue + 0.56f, 0.55f, 0.5f));
        List<Color> named = scene.palette();
        if (named.isEmpty()) {
            return harmony;
        }
        Color first = named.get(0);
        return named.size() > 1
                ? named
                : List.of(
                        first,
                        Tone.lighter(first, 0.35),
                        Tone.darker(first, 0.35),
                        Tone.mix(first, harmony.get(2), 0.35));
    }
}
