package io.llmi.tool.diffusion.paint;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;

import io.llmi.tool.diffusion.draw.Tone;

/** Parts of streets, squares and pitches. */
final class Streets {
    private Streets() {}

    private static Path2D quad(double... xy) {
        Path2D path = new Path2D.Double();
        path.moveTo(xy[0], xy[1]);
        for (int i = 2; i < xy.length; i += 2) {
            path.lineTo(xy[i], xy[i + 1]);
        }
        path.closePath();
        return path;
    }

    /** Houses on both sides of a street that runs to the vanishing point. */
    static void facades(Canvas c, boolean lit, Color[] walls) {
        double w = c.width;
        double h = c.height;
        double vy = h * 0.56;
        double[] depth = {0.1, 0.22, 0.36, 0.54, 0.78, 1.1};
        for (int side = -1; side <= 1; side += 2) {
            for (int i = 0; i < depth.length - 1; i++) {
                double d1 = depth[i];
                double d2 = depth[i + 1];
                double x1 = w * (0.5 + side * 0.5 * d1);
                double x2 = w * (0.5 + side * 0.5 * d2);
                double tall = c.between(0.75, 1.25);
                Color wall = c.light.seen(walls[c.random.nextInt(walls.length)], 0.45 * (1 - d2));
                c.g.setPaint(new GradientPaint((float) x1, 0, Tone.darker(wall, 0.18), (float) x2, 0, wall));
                c.g.fill(quad(
                        x1,
                        vy - h * 0.52 * d1 * tall,
                        x2,
                        vy - h * 0.52 * d2 * tall,
                        x2,
                        vy + h * 0.26 * d2,
                        x1,
                        vy + h * 0.26 * d1));
                panes(c, lit, x1, x2, d1, d2, tall);
            }
        }
    }

    private static void panes(Canvas c, boolean lit, double x1, double x2, double d1, double d2, double tall) {
        double h = c.height;
        double vy = h * 0.56;
        for (int row = 0; row < 4; row++) {
            for (int k = 0; k < 3; k++) {
                double a = 0.14 + k * 0.29;
                double b = a + 0.17;
                double da = d1 + (d2 - d1) * a;
                double db = d1 + (d2 - d1) * b;
                double xa = x1 + (x2 - x1) * a;
                double xb = x1 + (x2 - x1) * b;
                double up = row == 3 ? -0.02 : (0.44 - row * 0.14) * tall;
                double low = row == 3 ? -0.24 : up - 0.09 * tall;
                boolean on = lit && c.random.nextInt(100) < 60;
                c.g.setColor(
                        on
                                ? Tone.mix(Tone.rgb(0xffc86a), Tone.rgb(0xfff0c0), c.between(0, 1))
                                : c.light.seen(Tone.rgb(0x3c4f60), 0.25 * (1 - d2)));
                c.g.fill(
                        quad(xa, vy - h * up * da, xb, vy - h * up * db, xb, vy - h * low * db, xa, vy - h * low * da));
            }
        }
    }

    static void roadMarks(Canvas c) {
        double w = c.width;
        double h = c.height;
        c.g.setPaint(new GradientPaint(
                0,
                (float) (h * 0.56),
                c.light.seen(Tone.rgb(0xb4aea2), 0.3),
                0,
                (float) h,
                c.light.seen(Tone.rgb(0x8f897c), 0)));
        for (int side = -1; side <= 1; side += 2) {
            c.g.fill(quad(
                    w * (0.5 + side * 0.03),
                    h * 0.575,
                    w * (0.5 + side * 0.55),
                    h * 0.846,
                    w * (0.5 + side * 0.55),
                    h * 1.01,
                    w * (0.5 + side * 0.42),
                    h * 1.01,
                    w * (0.5 + side * 0.018),
                    h * 0.575));
        }
        c.g.setColor(Tone.alpha(c.light.seen(Tone.rgb(0xf2ecd8), 0), 0.75));
        for (int i = 0; i < 7; i++) {
            double t1 = Math.pow((i + 0.2) / 7, 2);
            double t2 = Math.pow((i + 0.65) / 7, 2);
            double y1 = h * (0.57 + 0.44 * t1);
            double y2 = h * (0.57 + 0.44 * t2);
            c.g.fill(quad(
                    w * (0.5 - 0.008 * t1),
                    y1,
                    w * (0.5 + 0.008 * t1),
                    y1,
                    w * (0.5 + 0.008 * t2),
                    y2,
                    w * (0.5 - 0.008 * t2),
                    y2));
        }
    }

    /** Wet asphalt: smeared mirror images of what stands above. */
    static void wet(Canvas c, double horizon) {
        int top = (int) (c.height * (horizon + 0.04));
        for (int y = top; y < c.height; y++) {
            for (int x = 0; x < c.width; x++) {
                double n = c.noise.fractal(x * 5.0 / c.width, y * 16.0 / c.height, 3);
                int from = (int) Tone.clamp(top - (y - top) * 0.95 + (n - 0.5) * 60, 0, c.height - 1.0);
                int fromX = (int) Tone.clamp(x + (n - 0.5) * 24, 0, c.width - 1.0);
                Color seen = Tone.mix(
                        new Color(c.image.getRGB(x, y)), new Color(c.image.getRGB(fromX, from)), 0.2 + 0.5 * n);
                c.image.setRGB(x, y, seen.getRGB());
            }
        }
    }

    static void stall(Canvas c, double x, double y, double w, int index) {
        Color[] awnings = {Tone.rgb(0xd04a3c), Tone.rgb(0x3f8f5a), Tone.rgb(0x3f74b8), Tone.rgb(0xe0a030)};
        Color[] goods = {
            Tone.rgb(0xe2502f), Tone.rgb(0xf0a42c), Tone.rgb(0x7fb13c), Tone.rgb(0xf2d64a), Tone.rgb(0x9a4f8f)
        };
        double h = c.height * 0.4;
        c.pool(x + w / 2, y, w * 0.7, h * 0.12, Color.BLACK, 0.45);
        c.g.setColor(c.light.seen(Tone.rgb(0x4a3423), 0));
        c.g.fill(new Rectangle2D.Double(x + w * 0.05, y - h * 0.74, w * 0.03, h * 0.74));
        c.g.fill(new Rectangle2D.Double(x + w * 0.92, y - h * 0.74, w * 0.03, h * 0.74));
        c.g.setPaint(new GradientPaint(
                0,
                (float) (y - h * 0.3),
                c.light.seen(Tone.rgb(0x9a6f44), 0),
                0,
                (float) y,
                c.light.seen(Tone.rgb(0x5a3d22), 0)));
        c.g.fill(new Rectangle2D.Double(x, y - h * 0.3, w, h * 0.28));
        for (int crate = 0; crate < 3; crate++) {
            Color kind = goods[(index * 2 + crate) % goods.length];
            for (int k = 0; k < 34; k++) {
                double t = k / 34.0;
                double r = h * 0.038;
                c.g.setColor(
                        c.light.seen(Tone.mix(Tone.darker(kind, 0.25), Tone.lighter(kind, 0.3), c.between(0, 1)), 0));
                c.g.fill(new Ellipse2D.Double(
                        x + w * (0.03 + crate * 0.32 + c.between(0, 0.25)), y - h * (0.45 - 0.16 * t), 2 * r, 1.9 * r));
            }
        }
        int stripes = 8;
        for (int s = 0; s < stripes; s++) {
            Color cloth = c.light.seen(s % 2 == 0 ? awnings[index % awnings.length] : Tone.rgb(0xf7f0e2), 0);
            double a = (double) s / stripes;
            double b = (s + 1.0) / stripes;
            c.g.setPaint(new GradientPaint(
                    0, (float) (y - h), Tone.lighter(cloth, 0.1), 0, (float) (y - h * 0.68), Tone.darker(cloth, 0.15)));
            c.g.fill(quad(
                    x + w * (0.08 + 0.84 * a),
                    y - h,
                    x + w * (0.08 + 0.84 * b),
                    y - h,
                    x + w * (-0.04 + 1.08 * b),
                    y - h * 0.7,
                    x + w * (-0.04 + 1.08 * a),
                    y - h * 0.7));
            double r = w * 1.08 / stripes;
            c.g.fill(new Ellipse2D.Double(x + w * (-0.04 + 1.08 * a), y - h * 0.7 - r * 0.4, r, r * 0.8));
        }
    }

    static void goal(Canvas c) {
        double w = c.width;
        double h = c.height;
        c.g.setStroke(new BasicStroke(1f));
        c.g.setColor(Tone.alpha(Color.WHITE, 0.35));
        for (int i = 0; i <= 30; i++) {
            c.g.draw(new Line2D.Double(w * (0.34 + 0.32 * i / 30), h * 0.36, w * (0.34 + 0.32 * i / 30), h * 0.55));
            c.g.draw(new Line2D.Double(w * 0.34, h * (0.36 + 0.19 * i / 30), w * 0.66, h * (0.36 + 0.19 * i / 30)));
        }
        c.g.setColor(Color.WHITE);
        c.g.setStroke(new BasicStroke((float) (h / 110)));
        c.g.draw(new Line2D.Double(w * 0.34, h * 0.55, w * 0.34, h * 0.36));
        c.g.draw(new Line2D.Double(w * 0.34, h * 0.36, w * 0.66, h * 0.36));
        c.g.draw(new Line2D.Double(w * 0.66, h * 0.36, w * 0.66, h * 0.55));
        c.g.draw(new Line2D.Double(0, h * 0.56, w, h * 0.56));
        c.g.draw(new Line2D.Double(w * 0.2, h * 0.56, w * 0.06, h * 0.74));
        c.g.draw(new Line2D.Double(w * 0.8, h * 0.56, w * 0.94, h * 0.74));
        c.g.draw(new Line2D.Double(w * 0.06, h * 0.74, w * 0.94, h * 0.74));
    }
}
