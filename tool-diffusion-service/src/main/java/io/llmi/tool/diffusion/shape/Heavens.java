package io.llmi.tool.diffusion.shape;

import java.awt.Color;

import io.llmi.tool.diffusion.draw.Brush;
import io.llmi.tool.diffusion.draw.Tone;

/** What is seen in the sky. */
final class Heavens {
    private Heavens() {}

    static void cloud(Brush b) {
        Color c = b.main();
        for (int layer = 0; layer < 2; layer++) {
            for (int i = 0; i < 26; i++) {
                double x = b.between(-86, 86);
                double room = Math.sqrt(1 - (x * x) / (92 * 92.0));
                double r = b.between(14, 32) * (0.4 + room * 0.7);
                Color puff = layer == 0 ? Tone.mix(Tone.darker(c, 0.2), Tone.rgb(0xa9b6cc), 0.5) : c;
                b.oval(
                        Tone.alpha(puff, layer == 0 ? 0.5 : 0.62),
                        x - layer * 4,
                        -26 - room * b.between(0, 34) - layer * 9,
                        r,
                        r * 0.72);
            }
        }
    }

    static void rainbow(Brush b) {
        int[] bands = {0xe23d3d, 0xf08a2c, 0xf6d743, 0x55b655, 0x3f8fdd, 0x4a57b8, 0x8a4fb0};
        for (int i = 0; i < bands.length; i++) {
            double r = 97 - i * 3;
            // Four cubic arcs make a circle; two of them, the bow. 0.5523 is their usual handle length.
            double k = r * 0.5523;
            Color band = Tone.rgb(bands[i]);
            b.line(
                    b.down(Tone.alpha(band, 0.5), -60, Tone.alpha(band, 0.08), 0),
                    3.2,
                    Brush.path(
                            "M%.1f 0 C%.1f %.1f %.1f %.1f 0 %.1f C%.1f %.1f %.1f %.1f %.1f 0",
                            -r, -r, -k, -k, -r, -r, k, -r, r, -k, r));
        }
    }

    static void fireworks(Brush b) {
        Color[] colours = {b.main(), Tone.rgb(0xff5a6a), Tone.rgb(0x6ad0ff), Tone.rgb(0xb98aff), Tone.rgb(0x7af0a0)};
        Color c = colours[(int) b.between(0, colours.length)];
        b.glow(0, -50, 90, Tone.alpha(c, 0.5));
        for (int i = 0; i < 64; i++) {
            double a = Math.PI * 2 * i / 64 + b.between(-0.05, 0.05);
            double r = 48 * b.between(0.55, 1);
            double x = Math.cos(a) * r;
            double y = -50 + Math.sin(a) * r;
            b.line(
                    b.across(Tone.alpha(c, 0.15), 0, c, x == 0 ? 1 : x),
                    0.9,
                    Brush.path(
                            "M%.1f %.1f Q%.1f %.1f %.1f %.1f",
                            x * 0.2, -50 + (y + 50) * 0.2, x * 0.7, -50 + (y + 50) * 0.75 - 2, x, y + 2));
            b.oval(Tone.lighter(c, 0.6), x, y + 2, 1.2, 1.2);
        }
    }

    static void sun(Brush b) {
        b.glow(0, -50, 190, Tone.alpha(b.main(), 0.75)).oval(Tone.lighter(b.main(), 0.5), 0, -50, 48, 48);
    }

    static void moon(Brush b) {
        Color c = b.main();
        b.glow(0, -50, 130, Tone.alpha(Tone.lighter(c, 0.3), 0.4)).oval(b.ball(c, 0, -50, 62), 0, -50, 48, 48);
        double[][] seas = {
            {-16, -66, 12, 9}, {10, -60, 9, 7}, {-6, -40, 14, 10}, {20, -36, 8, 8}, {-28, -46, 6, 7}, {6, -22, 8, 5}
        };
        for (double[] s : seas) {
            b.oval(Tone.alpha(Tone.darker(c, 0.35), 0.3), s[0], s[1], s[2], s[3]);
        }
    }

    static void star(Brush b) {
        b.glow(0, -50, 60, Tone.alpha(b.main(), 0.6));
        b.fill(b.main(), "M0 -100 Q4 -54 46 -50 Q4 -46 0 0 Q-4 -46 -46 -50 Q-4 -54 0 -100 Z");
    }

    static void planet(Brush b) {
        Color c = b.main();
        Color ring = Tone.rgb(0xe6cfa2);
        b.at(0, -50, -18, 1, p -> {
            for (int i = 0; i < 7; i++) {
                p.line(
                        Tone.alpha(Tone.mix(ring, c, i % 3 * 0.3), 0.65),
                        1.6,
                        Brush.path(
                                "M%d 0 Q%d %.1f 0 %.1f Q%d %.1f %d 0",
                                -76 + i * 3, -70 + i * 3, -15.0, -16.0 + i, 70 - i * 3, -15.0, 76 - i * 3));
            }
            p.oval(c, 0, 0, 44, 44);
            for (int i = 0; i < 9; i++) {
                double y = -36 + i * 9;
                double half = Math.sqrt(44 * 44 - y * y) * 0.98;
                p.oval(
                        Tone.alpha(i % 2 == 0 ? Tone.lighter(c, 0.4) : Tone.darker(c, 0.3), 0.45),
                        p.between(-3, 3),
                        y,
                        half - 3,
                        p.between(1.6, 4.2));
            }
            p.oval(p.across(Tone.alpha(Color.WHITE, 0.2), -44, Tone.alpha(Color.BLACK, 0.72), 44), 0, 0, 44.3, 44.3);
            for (int i = 0; i < 7; i++) {
                p.line(
                        Tone.alpha(Tone.mix(ring, c, i % 3 * 0.3), 0.9),
                        1.6,
                        Brush.path(
                                "M%d 0 Q%d %.1f 0 %.1f Q%d %.1f %d 0",
                                -76 + i * 3, -70 + i * 3, 15.0, 16.0 - i, 70 - i * 3, 15.0, 76 - i * 3));
            }
        });
    }
}
