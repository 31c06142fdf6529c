package io.llmi.tool.diffusion.paint;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.LinearGradientPaint;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;

import io.llmi.tool.diffusion.draw.Brush;
import io.llmi.tool.diffusion.draw.Tone;
import io.llmi.tool.diffusion.scene.Scene;
import io.llmi.tool.diffusion.scene.Sky;
import io.llmi.tool.diffusion.scene.Subject;
import io.llmi.tool.diffusion.shape.Shapes;

/** Sky, sun, moon, stars and clouds, from the top of the picture down to the horizon. */
final class SkyPainter {
    private SkyPainter() {}

    /** Where the sun or moon stands, as a share of the width. */
    static double sunX(Scene scene) {
        return scene.sky() == Sky.NIGHT ? 0.76 : 0.64;
    }

    static void paint(Canvas canvas, Scene scene, double horizon) {
        Light light = canvas.light;
        canvas.g.setPaint(new LinearGradientPaint(
                0f, 0f, 0f, (float) Math.max(2, horizon), new float[] {0f, 0.55f, 1f}, new Color[] {
                    light.zenith(), light.middle(), light.horizon()
                }));
        canvas.g.fillRect(0, 0, canvas.width, canvas.height);
        if (scene.sky() == Sky.NIGHT) {
            stars(canvas, horizon);
        }
        luminary(canvas, scene, horizon);
        clouds(canvas, scene.sky(), horizon);
        if (scene.sky() == Sky.STORM) {
            lightning(canvas, horizon);
        }
    }

    private static void stars(Canvas canvas, double horizon) {
        for (int i = 0; i < canvas.width * horizon / 1600; i++) {
            double y = Math.pow(canvas.random.nextDouble(), 1.4) * horizon;
            double r = canvas.between(0.4, 1.5) * canvas.height / 800;
            canvas.g.setColor(Tone.alpha(Color.WHITE, canvas.between(0.25, 0.95) * (1 - 0.7 * y / horizon)));
            canvas.g.fill(new Ellipse2D.Double(canvas.between(0, canvas.width), y, 2 * r, 2 * r));
        }
    }

    private static void luminary(Canvas canvas, Scene scene, double horizon) {
        double x = canvas.width * sunX(scene);
        double y = horizon * (1 - canvas.light.altitude());
        Color source = canvas.light.source();
        double unit = canvas.height;
        boolean placed = scene.figures().stream()
                .anyMatch(figure -> figure.subject() == Subject.SUN || figure.subject() == Subject.MOON);
        switch (scene.sky()) {
            case DAWN, SUNSET -> {
                canvas.glow(x, y, unit * 0.75, source, 0.65);
                canvas.glow(x, y, unit * 0.28, Tone.lighter(source, 0.4), 0.8);
                if (!placed) {
                    canvas.g.setColor(Tone.lighter(source, 0.5));
                    double r = unit * 0.052;
                    canvas.g.fill(new Ellipse2D.Double(x - r, y - r, 2 * r, 2 * r));
                }
            }
            case DAY -> canvas.glow(x, y, unit * 0.6, source, 0.55);
            case NIGHT -> {
                if (!placed) {
                    disc(canvas, x, y + unit * 0.045, unit * 0.09, source);
                }
            }
            case STORM, OVERCAST -> canvas.glow(x, y, unit * 0.5, source, 0.16);
        }
    }

    private static void disc(Canvas canvas, double x, double y, double size, Color colour) {
        var before = canvas.g.getTransform();
        canvas.g.translate(x, y);
        canvas.g.scale(size / 100, size / 100);
        Brush brush = new Brush(canvas.g, colour, true, canvas.random);
        Shapes.draw(Subject.MOON, brush);
        canvas.g.setTransform(before);
        brush.lamps().forEach(lamp -> canvas.glow(lamp.x(), lamp.y(), lamp.radius() * 1.8, lamp.colour(), 0.3));
    }

    /** Clouds are fractal noise over a threshold, lit where the noise falls off towards the light. */
    private static void clouds(Canvas canvas, Sky sky, double horizon) {
        double cover = switch (sky) {
            case DAY -> 0.53;
            case DAWN -> 0.52;
            case SUNSET -> 0.5;
            case NIGHT -> 0.6;
            case STORM -> 0.3;
            case OVERCAST -> 0.36;
        };
        Light light = canvas.light;
        Color bright = sky == Sky.NIGHT
                ? Tone.mix(light.horizon(), Color.WHITE, 0.12)
                : Tone.mix(light.source(), Color.WHITE, 0.5);
        bright = sky == Sky.STORM ? Tone.rgb(0x96a0aa) : bright;
        Color shadow = Tone.mix(light.middle(), light.ambient(), sky == Sky.DAY ? 0.32 : 0.62);
        double scale = 3.2 / canvas.height;
        int bottom = Math.min(canvas.height, (int) horizon + 1);
        for (int y = 0; y < bottom; y++) {
            double depth = y / horizon;
            double stretch = 1 + depth * 2.4;
            double thin = 1 - Math.pow(depth, 3);
            for (int x = 0; x < canvas.width; x++) {
                double u = x * scale * 0.7;
                double v = y * scale * stretch;
                double density = (canvas.noise.fractal(u, v, 5) - cover) * 4.2;
                if (density <= 0) {
                    continue;
                }
                double lit = Tone.clamp(
                        0.62
                                + (canvas.noise.fractal(u, v + 0.16, 3) - canvas.noise.fractal(u, v - 0.05, 3)) * -3
                                - density * 0.1,
                        0,
                        1);
                Color base = new Color(canvas.image.getRGB(x, y));
                canvas.image.setRGB(
                        x,
                        y,
                        Tone.mix(base, Tone.mix(shadow, bright, lit), Math.min(0.92, density) * thin)
                                .getRGB());
            }
        }
    }

    private static void lightning(Canvas canvas, double horizon) {
        double x = canvas.width * canvas.between(0.2, 0.5);
        Path2D bolt = new Path2D.Double();
        bolt.moveTo(x, 0);
        double at = x;
        for (double y = 0; y < horizon; y += horizon / 16) {
            at += canvas.between(-1, 1) * canvas.width * 0.022;
            bolt.lineTo(at, y + horizon / 16);
        }
        canvas.glow(at, horizon * 0.6, canvas.height * 0.5, Tone.rgb(0xcfd8ff), 0.35);
        canvas.g.setColor(Tone.alpha(Tone.rgb(0xcfd8ff), 0.35));
        canvas.g.setStroke(new BasicStroke(canvas.height / 120f));
        canvas.g.draw(bolt);
        canvas.g.setColor(Color.WHITE);
        canvas.g.setStroke(new BasicStroke(canvas.height / 380f));
        canvas.g.draw(bolt);
    }
}
