package io.llmi.tool.diffusion.shape;

import java.awt.Color;

import io.llmi.tool.diffusion.draw.Brush;
import io.llmi.tool.diffusion.draw.Tone;

/** Cat and dog, sitting. */
final class Pets {
    private static final Color DARK = Tone.rgb(0x1d1a1a);

    private Pets() {}

    static void cat(Brush b) {
        Color c = b.main();
        Color pale = Tone.lighter(c, 0.6);
        Color stripe = Tone.darker(c, 0.35);
        b.line(b.across(c, 20, Tone.darker(c, 0.3), 46), 9, "M18 -8 Q50 -4 44 -30 Q40 -40 46 -48");
        b.fill(
                b.across(Tone.lighter(c, 0.12), -30, Tone.darker(c, 0.35), 32),
                "M-28 0 Q-34 -34 -16 -56 L16 -56 Q36 -34 29 0 Z");
        b.fill(pale, "M-12 -50 Q0 -20 12 -50 Q14 -24 8 -10 L-8 -10 Q-14 -24 -12 -50 Z");
        for (int side = -1; side <= 1; side += 2) {
            b.line(Tone.alpha(stripe, 0.7), 2.4, side * 28, -22, side * 17, -24)
                    .line(Tone.alpha(stripe, 0.7), 2.4, side * 26, -34, side * 17, -34);
            b.soft(side < 0 ? c : Tone.darker(c, 0.12), side * 9 - 6, -34, 12, 34, 6)
                    .oval(pale, side * 9, -3, 8, 4.6);
        }
        b.fill(c, "M-24 -78 Q-27 -98 -22 -102 Q-12 -98 -5 -88 Z")
                .fill(Tone.darker(c, 0.15), "M24 -78 Q27 -98 22 -102 Q12 -98 5 -88 Z");
        b.fill(Tone.rgb(0xe8a3a0), "M-21 -82 Q-23 -94 -20 -97 Q-14 -94 -10 -88 Z")
                .fill(Tone.rgb(0xd8908e), "M21 -82 Q23 -94 20 -97 Q14 -94 10 -88 Z");
        b.oval(b.ball(c, 0, -70, 26), 0, -70, 27, 22)
                .oval(pale, -6, -62, 8.5, 6.5)
                .oval(pale, 6, -62, 8.5, 6.5);
        for (int i = -1; i <= 1; i++) {
            b.line(stripe, 2, i * 6, -90, i * 4.4, -82);
        }
        for (int side = -1; side <= 1; side += 2) {
            b.oval(Tone.rgb(0xb9c94a), side * 11, -73, 5.4, 6)
                    .oval(DARK, side * 11, -73, 2, 5.2)
                    .oval(Color.WHITE, side * 11 - 1.5, -75, 1.2, 1.2);
            for (int k = -1; k <= 1; k++) {
                b.line(Tone.alpha(Color.WHITE, 0.85), 0.6, side * 9, -63 + k, side * 32, -65 + k * 5.5);
            }
        }
        b.fill(Tone.rgb(0xd4747a), "M-3 -67 L3 -67 L0 -63.5 Z")
                .line(DARK, 0.8, "M0 -63 Q-3 -58 -6 -60")
                .line(DARK, 0.8, "M0 -63 Q3 -58 6 -60");
    }

    static void dog(Brush b) {
        Color c = b.main();
        Color pale = Tone.lighter(c, 0.55);
        Color ear = Tone.darker(c, 0.4);
        b.line(c, 8, "M22 -10 Q46 -14 48 -34");
        b.fill(
                b.across(Tone.lighter(c, 0.1), -30, Tone.darker(c, 0.35), 30),
                "M-27 0 Q-32 -36 -17 -58 L17 -58 Q34 -36 28 0 Z");
        b.fill(pale, "M-13 -54 Q0 -44 13 -54 Q16 -26 8 -14 L-8 -14 Q-16 -26 -13 -54 Z");
        for (int side = -1; side <= 1; side += 2) {
            b.soft(side < 0 ? c : Tone.darker(c, 0.12), side * 11 - 6.5, -36, 13, 36, 6)
                    .oval(pale, side * 11, -3.4, 9, 5);
        }
        b.soft(Tone.rgb(0xc8362f), -18, -59, 36, 6, 3).oval(Tone.rgb(0xe8c04a), 0, -52, 3.6, 3.6);
        b.oval(b.ball(c, 0, -76, 25), 0, -76, 24, 24);
        b.fill(pale, "M-5 -98 Q0 -101 5 -98 L8 -68 L-8 -68 Z");
        b.fill(
                b.across(Tone.lighter(ear, 0.1), -36, ear, -16),
                "M-18 -96 Q-40 -92 -36 -62 Q-32 -52 -24 -62 Q-22 -80 -18 -96 Z");
        b.fill(Tone.darker(ear, 0.2), "M18 -96 Q40 -92 36 -62 Q32 -52 24 -62 Q22 -80 18 -96 Z");
        b.oval(b.ball(pale, 0, -64, 14), 0, -65, 14, 11.5)
                .oval(DARK, 0, -71, 5, 3.8)
                .oval(Tone.alpha(Color.WHITE, 0.7), -1.6, -72.4, 1.3, 0.9);
        b.line(DARK, 1, "M0 -67 L0 -62 Q-5 -57 -9 -61")
                .line(DARK, 1, "M0 -62 Q5 -57 9 -61")
                .fill(Tone.rgb(0xe4707a), "M-4 -59 Q0 -48 4 -59 Z");
        for (int side = -1; side <= 1; side += 2) {
            b.oval(DARK, side * 10.5, -81, 3.4, 3.9).oval(Color.WHITE, side * 10.5 - 1, -82.4, 1.1, 1.1);
        }
    }
}
