package io.llmi.tool.diffusion.draw;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.Paint;
import java.awt.RadialGradientPaint;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * Draws one figure in its own coordinates: the base's centre is (0, 0), the figure's top is at y = -100, x grows to the
 * right. Not thread-safe.
 */
public final class Brush {
    /** A lamp or flame of a figure, in device coordinates; it is drawn over the shadows of the night. */
    public record Lamp(double x, double y, double radius, Color colour) {}

    private final Graphics2D g;
    private final Color main;
    private final boolean dark;
    private final RandomGenerator random;
    private final List<Lamp> lamps = new ArrayList<>();

    /**
     * @param g already scaled to the figure's coordinates
     * @param main the colour that the prompt gives the figure, or its own
     * @param dark whether lamps are lit
     */
    public Brush(Graphics2D g, Color main, boolean dark, RandomGenerator random) {
        this.g = g;
        this.main = main;
        this.dark = dark;
        this.random = random;
    }

    public Color main() {
        return main;
    }

    public boolean dark() {
        return dark;
    }

    /** A number between two bounds, decided by the figure's seed. */
    public double between(double low, double high) {
        return low + random.nextDouble() * (high - low);
    }

    /** Fills in the numbers of an outline, in the notation that {@link #fill} and {@link #line} read. */
    public static String path(String outline, Object... numbers) {
        return String.format(Locale.ROOT, outline, numbers);
    }

    /** Fills an outline written like SVG path data, with absolute M, L, Q, C and Z. */
    public Brush fill(Paint paint, String outline) {
        g.setPaint(paint);
        g.fill(Outline.of(outline));
        return this;
    }

    public Brush line(Paint paint, double width, String outline) {
        g.setPaint(paint);
        g.setStroke(new BasicStroke((float) width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        g.draw(Outline.of(outline));
        return this;
    }

    public Brush line(Paint paint, double width, double x1, double y1, double x2, double y2) {
        Path2D path = new Path2D.Double();
        path.moveTo(x1, y1);
        path.lineTo(x2, y2);
        g.setPaint(paint);
        g.setStroke(new BasicStroke((float) width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        g.draw(path);
        return this;
    }

    public Brush ring(Paint paint, double width, double x, double y, double radius) {
        g.setPaint(paint);
        g.setStroke(new BasicStroke((float) width));
        g.draw(new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius));
        return this;
    }

    public Brush oval(Paint paint, double x, double y, double rx, double ry) {
        g.setPaint(paint);
        g.fill(new Ellipse2D.Double(x - rx, y - ry, 2 * rx, 2 * ry));
        return this;
    }

    /** A rectangle by its left upper corner. */
    public Brush box(Paint paint, double x, double y, double width, double height) {
        g.setPaint(paint);
        g.fill(new Rectangle2D.Double(x, y, width, height));
        return this;
    }

    public Brush soft(Paint paint, double x, double y, double width, double height, double radius) {
        g.setPaint(paint);
        g.fill(new RoundRectangle2D.Double(x, y, width, height, 2 * radius, 2 * radius));
        return this;
    }

    /** Draws a part moved, turned (degrees, clockwise) and scaled. */
    public Brush at(double x, double y, double degrees, double scale, Consumer<Brush> part) {
        AffineTransform before = g.getTransform();
        g.translate(x, y);
        g.rotate(Math.toRadians(degrees));
        g.scale(scale, scale);
        part.accept(this);
        g.setTransform(before);
        return this;
    }

    public Paint down(Color top, double y1, Color bottom, double y2) {
        return new GradientPaint(0, (float) y1, top, 0, (float) y2, bottom);
    }

    public Paint across(Color left, double x1, Color right, double x2) {
        return new GradientPaint((float) x1, 0, left, (float) x2, 0, right);
    }

    /** Lit from the upper left, as a ball is. */
    public Paint ball(Color colour, double x, double y, double radius) {
        return new RadialGradientPaint(
                new Point2D.Double(x - radius * 0.35, y - radius * 0.4),
                (float) (radius * 1.5),
                new float[] {0f, 0.45f, 1f},
                new Color[] {Tone.lighter(colour, 0.45), colour, Tone.darker(colour, 0.45)});
    }

    /** A lamp, window or flame: lit in the dark, and only then. */
    public Brush lamp(double x, double y, double radius, Color colour) {
        if (dark) {
            glow(x, y, radius, colour);
        }
        return this;
    }

    /** Something that shines at any time of day. */
    public Brush glow(double x, double y, double radius, Color colour) {
        Point2D centre = g.getTransform().transform(new Point2D.Double(x, y), null);
        double scale = Math.sqrt(Math.abs(g.getTransform().getDeterminant()));
        lamps.add(new Lamp(centre.getX(), centre.getY(), radius * scale, colour));
        return this;
    }

    public List<Lamp> lamps() {
        return List.copyOf(lamps);
    }
}
