package io.llmi.tool.diffusion.paint;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;

import io.llmi.tool.diffusion.draw.Tone;

/** Coral, sea grass and bubbles on the sea bed. */
final class Reef {
    private static final Color[] CORALS = {
        Tone.rgb(0xe8627a), Tone.rgb(0xf29a4a), Tone.rgb(0xb67ad6), Tone.rgb(0xf2cf5a), Tone.rgb(0x5ac0a8)
    };

    private Reef() {}

    static void paint(Canvas c) {
        for (int i = 0; i < 15; i++) {
            double x = c.width * (i + c.between(0, 0.9)) / 15;
            double y = c.height * c.between(0.9, 0.99);
            Color colour = CORALS[c.random.nextInt(CORALS.length)];
            switch (c.random.nextInt(3)) {
                case 0 -> branch(c, x, y, -90, c.height * c.between(0.05, 0.075), 5, colour);
                case 1 -> {
                    for (int k = 0; k < 9; k++) {
                        double r = c.height * c.between(0.018, 0.034);
                        c.g.setColor(Tone.mix(Tone.darker(colour, 0.35), Tone.lighter(colour, 0.25), c.between(0, 1)));
                        c.g.fill(new Ellipse2D.Double(
                                x + c.between(-1, 1) * r * 1.8 - r, y - c.between(0, 2.4) * r, 2 * r, 2 * r));
                    }
                }
                default -> grass(c, x, y);
            }
        }
        for (int i = 0; i < 40; i++) {
            double r = c.height * c.between(0.002, 0.009);
            c.g.setColor(Tone.alpha(Color.WHITE, 0.35));
            c.g.setStroke(new BasicStroke(1.2f));
            c.g.draw(new Ellipse2D.Double(c.between(0, c.width), c.between(0, c.height * 0.9), 2 * r, 2 * r));
        }
    }

    private static void grass(Canvas c, double x, double y) {
        for (int k = 0; k < 7; k++) {
            double lean = c.between(-0.04, 0.04) * c.height;
            double tall = c.height * c.between(0.1, 0.24);
            c.g.setColor(Tone.mix(Tone.rgb(0x1f6f5a), Tone.rgb(0x6fb46a), c.between(0, 1)));
            c.g.setStroke(new BasicStroke(c.height / 130f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
            double base = x + k * c.height * 0.008;
            c.g.draw(new java.awt.geom.CubicCurve2D.Double(
                    base, y, base - lean, y - tall * 0.4, base + lean * 2, y - tall * 0.7, base + lean, y - tall));
        }
    }

    private static void branch(Canvas c, double x, double y, double degrees, double length, int depth, Color colour) {
        double x2 = x + Math.cos(Math.toRadians(degrees)) * length;
        double y2 = y + Math.sin(Math.toRadians(degrees)) * length;
        c.g.setColor(Tone.mix(Tone.darker(colour, 0.4), Tone.lighter(colour, 0.2), 1 - depth / 6.0));
        c.g.setStroke(new BasicStroke((float) (length * 0.24), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        c.g.draw(new Line2D.Double(x, y, x2, y2));
        if (depth > 1) {
            branch(c, x2, y2, degrees - c.between(14, 36), length * 0.76, depth - 1, colour);
            branch(c, x2, y2, degrees + c.between(14, 36), length * 0.76, depth - 1, colour);
        }
    }
}
