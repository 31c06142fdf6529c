package io.llmi.tool.diffusion.shape;

import java.awt.Color;

import io.llmi.tool.diffusion.draw.Brush;
import io.llmi.tool.diffusion.draw.Tone;

/** What floats or flies with people in it. */
final class Vessels {
    private static final Color SAIL = Tone.rgb(0xf7f0e0);
    private static final Color WOOD = Tone.rgb(0x5a3a24);

    private Vessels() {}

    static void sailboat(Brush b) {
        Color c = b.main();
        b.line(WOOD, 1.8, 4, -12, 4, -99);
        b.fill(b.across(SAIL, -30, Tone.darker(SAIL, 0.18), 4), "M2 -96 Q-30 -55 -34 -24 Q-16 -20 2 -22 Z");
        b.fill(
                b.across(Tone.darker(SAIL, 0.06), 6, Tone.darker(SAIL, 0.28), 34),
                "M7 -88 Q26 -52 36 -24 Q20 -20 7 -22 Z");
        b.line(Tone.alpha(c, 0.9), 3, "M-22 -52 Q-10 -48 2 -50");
        b.fill(c, "M4 -99 L16 -95 L4 -91 Z");
        b.fill(
                b.down(Tone.lighter(c, 0.15), -16, Tone.darker(c, 0.4), 2),
                "M-44 -17 Q-2 -11 48 -19 Q40 -2 30 1 L-30 1 Q-40 -4 -44 -17 Z");
        b.line(Tone.lighter(c, 0.65), 1.8, "M-43 -15 Q-2 -9 47 -17");
        b.soft(Tone.rgb(0xefe6d2), -14, -22, 24, 8, 3)
                .box(Tone.rgb(0x39424e), -9, -20, 5, 4)
                .box(Tone.rgb(0x39424e), 0, -20, 5, 4);
        b.lamp(-2, -18, 14, Tone.rgb(0xffd98a));
    }

    static void ship(Brush b) {
        Color c = b.main();
        Color white = Tone.rgb(0xf1efe9);
        b.soft(b.down(Tone.rgb(0xd8503c), -92, Tone.rgb(0x8a2c22), -60), 14, -88, 14, 30, 2)
                .box(Tone.rgb(0x23262c), 14, -88, 14, 7);
        b.soft(b.down(white, -64, Tone.darker(white, 0.2), -26), -38, -50, 92, 26, 3);
        b.soft(white, -20, -66, 60, 18, 3);
        for (int i = 0; i < 9; i++) {
            b.box(Tone.rgb(0x33475c), -33 + i * 9.4, -44, 5, 4.5).box(Tone.rgb(0x33475c), -33 + i * 9.4, -34, 5, 4.5);
            b.lamp(-30.5 + i * 9.4, -42, 7, Tone.rgb(0xffdf9a));
        }
        b.box(Tone.rgb(0x33475c), -15, -62, 50, 5);
        b.line(Tone.rgb(0x555b63), 1.2, -30, -50, -30, -90).line(Tone.rgb(0x555b63), 0.7, -30, -88, 18, -66);
        b.fill(
                b.down(Tone.lighter(c, 0.1), -28, Tone.darker(c, 0.45), 2),
                "M-92 -30 L86 -27 Q80 -8 72 2 L-70 2 Q-84 -10 -92 -30 Z");
        b.fill(Tone.rgb(0x8a2c22), "M-80 -9 L78 -9 L72 2 L-70 2 Z").line(white, 1.6, -88, -25, 84, -23);
    }

    static void plane(Brush b) {
        Color c = b.main();
        Color trim = Tone.rgb(0x2f6fb4);
        b.fill(Tone.darker(c, 0.28), "M12 -52 L52 -84 L64 -84 L40 -50 Z");
        b.fill(
                b.down(Tone.lighter(c, 0.5), -62, Tone.darker(c, 0.32), -30),
                "M-108 -46 Q-104 -62 -80 -62 L76 -58 L118 -54 Q108 -42 76 -38 L-80 -34 Q-104 -34 -108 -46 Z");
        b.fill(trim, "M78 -56 L98 -92 L116 -92 L114 -54 Z")
                .fill(Tone.darker(trim, 0.3), "M86 -50 L120 -62 L130 -62 L106 -46 Z");
        b.line(trim, 2.4, "M-106 -44 L108 -48");
        for (int i = 0; i < 15; i++) {
            b.soft(Tone.rgb(0x41566d), -70 + i * 9, -55, 4, 5, 1.6);
        }
        b.fill(Tone.rgb(0x2d3f52), "M-102 -53 L-90 -58 L-86 -52 L-98 -48 Z");
        b.fill(b.down(Tone.lighter(c, 0.1), -46, Tone.darker(c, 0.4), -4), "M-22 -44 L26 -44 L58 -2 L40 -4 Z");
        b.soft(b.down(Tone.lighter(c, 0.3), -36, Tone.darker(c, 0.5), -22), -12, -34, 28, 13, 6)
                .oval(Tone.rgb(0x39424c), -10, -27.5, 3, 6);
        b.lamp(58, -4, 16, Tone.rgb(0xff6a5a)).lamp(-104, -44, 14, Tone.rgb(0xffffff));
    }

    static void rocket(Brush b) {
        Color c = b.main();
        Color trim = Tone.rgb(0xd8452f);
        b.fill(
                b.down(Tone.rgb(0xfff2b0), -10, Tone.alpha(Tone.rgb(0xff6a1a), 0.1), 30),
                "M-9 -10 Q-16 8 0 34 Q16 8 9 -10 Z");
        b.glow(0, 4, 46, Tone.rgb(0xff9a3a));
        b.fill(Tone.darker(trim, 0.1), "M-14 -34 Q-32 -22 -30 -2 L-12 -14 Z")
                .fill(Tone.darker(trim, 0.35), "M14 -34 Q32 -22 30 -2 L12 -14 Z");
        b.fill(
                b.across(Tone.lighter(c, 0.4), -16, Tone.darker(c, 0.42), 18),
                "M-13 -12 Q-24 -60 0 -100 Q24 -60 13 -12 Z");
        b.fill(
                b.across(Tone.lighter(trim, 0.25), -10, Tone.darker(trim, 0.4), 12),
                "M-11.5 -78 Q-6 -92 0 -100 Q6 -92 11.5 -78 Q0 -74 -11.5 -78 Z");
        b.oval(Tone.darker(c, 0.5), 0, -58, 8, 8).oval(b.ball(Tone.rgb(0x4fa6d8), 0, -58, 6), 0, -58, 6, 6);
        b.box(trim, -16, -30, 32, 3.4).soft(Tone.rgb(0x4a4f57), -9, -13, 18, 5, 2);
    }

    static void balloon(Brush b) {
        Color c = b.main();
        Color other = Tone.mix(Tone.rgb(0xfbe8c0), Tone.lighter(c, 0.6), 0.3);
        b.line(WOOD, 0.8, -14, -36, -7, -12).line(WOOD, 0.8, 14, -36, 7, -12).line(WOOD, 0.8, 0, -36, 0, -12);
        String hull = "M-12 -34 C-20 -46 -36 -52 -36 -70 C-36 -108 36 -108 36 -70 C36 -52 20 -46 12 -34 Z";
        b.fill(c, hull);
        b.fill(
                other,
                "M-7 -34 C-12 -46 -24 -52 -24 -70 C-24 -92 -12 -99 0 -99 C-6 -96 -12 -88 -12 -70 C-12 -54 -6 -46 -4 -34 Z");
        b.fill(other, "M7 -34 C12 -46 24 -52 24 -70 C24 -92 12 -99 0 -99 C6 -96 12 -88 12 -70 C12 -54 6 -46 4 -34 Z");
        b.fill(b.across(Tone.alpha(Color.WHITE, 0.35), -36, Tone.alpha(Color.BLACK, 0.38), 36), hull);
        b.soft(b.across(Tone.rgb(0xa9713c), -8, Tone.rgb(0x5f3a1c), 8), -8, -13, 16, 13, 2)
                .box(Tone.rgb(0x4f2f18), -9, -14, 18, 2.4);
        b.lamp(0, -32, 30, Tone.rgb(0xffb45a));
    }
}
