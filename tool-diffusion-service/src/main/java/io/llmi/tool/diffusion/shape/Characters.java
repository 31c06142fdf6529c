package io.llmi.tool.diffusion.shape;

import java.awt.Color;

import io.llmi.tool.diffusion.draw.Brush;
import io.llmi.tool.diffusion.draw.Tone;

/** Person, robot and dragon. */
final class Characters {
    private static final Color[] SKINS = {Tone.rgb(0xf0c9a4), Tone.rgb(0xd9a273), Tone.rgb(0xa06a42), Tone.rgb(0x6e4429)
    };
    private static final Color[] HAIRS = {Tone.rgb(0x2a1d16), Tone.rgb(0x5b3a22), Tone.rgb(0xb98a4a), Tone.rgb(0x7d2f1c)
    };

    private Characters() {}

    static void person(Brush b) {
        Color c = b.main();
        Color skin = SKINS[(int) b.between(0, SKINS.length)];
        Color hair = HAIRS[(int) b.between(0, HAIRS.length)];
        Color trousers = Tone.rgb(0x35405a);
        double step = b.between(2, 8);
        b.line(Tone.darker(trousers, 0.3), 8, Brush.path("M3 -44 Q%.1f -24 %.1f -3", 4 + step, 3 + step));
        b.line(trousers, 8, Brush.path("M-3 -44 Q%.1f -24 %.1f -3", -4 - step, -5 - step));
        b.soft(Tone.rgb(0x2b2522), 1 + step, -5, 10, 5, 2).soft(Tone.rgb(0x2b2522), -9 - step, -5, 10, 5, 2);
        b.line(Tone.darker(c, 0.3), 6, Brush.path("M9 -72 Q18 -60 %.1f -46", 14 + step))
                .oval(skin, 14 + step, -44, 3.2, 3.2);
        b.fill(
                b.across(Tone.lighter(c, 0.18), -12, Tone.darker(c, 0.35), 13),
                "M-12 -74 Q0 -82 12 -74 L11 -40 Q0 -36 -11 -40 Z");
        b.line(c, 6, Brush.path("M-9 -72 Q-19 -60 %.1f -46", -15 - step * 0.5))
                .oval(skin, -15 - step * 0.5, -44, 3.2, 3.2);
        b.soft(skin, -3, -82, 6, 8, 2);
        b.oval(hair, 0, -91, 9.4, 9.8).oval(skin, 0.4, -88.6, 7.6, 8.2);
        b.fill(hair, "M-9.4 -90 Q-8 -101 1 -101 Q9 -101 9.4 -91 Q4 -97 -2 -95 Q-7 -94 -9.4 -90 Z");
        b.oval(Tone.rgb(0x2b2522), -2.6, -88, 0.9, 1.1)
                .oval(Tone.rgb(0x2b2522), 3.4, -88, 0.9, 1.1)
                .line(Tone.darker(skin, 0.45), 0.7, "M-2 -84.4 Q0.6 -83 3 -84.4");
    }

    static void robot(Brush b) {
        Color c = b.main();
        Color joint = Tone.rgb(0x3d444d);
        Color eye = Tone.rgb(0x58e6ff);
        for (int side = -1; side <= 1; side += 2) {
            b.line(joint, 5, side * 9, -26, side * 10, -8)
                    .soft(b.across(c, side * 10 - 8, Tone.darker(c, 0.4), side * 10 + 8), side * 10 - 8, -9, 16, 9, 3);
            b.line(joint, 5, Brush.path("M%d -58 Q%d -52 %d -38", side * 22, side * 36, side * 34));
            b.oval(b.ball(c, side * 34, -34, 7), side * 34, -34, 7, 7);
        }
        b.soft(b.across(Tone.lighter(c, 0.35), -24, Tone.darker(c, 0.35), 26), -24, -66, 48, 42, 9);
        b.soft(Tone.darker(c, 0.55), -13, -56, 26, 18, 4)
                .oval(Tone.rgb(0xff5a4a), -6, -47, 3.4, 3.4)
                .oval(Tone.rgb(0x6ae07a), 4, -47, 3.4, 3.4);
        b.line(Tone.rgb(0xf2d24a), 1.4, -10, -34, 10, -34).soft(joint, -6, -71, 12, 6, 2);
        b.soft(b.across(Tone.lighter(c, 0.45), -21, Tone.darker(c, 0.25), 22), -21, -97, 42, 28, 10)
                .soft(Tone.rgb(0x17212b), -16, -92, 32, 17, 7);
        b.oval(eye, -7.5, -84, 4.4, 4.8)
                .oval(eye, 7.5, -84, 4.4, 4.8)
                .oval(Color.WHITE, -8.6, -85.6, 1.3, 1.3)
                .oval(Color.WHITE, 6.4, -85.6, 1.3, 1.3);
        b.line(joint, 1.6, 0, -97, 0, -105).oval(Tone.rgb(0xff6a4a), 0, -107, 3, 3);
        b.lamp(-7.5, -84, 16, eye).lamp(7.5, -84, 16, eye);
    }

    static void dragon(Brush b) {
        Color c = b.main();
        Color belly = Tone.mix(c, Tone.rgb(0xf2dc96), 0.7);
        b.fill(
                Tone.darker(c, 0.4),
                "M4 -50 Q34 -108 96 -100 Q80 -84 86 -70 Q66 -72 62 -58 Q46 -62 36 -46 Q20 -48 12 -40 Z");
        b.line(b.across(c, 20, Tone.darker(c, 0.3), 110), 8, "M28 -36 Q60 -18 84 -34 Q98 -44 110 -34")
                .fill(Tone.darker(c, 0.3), "M106 -40 L124 -42 L112 -26 Z");
        b.fill(
                b.down(Tone.lighter(c, 0.2), -60, Tone.darker(c, 0.3), -18),
                "M-56 -74 Q-40 -76 -32 -58 Q-16 -62 8 -54 Q36 -46 40 -30 Q20 -16 -10 -22 Q-34 -28 -44 -52 Q-50 -60 -56 -64 Z");
        b.fill(belly, "M-42 -50 Q-32 -30 -8 -23 Q14 -18 30 -24 Q6 -30 -14 -38 Q-30 -44 -42 -50 Z");
        b.fill(
                b.down(Tone.lighter(c, 0.12), -104, Tone.darker(c, 0.3), -40),
                "M-10 -52 Q-6 -104 -66 -112 Q-58 -94 -70 -84 Q-50 -84 -50 -68 Q-34 -70 -28 -54 Z");
        b.fill(
                b.down(Tone.lighter(c, 0.25), -82, c, -62),
                "M-48 -80 Q-62 -86 -74 -78 Q-88 -76 -92 -68 Q-80 -64 -66 -64 Q-54 -60 -46 -66 Z");
        b.fill(Tone.rgb(0xf2e8c8), "M-54 -82 L-44 -94 L-48 -80 Z")
                .oval(Tone.rgb(0xffd84a), -66, -75, 2.6, 2.6)
                .oval(Color.BLACK, -66.6, -75, 1.1, 2);
        b.fill(
                        b.across(Tone.alpha(Tone.rgb(0xff7a1a), 0), -140, Tone.rgb(0xffd46a), -90),
                        "M-90 -68 Q-116 -84 -140 -70 Q-128 -66 -142 -58 Q-114 -56 -90 -66 Z")
                .glow(-112, -68, 26, Tone.rgb(0xff8a2a));
        for (int i = 0; i < 6; i++) {
            double x = -26 + i * 12;
            b.fill(
                    Tone.darker(c, 0.45),
                    Brush.path(
                            "M%.1f %.1f L%.1f %.1f L%.1f %.1f Z",
                            x, -57 + i * 2.2, x + 5, -66 + i * 2.4, x + 9, -55 + i * 2.4));
        }
    }
}
