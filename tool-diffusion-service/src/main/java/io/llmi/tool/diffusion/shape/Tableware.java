package io.llmi.tool.diffusion.shape;

import java.awt.Color;

import io.llmi.tool.diffusion.draw.Brush;
import io.llmi.tool.diffusion.draw.Tone;

/** What stands on a laid table. */
final class Tableware {
    private Tableware() {}

    static void cup(Brush b) {
        Color c = b.main();
        b.oval(b.down(Tone.lighter(c, 0.2), -12, Tone.darker(c, 0.35), 4), 0, -3, 62, 10)
                .oval(Tone.darker(c, 0.15), 0, -5, 44, 6);
        b.line(
                b.down(Tone.lighter(c, 0.1), -60, Tone.darker(c, 0.35), -14),
                7,
                "M36 -52 Q66 -54 58 -30 Q52 -16 30 -18");
        b.fill(
                b.across(Tone.lighter(c, 0.35), -42, Tone.darker(c, 0.38), 44),
                "M-42 -62 Q-40 -12 -20 -6 L20 -6 Q40 -12 42 -62 Z");
        b.oval(Tone.lighter(c, 0.3), 0, -62, 42, 9).oval(Tone.rgb(0x4a2a17), 0, -61, 38, 7.2);
        b.oval(Tone.rgb(0xb98250), 0, -61, 24, 4.6)
                .oval(Tone.rgb(0xecd3ac), -2, -61.4, 14, 2.6)
                .line(Tone.rgb(0x8a5a33), 0.8, "M-12 -61 Q0 -64 12 -61");
        for (int i = -1; i <= 1; i++) {
            double x = i * 14;
            b.line(
                    b.down(Tone.alpha(Color.WHITE, 0), -104, Tone.alpha(Color.WHITE, 0.5), -66),
                    4,
                    Brush.path("M%.1f -70 Q%.1f -80 %.1f -88 Q%.1f -98 %.1f -106", x, x - 9, x, x + 9, x - 2));
        }
    }

    static void bread(Brush b) {
        Color c = b.main();
        b.soft(b.down(Tone.rgb(0xa9794a), -10, Tone.rgb(0x6d4826), 3), -100, -9, 200, 10, 4);
        b.fill(
                b.down(Tone.lighter(c, 0.25), -90, Tone.darker(c, 0.38), -8),
                "M-84 -12 Q-98 -40 -76 -62 Q-40 -92 8 -88 Q62 -84 76 -52 Q86 -26 74 -10 Q0 -4 -84 -12 Z");
        for (int i = 0; i < 4; i++) {
            double x = -54 + i * 32;
            b.line(Tone.rgb(0xf2d7a6), 5.4, Brush.path("M%.1f -66 Q%.1f -58 %.1f -38", x, x + 14, x + 16))
                    .line(
                            Tone.darker(c, 0.4),
                            1.2,
                            Brush.path("M%.1f -67 Q%.1f -60 %.1f -38", x + 3.4, x + 17, x + 19.4));
        }
        for (int i = 0; i < 60; i++) {
            b.oval(
                    Tone.alpha(Tone.rgb(0xfff4dc), 0.5),
                    b.between(-70, 66),
                    b.between(-80, -20),
                    b.between(0.4, 1.3),
                    b.between(0.3, 0.9));
        }
        for (int i = 0; i < 2; i++) {
            b.at(
                    84 + i * 14,
                    -3,
                    8 - i * 6,
                    0.62,
                    s -> s.fill(Tone.darker(c, 0.1), "M-26 0 L-28 -50 Q-34 -84 0 -84 Q34 -84 28 -50 L26 0 Z")
                            .fill(Tone.rgb(0xf6e3bd), "M-21 -4 L-23 -50 Q-28 -78 0 -78 Q28 -78 23 -50 L21 -4 Z"));
        }
    }

    static void fruit(Brush b) {
        Color c = b.main();
        b.fill(
                b.ball(c, 0, -44, 46),
                "M0 -78 Q-20 -92 -38 -76 Q-58 -44 -28 -6 Q-12 6 0 -2 Q12 6 28 -6 Q58 -44 38 -76 Q20 -92 0 -78 Z");
        b.line(Tone.rgb(0x5a3a20), 3, "M0 -76 Q2 -90 9 -98")
                .fill(
                        b.across(Tone.rgb(0x7fb84a), 6, Tone.rgb(0x3f7a2c), 40),
                        "M6 -88 Q20 -104 40 -94 Q26 -80 6 -88 Z");
        b.oval(Tone.alpha(Color.WHITE, 0.5), -22, -58, 5, 10);
    }

    static void vase(Brush b) {
        Color c = b.main();
        String[] stems = {"M-2 -52 Q-16 -74 -24 -84", "M0 -52 Q0 -78 2 -92", "M2 -52 Q18 -72 26 -80"};
        for (String stem : stems) {
            b.line(Tone.rgb(0x4f7f3f), 1.6, stem);
        }
        b.fill(
                b.across(Tone.lighter(c, 0.35), -26, Tone.darker(c, 0.45), 26),
                "M-9 -54 Q-6 -46 -12 -40 Q-28 -28 -25 -14 Q-22 -2 -14 0 L14 0 Q22 -2 25 -14 Q28 -28 12 -40 Q6 -46 9 -54 Z");
        b.line(Tone.alpha(Tone.lighter(c, 0.6), 0.8), 1.4, "M-25 -20 Q0 -12 25 -20")
                .line(Tone.alpha(Tone.lighter(c, 0.6), 0.8), 1.4, "M-22 -26 Q0 -18 22 -26")
                .oval(Tone.darker(c, 0.5), 0, -54, 9, 2.2);
        Color[] blooms = {Tone.rgb(0xe8657f), Tone.rgb(0xf2c14e), Tone.rgb(0xa678d0)};
        double[][] places = {{-24, -84}, {2, -92}, {26, -80}};
        for (int i = 0; i < 3; i++) {
            for (int k = 0; k < 7; k++) {
                double a = k * 0.9;
                b.oval(
                        Tone.mix(blooms[i], Tone.lighter(blooms[i], 0.4), b.between(0, 0.6)),
                        places[i][0] + Math.cos(a) * 6,
                        places[i][1] + Math.sin(a) * 6,
                        5.4,
                        5.4);
            }
            b.oval(Tone.rgb(0xf9e3a0), places[i][0], places[i][1], 3.6, 3.6);
        }
    }

    static void cake(Brush b) {
        Color c = b.main();
        b.oval(Tone.rgb(0xe6e2dc), 0, -2, 74, 9)
                .soft(b.across(Tone.rgb(0xe9c48f), -54, Tone.rgb(0xa9763f), 54), -54, -52, 108, 48, 8);
        b.box(Tone.rgb(0xfbf1e4), -54, -32, 108, 5);
        b.fill(
                b.across(Tone.lighter(c, 0.35), -54, Tone.darker(c, 0.25), 54),
                "M-55 -44 Q-54 -66 -36 -66 L36 -66 Q54 -66 55 -44 Q50 -30 44 -44 Q38 -54 32 -42 Q26 -28 18 -42 Q12 -54 4 -40 Q-4 -26 -12 -42 Q-18 -54 -26 -40 Q-34 -28 -40 -44 Q-46 -36 -55 -44 Z");
        for (int i = -2; i <= 2; i++) {
            b.soft(i % 2 == 0 ? Tone.rgb(0x6aa6e0) : Tone.rgb(0xf2d24a), i * 16 - 1.6, -84, 3.2, 18, 1)
                    .oval(Tone.rgb(0xffc23a), i * 16, -89, 2, 4)
                    .glow(i * 16, -89, 12, Tone.alpha(Tone.rgb(0xffb84a), 0.7));
        }
    }
}
