package io.llmi.tool.diffusion.shape;

import java.awt.Color;

import io.llmi.tool.diffusion.draw.Brush;
import io.llmi.tool.diffusion.draw.Tone;

/** What runs on wheels. */
final class Vehicles {
    private static final Color RUBBER = Tone.rgb(0x202227);
    private static final Color GLASS = Tone.rgb(0x5f8299);

    private Vehicles() {}

    private static void wheel(Brush b, double x, double y, double r) {
        b.oval(RUBBER, x, y, r, r)
                .oval(b.ball(Tone.rgb(0xb8bec6), x, y, r * 0.6), x, y, r * 0.6, r * 0.6)
                .oval(Tone.rgb(0x4a5058), x, y, r * 0.2, r * 0.2);
    }

    static void car(Brush b) {
        Color c = b.main();
        b.fill(
                b.down(Tone.lighter(c, 0.25), -98, Tone.darker(c, 0.1), -52),
                "M-66 -56 Q-46 -98 -24 -99 L34 -99 Q60 -94 80 -58 Z");
        b.fill(b.across(Tone.lighter(GLASS, 0.4), -56, GLASS, 0), "M-54 -60 Q-40 -90 -22 -91 L0 -91 L0 -60 Z")
                .fill(
                        b.across(Tone.lighter(GLASS, 0.25), 6, Tone.darker(GLASS, 0.2), 68),
                        "M6 -91 L32 -91 Q52 -86 66 -60 L6 -60 Z");
        b.fill(
                b.down(Tone.lighter(c, 0.2), -62, Tone.darker(c, 0.42), -10),
                "M-122 -18 Q-124 -46 -96 -52 L-60 -60 L84 -60 Q120 -56 124 -34 L124 -18 Q120 -10 108 -10 L-110 -10 Q-120 -10 -122 -18 Z");
        b.line(Tone.alpha(Color.WHITE, 0.5), 1.6, "M-94 -49 L-58 -56 L84 -56")
                .line(Tone.darker(c, 0.5), 1, 2, -58, 4, -14)
                .line(Tone.darker(c, 0.5), 1, "M-60 -56 Q-62 -30 -54 -14");
        b.soft(Tone.darker(c, 0.5), -10, -46, 10, 3, 1.5).soft(Tone.darker(c, 0.5), 54, -46, 10, 3, 1.5);
        wheel(b, -72, -17, 19);
        wheel(b, 76, -17, 19);
        b.oval(Tone.rgb(0xfff4cc), -113, -38, 7, 6)
                .oval(Tone.rgb(0xe8403a), 119, -38, 4, 7)
                .soft(Tone.rgb(0xc9cdd3), -124, -22, 16, 5, 2);
        b.lamp(-116, -38, 60, Tone.rgb(0xfff0b8)).lamp(120, -38, 22, Tone.rgb(0xff5a4a));
    }

    static void bicycle(Brush b) {
        Color c = b.main();
        for (double x : new double[] {-52, 52}) {
            b.ring(RUBBER, 3.6, x, -34, 33).ring(Tone.rgb(0xb8bec6), 1.2, x, -34, 30);
            for (int i = 0; i < 12; i++) {
                double a = Math.PI * i / 6;
                b.line(Tone.alpha(Tone.rgb(0xc8ced6), 0.8), 0.5, x, -34, x + Math.cos(a) * 30, -34 + Math.sin(a) * 30);
            }
            b.oval(Tone.rgb(0x4a5058), x, -34, 3, 3);
        }
        b.line(c, 4, "M-52 -34 L-18 -78 L34 -80 L-4 -34 Z")
                .line(c, 4, "M-4 -34 L-22 -86")
                .line(c, 4, "M52 -34 L32 -92");
        b.line(Tone.rgb(0x33373d), 3.2, "M32 -92 Q34 -100 48 -98 Q56 -96 54 -90")
                .fill(Tone.rgb(0x33251c), "M-38 -92 Q-22 -94 -8 -88 Q-20 -84 -36 -86 Z");
        b.oval(Tone.rgb(0x4a5058), -4, -34, 7, 7)
                .line(Tone.rgb(0x33373d), 2.2, -4, -34, 4, -20)
                .soft(Tone.rgb(0x33373d), -1, -20, 11, 3, 1)
                .line(Tone.rgb(0x4a5058), 1, -52, -31, -4, -28);
        b.fill(b.down(Tone.rgb(0xa9773f), -84, Tone.rgb(0x6f4a24), -64), "M42 -84 L72 -84 L68 -64 L46 -64 Z")
                .lamp(52, -92, 30, Tone.rgb(0xfff0b8));
    }

    static void train(Brush b) {
        Color c = b.main();
        Color brass = Tone.rgb(0xd2a544);
        for (int i = 0; i < 14; i++) {
            double t = i / 14.0;
            b.oval(
                    Tone.alpha(Tone.rgb(0xf2f0ee), 0.6 * (1 - t)),
                    -100 + t * 150 + b.between(-5, 5),
                    -108 - 34 * t,
                    9 + 15 * t,
                    8 + 10 * t);
        }
        b.box(Tone.rgb(0x5d534a), -190, -4, 420, 4).box(Tone.rgb(0xa4a9ae), -190, -6, 420, 2);
        for (int car = 0; car < 2; car++) {
            double x = 62 + car * 84;
            b.soft(b.down(Tone.lighter(c, 0.15), -72, Tone.darker(c, 0.4), -16), x, -72, 80, 56, 4)
                    .soft(Tone.rgb(0x3a3532), x - 2, -78, 84, 9, 4)
                    .box(brass, x, -34, 80, 2);
            for (int w = 0; w < 4; w++) {
                b.soft(b.dark() ? Tone.rgb(0xffdf98) : Tone.rgb(0xcfe0e6), x + 6 + w * 18, -62, 13, 18, 2)
                        .lamp(x + 12 + w * 18, -52, 15, Tone.rgb(0xffd27a));
            }
            wheel(b, x + 18, -12, 9);
            wheel(b, x + 62, -12, 9);
        }
        b.soft(b.down(Tone.lighter(c, 0.1), -88, Tone.darker(c, 0.4), -16), 8, -86, 46, 70, 3)
                .soft(Tone.rgb(0x2c2a2c), 2, -92, 58, 8, 3)
                .soft(Tone.rgb(0xcfe0e6), 16, -76, 26, 22, 2);
        b.soft(b.down(Tone.rgb(0x6a7078), -68, Tone.rgb(0x1b1d21), -24), -112, -66, 122, 42, 18)
                .box(brass, -70, -66, 3, 42)
                .box(brass, -34, -66, 3, 42);
        b.fill(Tone.rgb(0x24262b), "M-104 -64 L-106 -100 L-88 -100 L-90 -64 Z")
                .soft(Tone.rgb(0x24262b), -110, -104, 26, 7, 2)
                .oval(brass, -52, -68, 9, 8);
        b.fill(c, "M-112 -18 L-140 -4 L-104 -4 Z").box(Tone.darker(c, 0.3), -112, -26, 166, 8);
        for (double x : new double[] {-84, -50, -16, 34}) {
            wheel(b, x, -14, x > 20 ? 10 : 14);
        }
        b.line(Tone.rgb(0xc2c7cc), 3, -84, -12, -16, -12)
                .oval(Tone.rgb(0xfff2c0), -116, -58, 6, 6)
                .lamp(-118, -58, 60, Tone.rgb(0xfff0b8));
    }
}
