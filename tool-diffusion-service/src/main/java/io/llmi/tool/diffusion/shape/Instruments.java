package io.llmi.tool.diffusion.shape;

import java.awt.Color;

import io.llmi.tool.diffusion.draw.Brush;
import io.llmi.tool.diffusion.draw.Tone;

/** Guitar and piano. */
final class Instruments {
    private Instruments() {}

    static void guitar(Brush b) {
        b.at(0, 2, 10, 1, g -> body(g));
    }

    private static void body(Brush b) {
        Color c = b.main();
        Color neck = Tone.rgb(0x4a2f1c);
        b.fill(
                b.across(Tone.darker(c, 0.2), -24, Tone.darker(c, 0.6), 24),
                "M0 2 C-32 2 -30 -26 -17 -32 C-28 -46 -18 -58 0 -56 C18 -58 28 -46 17 -32 C30 -26 32 2 0 2 Z");
        b.fill(
                b.ball(c, 0, -26, 32),
                "M0 0 C-29 0 -27 -25 -14.5 -32 C-25 -46 -16 -55 0 -54 C16 -55 25 -46 14.5 -32 C27 -25 29 0 0 0 Z");
        b.oval(Tone.rgb(0x7d5226), 0, -34, 8.4, 8.4)
                .oval(Tone.rgb(0x1c120b), 0, -34, 7, 7)
                .soft(neck, -9, -13, 18, 3.4, 1);
        b.soft(b.across(Tone.lighter(neck, 0.2), -3, neck, 3), -2.7, -90, 5.4, 56, 1)
                .soft(Tone.darker(neck, 0.2), -4.2, -102, 8.4, 14, 2);
        for (int i = 0; i < 9; i++) {
            b.line(Tone.rgb(0xcfc2a0), 0.5, -2.7, -86 + i * 5, 2.7, -86 + i * 5);
        }
        for (int i = 0; i < 3; i++) {
            b.oval(Tone.rgb(0xe2d6b8), -5.4, -99 + i * 4, 1.3, 1.3)
                    .oval(Tone.rgb(0xe2d6b8), 5.4, -99 + i * 4, 1.3, 1.3);
        }
        for (int i = 0; i < 6; i++) {
            b.line(Tone.alpha(Tone.rgb(0xf4eedc), 0.85), 0.28, -2 + i * 0.8, -90, -3 + i * 1.2, -12);
        }
    }

    static void piano(Brush b) {
        Color c = b.main();
        for (double x : new double[] {-72, 66}) {
            b.box(Tone.darker(c, 0.3), x, -34, 7, 34);
        }
        b.line(Tone.rgb(0x9a7a3a), 2.4, -4, -34, -4, -2);
        b.fill(
                b.down(Tone.lighter(c, 0.35), -104, Tone.lighter(c, 0.08), -58),
                "M-78 -62 L-60 -104 Q0 -112 40 -92 Q66 -80 86 -62 Z");
        b.line(Tone.rgb(0x6a5a3a), 1.6, 40, -62, 30, -88);
        b.fill(Tone.rgb(0xa9813f), "M-70 -62 Q0 -72 76 -62 L76 -58 L-70 -58 Z");
        b.fill(b.down(Tone.lighter(c, 0.28), -60, c, -32), "M-84 -60 L90 -60 Q92 -40 84 -32 L-84 -32 Z");
        b.box(Tone.rgb(0xfbf7ee), -78, -46, 120, 9);
        for (int i = 0; i < 21; i++) {
            double x = -78 + i * 5.8;
            b.line(Tone.rgb(0x6a6a6a), 0.4, x, -46, x, -37);
            if (i % 7 != 2 && i % 7 != 6) {
                b.box(Tone.rgb(0x101014), x + 3.8, -46, 3.4, 5.4);
            }
        }
        b.fill(Tone.rgb(0xf6f0e2), "M-46 -60 L-42 -80 L-2 -80 L2 -60 Z");
        for (int i = 0; i < 4; i++) {
            b.line(Tone.rgb(0x5a5a5a), 0.6, -38, -76 + i * 4, -6, -76 + i * 4);
        }
        b.line(Tone.alpha(Color.WHITE, 0.35), 1.2, -82, -57, 88, -57);
    }
}
