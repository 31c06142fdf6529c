package io.llmi.tool.diffusion.paint;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RadialGradientPaint;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.function.DoubleUnaryOperator;
import java.util.random.RandomGenerator;

import io.llmi.tool.diffusion.draw.Noise;
import io.llmi.tool.diffusion.draw.Tone;

/** The picture being painted, with everything that its painters share. Sizes are in pixels. Not thread-safe. */
final class Canvas implements AutoCloseable {
    final BufferedImage image;
    final Graphics2D g;
    final int width;
    final int height;
    final Light light;
    final Noise noise;
    final RandomGenerator random;

    Canvas(int width, int height, Light light, Noise noise, RandomGenerator random) {
        this.image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        this.g = smooth(image.createGraphics());
        this.width = width;
        this.height = height;
        this.light = light;
        this.noise = noise;
        this.random = random;
    }

    static Graphics2D smooth(Graphics2D g) {
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        return g;
    }

    double between(double low, double high) {
        return low + random.nextDouble() * (high - low);
    }

    /** Fills a band with a vertical gradient. */
    void band(Color top, Color bottom, double y1, double y2) {
        g.setPaint(new GradientPaint(0, (float) y1, top, 0, (float) Math.max(y2, y1 + 1), bottom));
        g.fill(new Rectangle2D.Double(0, y1, width, y2 - y1 + 1));
    }

    /** Fills everything below a line that is given as y of x, with a vertical gradient down to {@code bottomY}. */
    void ground(DoubleUnaryOperator line, Color top, Color bottom, double topY, double bottomY) {
        g.setPaint(new GradientPaint(0, (float) topY, top, 0, (float) Math.max(bottomY, topY + 1), bottom));
        g.fill(below(line));
    }

    Path2D below(DoubleUnaryOperator line) {
        Path2D path = new Path2D.Double();
        path.moveTo(-2, height + 2);
        for (int x = -2; x <= width + 4; x += 2) {
            path.lineTo(x, line.applyAsDouble(x));
        }
        path.lineTo(width + 4, height + 2);
        path.closePath();
        return path;
    }

    /** A soft round light. */
    void glow(double x, double y, double radius, Color colour, double strength) {
        if (radius < 0.5) {
            return;
        }
        g.setPaint(new RadialGradientPaint(
                (float) x, (float) y, (float) radius, new float[] {0f, 0.25f, 1f}, new Color[] {
                    Tone.alpha(colour, strength), Tone.alpha(colour, strength * 0.42), Tone.alpha(colour, 0)
                }));
        g.fill(new java.awt.geom.Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius));
    }

    /** A soft flat shadow or highlight. */
    void pool(double x, double y, double rx, double ry, Color colour, double strength) {
        AffineTransform before = g.getTransform();
        g.translate(x, y);
        g.scale(1, ry / Math.max(1, rx));
        glow(0, 0, rx, colour, strength);
        g.setTransform(before);
    }

    @Override
    public void close() {
        g.dispose();
    }
}
