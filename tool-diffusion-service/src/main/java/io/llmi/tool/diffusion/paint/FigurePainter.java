package io.llmi.tool.diffusion.paint;

import java.awt.AlphaComposite;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Set;

import io.llmi.tool.diffusion.draw.Brush;
import io.llmi.tool.diffusion.draw.Tone;
import io.llmi.tool.diffusion.scene.Subject;
import io.llmi.tool.diffusion.shape.Shapes;

/** Puts one figure into the picture: in the light of the scene, with its shadow or its mirror image, lamps last. */
final class FigurePainter {
    private static final double REACH = 2.2;
    private static final Set<Subject> LUMINOUS =
            Set.of(Subject.SUN, Subject.MOON, Subject.STAR, Subject.FIREWORKS, Subject.RAINBOW, Subject.CAMPFIRE);

    private FigurePainter() {}

    /** What lies under a figure. */
    enum Footing {
        GROUND,
        WATER,
        AIR
    }

    /**
     * A figure's place.
     *
     * @param x centre of its base, in pixels
     * @param y its base line, in pixels
     * @param size its height, in pixels
     * @param distance how much haze lies before it, 0..1
     */
    record Spot(
            Subject subject,
            Color colour,
            double x,
            double y,
            double size,
            double distance,
            boolean flipped,
            Footing footing) {}

    static void paint(Canvas canvas, Spot spot, boolean dark) {
        int half = (int) Math.ceil(spot.size() * REACH);
        int up = (int) Math.ceil(spot.size() * 1.6);
        int down = (int) Math.ceil(spot.size() * 0.5);
        BufferedImage layer = new BufferedImage(2 * half, up + down, BufferedImage.TYPE_INT_ARGB);
        Graphics2D g = Canvas.smooth(layer.createGraphics());
        g.translate(half, up);
        double scale = spot.size() / 100;
        g.scale(spot.flipped() ? -scale : scale, scale);
        Brush brush = new Brush(g, spot.colour(), dark, canvas.random);
        Shapes.draw(spot.subject(), brush);
        g.dispose();
        if (!isLuminous(spot.subject())) {
            shade(layer, canvas.light, spot.distance());
        }
        int left = (int) Math.round(spot.x()) - half;
        int top = (int) Math.round(spot.y()) - up;
        switch (spot.footing()) {
            case GROUND ->
                canvas.pool(
                        spot.x() + spot.size() * 0.06,
                        spot.y(),
                        spot.size() * 0.5,
                        spot.size() * 0.07,
                        Color.BLACK,
                        0.5);
            case WATER -> mirror(canvas, layer, left, up, (int) Math.round(spot.y()));
            case AIR -> {}
        }
        canvas.g.drawImage(layer, left, top, null);
        lamps(canvas, brush.lamps(), left, top, spot, dark);
    }

    private static boolean isLuminous(Subject subject) {
        return LUMINOUS.contains(subject);
    }

    private static void shade(BufferedImage layer, Light light, double distance) {
        Graphics2D g = layer.createGraphics();
        g.setComposite(AlphaComposite.getInstance(AlphaComposite.SRC_ATOP));
        g.setColor(Tone.alpha(light.ambient(), light.shade() * 0.9));
        g.fillRect(0, 0, layer.getWidth(), layer.getHeight());
        g.setColor(Tone.alpha(light.horizon(), distance));
        g.fillRect(0, 0, layer.getWidth(), layer.getHeight());
        g.dispose();
    }

    private static void mirror(Canvas canvas, BufferedImage layer, int left, int base, int y) {
        int reach = Math.min((int) (base * 0.6), canvas.height - y - 1);
        for (int d = 1; d < reach; d++) {
            int row = base - (int) (d * 1.25);
            if (row < 0) {
                break;
            }
            double fade = 0.45 * (1 - (double) d / reach);
            double sway = (canvas.noise.at(d * 0.22, y) - 0.5) * (4 + d * 0.14);
            Graphics2D g = canvas.g;
            g.setComposite(AlphaComposite.getInstance(AlphaComposite.SRC_OVER, (float) fade));
            int x = left + (int) sway;
            g.drawImage(layer, x, y + d, x + layer.getWidth(), y + d + 1, 0, row, layer.getWidth(), row + 1, null);
        }
        canvas.g.setComposite(AlphaComposite.SrcOver);
    }

    private static void lamps(Canvas canvas, List<Brush.Lamp> lamps, int left, int top, Spot spot, boolean dark) {
        for (Brush.Lamp lamp : lamps) {
            double strength = lamp.colour().getAlpha() / 255.0 * (dark ? 0.75 : 0.5);
            canvas.glow(
                    left + lamp.x(),
                    top + lamp.y(),
                    lamp.radius() * (spot.subject() == Subject.LIGHTHOUSE ? 1.3 : 1),
                    lamp.colour(),
                    strength);
        }
    }
}
