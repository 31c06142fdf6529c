package io.llmi.tool.diffusion.shape;

import java.awt.Color;

import io.llmi.tool.diffusion.draw.Brush;
import io.llmi.tool.diffusion.draw.Tone;

/** Trees and flowers. */
final class Plants {
    private static final Color BARK = Tone.rgb(0x5f4028);

    private Plants() {}

    static void tree(Brush b) {
        Color c = b.main();
        b.fill(
                b.across(Tone.lighter(BARK, 0.12), -6, Tone.darker(BARK, 0.35), 7),
                "M-7 0 Q-4 -20 -5 -50 L6 -50 Q4 -20 9 0 Z");
        b.line(BARK, 3, "M0 -38 Q-10 -50 -20 -56").line(BARK, 2.6, "M1 -42 Q12 -52 20 -58");
        for (int i = 0; i < 150; i++) {
            double a = b.between(0, Math.PI * 2);
            double r = Math.sqrt(b.between(0, 1));
            double x = Math.cos(a) * r * 38;
            double y = -66 + Math.sin(a) * r * 32;
            double lit = 0.5 - (x + (y + 66) * 1.3) / 110 + b.between(-0.12, 0.12);
            b.oval(Tone.mix(Tone.darker(c, 0.5), Tone.lighter(c, 0.3), lit), x, y, b.between(4, 8), b.between(3, 6.5));
        }
    }

    static void pine(Brush b) {
        Color c = b.main();
        b.box(b.across(BARK, -4, Tone.darker(BARK, 0.4), 4), -3.5, -14, 7, 14);
        for (int i = 0; i < 6; i++) {
            double y = -8 - i * 15;
            double w = 30 - i * 4.6;
            double tip = y - 26;
            b.fill(
                    b.across(Tone.lighter(c, 0.16), -w, Tone.darker(c, 0.42), w),
                    Brush.path(
                            "M0 %.1f Q%.1f %.1f %.1f %.1f Q%.1f %.1f %.1f %.1f Q0 %.1f %.1f %.1f Q%.1f %.1f 0 %.1f Z",
                            tip, -w * 0.35, y - 10, -w, y, -w * 0.7, y + 1, -w * 0.45, y - 3, y + 4, w * 0.45, y - 3,
                            w * 0.8, y + 2, tip));
            b.fill(
                    Tone.darker(c, 0.42),
                    Brush.path("M%.1f %.1f L%.1f %.1f L%.1f %.1f Z", w * 0.4, y - 4, w, y, w * 0.2, y - 13));
        }
    }

    static void palm(Brush b) {
        Color c = b.main();
        b.line(b.across(Tone.rgb(0x9a7448), -6, Tone.rgb(0x5b3f24), 8), 5.4, "M0 0 Q-4 -34 9 -72");
        for (int i = 0; i < 9; i++) {
            b.line(Tone.alpha(Tone.rgb(0x4a321c), 0.5), 0.8, -4 + i * 0.9, -6 - i * 7, 3 + i * 0.9, -7.5 - i * 7);
        }
        for (double angle : new double[] {-105, -68, -34, 0, 32, 64, 98, -135, 128}) {
            Color leaf = Tone.mix(Tone.darker(c, 0.35), Tone.lighter(c, 0.2), b.between(0, 1));
            b.at(9, -72, angle + b.between(-6, 6), 1, l -> {
                l.fill(leaf, "M0 2 Q10 -26 2 -44 Q-10 -24 0 2 Z");
                l.line(Tone.darker(leaf, 0.3), 0.7, "M0 0 Q4 -22 2 -42");
            });
        }
        b.oval(Tone.rgb(0x6b4423), 6, -69, 3.4, 3.4).oval(Tone.rgb(0x7d522b), 12, -68, 3.2, 3.2);
    }

    static void flower(Brush b) {
        Color c = b.main();
        Color stem = Tone.rgb(0x4c8a3f);
        double lean = b.between(-8, 8);
        b.line(b.down(stem, -70, Tone.darker(stem, 0.4), 0), 2.6, Brush.path("M0 2 Q%.1f -36 %.1f -70", -lean, lean));
        b.fill(
                b.across(Tone.lighter(stem, 0.2), -26, Tone.darker(stem, 0.3), 0),
                "M0 -14 Q-10 -44 -28 -46 Q-22 -20 0 -14 Z");
        b.fill(Tone.darker(stem, 0.12), "M0 -24 Q12 -48 26 -50 Q22 -28 0 -24 Z");
        for (int ring = 0; ring < 2; ring++) {
            int petals = 10;
            for (int i = 0; i < petals; i++) {
                Color petal = Tone.mix(ring == 0 ? Tone.darker(c, 0.2) : c, Tone.lighter(c, 0.4), b.between(0, 0.5));
                double scale = ring == 0 ? 1 : 0.76;
                b.at(lean, -74, i * 360.0 / petals + ring * 18, scale, p -> {
                    p.fill(
                            p.down(Tone.lighter(petal, 0.25), -27, Tone.darker(petal, 0.25), 0),
                            "M0 0 Q-11 -14 -5 -25 Q0 -29 5 -25 Q11 -14 0 0 Z");
                    p.line(Tone.alpha(Tone.darker(petal, 0.4), 0.4), 0.5, 0, -4, 0, -20);
                });
            }
        }
        b.oval(b.ball(Tone.rgb(0xf0b429), lean, -74, 7), lean, -74, 7, 7);
        for (int i = 0; i < 22; i++) {
            double a = b.between(0, 6.28);
            double r = b.between(0, 6);
            b.oval(Tone.rgb(0x9a6414), lean + Math.cos(a) * r, -74 + Math.sin(a) * r, 0.6, 0.6);
        }
    }

    static void mushroom(Brush b) {
        Color c = b.main();
        Color stalk = Tone.rgb(0xf2e6cc);
        b.fill(
                b.across(stalk, -14, Tone.darker(stalk, 0.4), 16),
                "M-12 0 Q-16 -6 -11 -14 L-9 -50 L9 -50 L12 -14 Q17 -6 13 0 Z");
        b.oval(Tone.rgb(0xd9c49c), 0, -46, 40, 9);
        b.fill(b.ball(c, 0, -66, 46), "M-46 -46 C-46 -108 46 -108 46 -46 Q0 -34 -46 -46 Z");
        double[][] dots = {
            {-24, -66, 6}, {-2, -80, 7}, {22, -62, 6}, {2, -56, 4}, {-36, -50, 3.6}, {36, -48, 3}, {18, -80, 3.6}
        };
        for (double[] d : dots) {
            b.oval(Tone.rgb(0xfff6e6), d[0], d[1], d[2], d[2] * 0.78);
        }
    }

    static void cactus(Brush b) {
        Color c = b.main();
        var skin = b.across(Tone.lighter(c, 0.22), -12, Tone.darker(c, 0.42), 14);
        b.line(
                b.across(Tone.lighter(c, 0.15), -34, Tone.darker(c, 0.2), -20),
                12,
                "M-10 -34 L-22 -34 Q-30 -34 -30 -44 L-30 -62");
        b.line(b.across(c, 20, Tone.darker(c, 0.5), 38), 12, "M10 -24 L22 -24 Q32 -24 32 -36 L32 -74");
        b.soft(skin, -12, -100, 25, 102, 12);
        for (int x = -7; x <= 8; x += 5) {
            b.line(Tone.alpha(Tone.darker(c, 0.6), 0.4), 0.8, x, -92, x, 0);
        }
        b.oval(Tone.rgb(0xe8628f), -2, -100, 5, 3.6);
    }
}
