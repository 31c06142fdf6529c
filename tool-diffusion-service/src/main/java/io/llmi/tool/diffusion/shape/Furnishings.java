package io.llmi.tool.diffusion.shape;

import java.awt.Color;

import io.llmi.tool.diffusion.draw.Brush;
import io.llmi.tool.diffusion.draw.Tone;

/** Lamp, book, clock and laptop. */
final class Furnishings {
    private static final Color INK = Tone.rgb(0x2a2622);

    private Furnishings() {}

    static void lamp(Brush b) {
        Color c = b.main();
        b.oval(Tone.rgb(0x4c3a2a), 0, -2, 24, 5)
                .soft(b.across(Tone.rgb(0xb98f56), -3, Tone.rgb(0x5a3f22), 3), -2.4, -52, 4.8, 50, 2);
        b.oval(b.ball(Tone.rgb(0x9a6f3c), 0, -22, 12), 0, -22, 10, 14);
        b.fill(b.down(Tone.lighter(c, 0.6), -96, c, -50), "M-20 -98 L20 -98 L38 -50 Q0 -42 -38 -50 Z");
        b.glow(0, -66, 100, Tone.alpha(Tone.rgb(0xffe0a0), 0.55));
    }

    static void book(Brush b) {
        Color c = b.main();
        b.fill(
                Tone.darker(c, 0.2),
                "M-104 -4 L-88 -74 Q-44 -86 0 -68 Q44 -86 88 -74 L104 -4 Q50 -16 0 2 Q-50 -16 -104 -4 Z");
        b.fill(
                b.across(Tone.rgb(0xfdf7e8), -98, Tone.rgb(0xcfc3a8), 0),
                "M-97 -11 L-82 -80 Q-40 -94 0 -74 L0 -4 Q-50 -24 -97 -11 Z");
        b.fill(
                b.across(Tone.rgb(0xd8ccb2), 0, Tone.rgb(0xf8f1e0), 60),
                "M97 -11 L82 -80 Q40 -94 0 -74 L0 -4 Q50 -24 97 -11 Z");
        for (int i = 0; i < 7; i++) {
            double y = -72 + i * 8.4;
            b.line(
                    Tone.alpha(INK, 0.5),
                    1.3,
                    Brush.path("M%.1f %.1f Q-44 %.1f -10 %.1f", -76 - i * 1.8, y, y - 12, y + 2));
            if (i > 2) {
                b.line(
                        Tone.alpha(INK, 0.5),
                        1.3,
                        Brush.path("M10 %.1f Q44 %.1f %.1f %.1f", y + 2, y - 12, 76 + i * 1.8, y));
            }
        }
        b.fill(Tone.alpha(Tone.rgb(0x4f7fa8), 0.75), "M14 -72 Q44 -82 74 -74 L78 -54 Q46 -62 14 -50 Z")
                .line(Tone.alpha(INK, 0.35), 1.2, 0, -73, 0, -4);
        b.line(Tone.rgb(0xc93a32), 3, "M3 -72 Q8 -30 4 8");
    }

    static void clock(Brush b) {
        Color c = b.main();
        b.oval(b.ball(c, 0, -50, 50), 0, -50, 49, 49)
                .oval(Tone.darker(c, 0.4), 0, -50, 42, 42)
                .oval(Tone.rgb(0xfbf6ea), 0, -50, 40, 40);
        for (int i = 0; i < 60; i++) {
            double a = Math.PI * i / 30;
            double inner = i % 5 == 0 ? 31 : 35;
            b.line(
                    INK,
                    i % 5 == 0 ? 2.2 : 0.7,
                    Math.cos(a) * inner,
                    -50 + Math.sin(a) * inner,
                    Math.cos(a) * 37,
                    -50 + Math.sin(a) * 37);
        }
        b.at(0, -50, -58, 1, h -> h.line(INK, 3.4, 0, 5, 0, -20))
                .at(0, -50, 54, 1, h -> h.line(INK, 2.4, 0, 6, 0, -31))
                .at(0, -50, 190, 1, h -> h.line(Tone.rgb(0xc93a32), 1, 0, 8, 0, -33));
        b.oval(INK, 0, -50, 3.2, 3.2)
                .fill(Tone.alpha(Color.WHITE, 0.18), "M-30 -76 Q0 -96 30 -76 Q0 -66 -34 -44 Q-40 -62 -30 -76 Z");
    }

    static void laptop(Brush b) {
        Color c = b.main();
        b.soft(Tone.rgb(0x23272e), -74, -100, 148, 86, 5)
                .box(b.down(Tone.rgb(0x1e3a5c), -95, Tone.rgb(0x2f7f9a), -20), -69, -95, 138, 76);
        Color[] bars = {Tone.rgb(0x6ad0c0), Tone.rgb(0xf2c14e), Tone.rgb(0xe8657f), Tone.rgb(0x8ab6ff)};
        for (int i = 0; i < 6; i++) {
            double h = b.between(10, 40);
            b.soft(bars[i % 4], -58 + i * 10, -28 - h, 7, h, 1.5);
            b.soft(Tone.alpha(Color.WHITE, 0.65), 10, -86 + i * 10, b.between(20, 50), 3.4, 1.5);
        }
        b.fill(
                b.down(Tone.lighter(c, 0.3), -16, Tone.darker(c, 0.2), 0),
                "M-76 -16 L76 -16 L98 -2 Q98 3 92 3 L-92 3 Q-98 3 -98 -2 Z");
        for (int row = 0; row < 3; row++) {
            for (int k = 0; k < 14; k++) {
                b.box(Tone.rgb(0x3a4048), -72 - row * 4 + k * (10.2 + row * 0.55), -13.4 + row * 3.6, 8, 2.4);
            }
        }
        b.glow(0, -56, 90, Tone.alpha(Tone.rgb(0x7fd0e8), 0.22));
    }
}
