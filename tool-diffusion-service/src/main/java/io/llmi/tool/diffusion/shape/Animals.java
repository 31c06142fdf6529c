package io.llmi.tool.diffusion.shape;

import java.awt.Color;

import io.llmi.tool.diffusion.draw.Brush;
import io.llmi.tool.diffusion.draw.Tone;

/** Animals other than pets. */
final class Animals {
    private static final Color DARK = Tone.rgb(0x1d1a1a);

    private Animals() {}

    static void horse(Brush b) {
        Color c = b.main();
        Color mane = Tone.darker(c, 0.6);
        b.line(mane, 7, "M-44 -58 Q-66 -52 -60 -18").line(mane, 4, "M-45 -58 Q-58 -40 -66 -26");
        leg(b, -34, Tone.darker(c, 0.35), -4);
        leg(b, 26, Tone.darker(c, 0.35), 7);
        b.fill(
                b.down(Tone.lighter(c, 0.22), -68, Tone.darker(c, 0.3), -34),
                "M-46 -56 Q-48 -70 -28 -67 Q0 -60 16 -68 Q26 -76 34 -92 Q38 -98 48 -98 L62 -84 Q68 -77 62 -73 Q54 -72 48 -77 Q44 -60 36 -48 Q26 -36 8 -38 Q-16 -36 -26 -38 Q-44 -40 -46 -56 Z");
        leg(b, -40, c, 3);
        leg(b, 32, c, -3);
        b.fill(mane, "M12 -66 Q20 -88 38 -100 Q44 -100 46 -97 Q36 -92 32 -78 Q28 -68 18 -62 Z");
        b.fill(c, "M40 -97 L42 -106 L48 -98 Z").oval(DARK, 49.5, -89, 1.7, 1.9).oval(DARK, 62, -77, 1.2, 1);
    }

    private static void leg(Brush b, double x, Color c, double bend) {
        b.line(
                b.down(c, -44, Tone.darker(c, 0.3), 0),
                7.5,
                Brush.path("M%.1f -44 Q%.1f -30 %.1f -20 L%.1f -4", x, x + bend, x + bend * 0.7, x + bend * 0.2));
        b.fill(
                DARK,
                Brush.path(
                        "M%.1f -5 L%.1f -5 L%.1f 1 L%.1f 1 Z",
                        x + bend * 0.2 - 4, x + bend * 0.2 + 4, x + bend * 0.2 + 6, x + bend * 0.2 - 5));
    }

    static void gull(Brush b) {
        Color c = b.main();
        double lift = b.between(-12, 16);
        b.fill(
                c,
                Brush.path(
                        "M0 -36 Q-30 %.1f -84 %.1f Q-40 %.1f -6 -24 Q0 -18 6 -24 Q40 %.1f 84 %.1f Q30 %.1f 0 -36 Z",
                        -74 - lift, -46 - lift, -52 - lift, -52 - lift, -46 - lift, -74 - lift));
        b.oval(c, 0, -29, 7, 9);
    }

    static void songbird(Brush b) {
        Color c = b.main();
        Color breast = Tone.rgb(0xf0a35a);
        b.line(Tone.rgb(0x5b4230), 6, "M-90 4 Q-20 -6 90 2").line(Tone.rgb(0x5b4230), 2.4, "M50 0 Q70 -18 84 -22");
        for (double x : new double[] {-70, -48, 60, 80}) {
            b.at(x, -2, b.between(-40, 40), 1, l -> l.fill(Tone.rgb(0x6f9a48), "M0 0 Q-8 -14 0 -24 Q8 -14 0 0 Z"));
        }
        b.fill(Tone.darker(c, 0.4), "M-30 -22 L-64 2 L-54 8 L-22 -12 Z");
        b.fill(
                b.ball(c, 2, -46, 38),
                "M-36 -24 Q-34 -54 -8 -66 Q0 -98 26 -94 Q44 -90 42 -70 Q46 -34 18 -14 Q-12 0 -36 -24 Z");
        b.fill(
                b.down(Tone.lighter(breast, 0.25), -66, Tone.darker(breast, 0.1), -10),
                "M24 -70 Q44 -66 40 -48 Q36 -24 16 -13 Q0 -8 -10 -12 Q14 -24 14 -50 Q16 -64 24 -70 Z");
        b.fill(
                b.down(Tone.darker(c, 0.15), -56, Tone.darker(c, 0.5), -16),
                "M-2 -54 Q14 -34 -8 -20 Q-28 -14 -46 -8 Q-34 -26 -24 -44 Q-14 -58 -2 -54 Z");
        b.fill(Tone.rgb(0xd9922a), "M41 -80 L58 -75 L41 -71 Z")
                .oval(DARK, 29, -79, 4, 4.2)
                .oval(Color.WHITE, 27.8, -80.6, 1.3, 1.3);
        b.line(DARK, 1.6, 2, -10, 4, 0).line(DARK, 1.6, 12, -12, 14, 0);
    }

    static void butterfly(Brush b) {
        Color c = b.main();
        for (int side = -1; side <= 1; side += 2) {
            int s = side;
            b.fill(
                    b.ball(c, s * 26, -66, 30),
                    Brush.path("M0 -52 Q%d -100 %d -90 Q%d -66 0 -48 Z", s * 20, s * 52, s * 50));
            b.fill(
                    b.ball(Tone.darker(c, 0.15), s * 20, -32, 22),
                    Brush.path("M0 -48 Q%d -46 %d -24 Q%d -4 0 -42 Z", s * 40, s * 38, s * 22));
            b.line(DARK, 2, Brush.path("M0 -52 Q%d -100 %d -90 Q%d -66 0 -48", s * 20, s * 52, s * 50));
            b.oval(Tone.lighter(c, 0.7), s * 38, -80, 4, 4).oval(Tone.lighter(c, 0.7), s * 26, -26, 3.4, 3.4);
            b.line(DARK, 1, Brush.path("M0 -58 Q%d -76 %d -80", s * 4, s * 10));
        }
        b.soft(DARK, -2.4, -62, 4.8, 36, 2.4);
    }

    static void fish(Brush b) {
        Color c = b.main();
        Color light = Tone.lighter(c, 0.75);
        b.fill(b.across(Tone.darker(c, 0.1), 50, c, 84), "M46 -48 Q70 -80 84 -78 Q74 -50 84 -20 Q66 -22 46 -46 Z");
        b.fill(Tone.darker(c, 0.2), "M-20 -76 Q4 -104 34 -84 L36 -68 Z")
                .fill(Tone.darker(c, 0.25), "M-6 -20 Q6 2 26 -6 L22 -24 Z");
        b.fill(
                b.down(Tone.darker(c, 0.12), -84, Tone.lighter(c, 0.35), -14),
                "M-70 -46 Q-36 -88 10 -80 Q42 -72 58 -48 Q40 -22 8 -16 Q-38 -10 -70 -46 Z");
        b.fill(light, "M-26 -74 Q-16 -46 -28 -20 Q-22 -17 -14 -16 Q-4 -46 -12 -78 Z")
                .fill(light, "M24 -77 Q32 -48 22 -19 Q28 -21 34 -24 Q42 -48 36 -72 Z");
        b.fill(Tone.darker(c, 0.28), "M-4 -44 Q16 -40 14 -26 Q2 -24 -8 -36 Z");
        b.oval(Color.WHITE, -46, -53, 7, 7).oval(DARK, -47, -53, 4, 4).oval(Color.WHITE, -48.4, -54.6, 1.4, 1.4);
        b.line(Tone.darker(c, 0.5), 1.2, "M-68 -42 Q-60 -38 -54 -40");
    }

    static void whale(Brush b) {
        Color c = b.main();
        b.line(Tone.alpha(Color.WHITE, 0.75), 3, "M-44 -62 Q-46 -84 -62 -92")
                .line(Tone.alpha(Color.WHITE, 0.75), 3, "M-42 -62 Q-38 -84 -24 -92");
        b.fill(
                b.across(c, 60, Tone.darker(c, 0.4), 110),
                "M70 -18 Q92 -40 86 -66 Q104 -62 106 -48 Q118 -56 130 -50 Q118 -28 96 -14 Z");
        b.fill(
                b.down(Tone.lighter(c, 0.2), -62, Tone.darker(c, 0.35), 2),
                "M-92 2 Q-100 -50 -46 -61 Q20 -64 66 -26 Q84 -12 98 -16 Q92 0 78 2 Z");
        b.fill(Tone.rgb(0xdbe4ea), "M-91 2 Q-90 -16 -64 -14 Q-20 -6 20 2 Z").oval(DARK, -64, -28, 3, 3.4);
        for (int i = 0; i < 5; i++) {
            b.line(Tone.alpha(c, 0.6), 0.9, Brush.path("M%d -8 Q%d -2 %d 2", -80 + i * 14, -70 + i * 14, -56 + i * 16));
        }
        b.line(Tone.alpha(Color.WHITE, 0.8), 2, "M-110 2 Q-60 8 0 4 Q60 8 120 1");
    }
}
