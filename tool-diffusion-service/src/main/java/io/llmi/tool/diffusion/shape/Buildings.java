package io.llmi.tool.diffusion.shape;

import java.awt.Color;

import io.llmi.tool.diffusion.draw.Brush;
import io.llmi.tool.diffusion.draw.Tone;

/** Houses and towers. */
final class Buildings {
    private static final Color LAMPLIGHT = Tone.rgb(0xffd27a);

    private Buildings() {}

    static Color pane(Brush b) {
        return b.dark() ? Tone.rgb(0xffdc8c) : Tone.rgb(0x49657d);
    }

    static void lighthouse(Brush b) {
        Color c = b.main();
        Color white = Tone.rgb(0xf6f1e6);
        b.fill(
                b.down(Tone.rgb(0x8a7f72), -14, Tone.rgb(0x4c463f), 6),
                "M-58 6 Q-50 -8 -30 -10 Q-6 -18 20 -10 Q46 -10 56 6 Z");
        b.fill(b.across(white, -14, Tone.darker(white, 0.35), 14), "M-14 -10 L-9 -80 L9 -80 L14 -10 Z");
        b.fill(b.across(c, -14, Tone.darker(c, 0.45), 14), "M-13 -24 L-12 -38 L12 -38 L13 -24 Z");
        b.fill(b.across(c, -12, Tone.darker(c, 0.45), 12), "M-11 -52 L-10 -66 L10 -66 L11 -52 Z");
        b.box(Tone.rgb(0x2c2f36), -12, -83, 24, 3.4)
                .box(b.across(Tone.rgb(0xfff3c0), -6, Tone.rgb(0xe0b860), 7), -6.5, -93, 13, 10);
        b.box(Tone.rgb(0x2c2f36), -0.6, -93, 1.2, 10)
                .fill(c, "M-9 -93 Q0 -104 9 -93 Z")
                .line(Tone.rgb(0x2c2f36), 1, 0, -98, 0, -103);
        b.soft(pane(b), -2.5, -48, 5, 6, 2).soft(pane(b), -2.5, -20, 5, 9, 2);
        b.soft(b.down(white, -26, Tone.darker(white, 0.25), -8), 16, -24, 26, 15, 1)
                .fill(c, "M13 -23 L29 -34 L45 -23 Z")
                .box(pane(b), 25, -19, 6, 6);
        b.lamp(0, -88, 70, Tone.rgb(0xfff0b0)).lamp(28, -16, 16, LAMPLIGHT);
    }

    static void house(Brush b) {
        Color wall = b.main();
        Color roof = Tone.luma(wall.getRGB()) < 110 ? Tone.rgb(0x4a3b38) : Tone.rgb(0xa8492f);
        b.box(Tone.darker(roof, 0.25), 18, -98, 10, 26);
        b.fill(b.across(wall, -44, Tone.darker(wall, 0.12), 6), "M-46 0 L-46 -46 L-22 -78 L4 -46 L4 0 Z");
        b.box(b.across(Tone.darker(wall, 0.18), 4, Tone.darker(wall, 0.38), 52), 4, -46, 46, 46);
        b.fill(
                b.down(Tone.lighter(roof, 0.12), -86, Tone.darker(roof, 0.22), -44),
                "M-22 -84 L34 -84 L56 -44 L4 -44 Z");
        b.fill(Tone.darker(roof, 0.35), "M-22 -84 L-52 -42 L-47 -40 L-22 -76 L3 -40 L8 -44 Z");
        b.soft(Tone.rgb(0x6d4630), -14, -26, 14, 26, 1).oval(Tone.rgb(0xe6c46a), -3, -12, 1.1, 1.1);
        for (double[] w : new double[][] {{-38, -30}, {12, -32}, {32, -32}, {-27, -58}}) {
            b.box(Tone.rgb(0xf3ece0), w[0] - 1.2, w[1] - 1.2, 13, 13).box(pane(b), w[0], w[1], 10.6, 10.6);
            b.line(Tone.rgb(0xf3ece0), 1, w[0] + 5.3, w[1], w[0] + 5.3, w[1] + 10.6)
                    .line(Tone.rgb(0xf3ece0), 1, w[0], w[1] + 5.3, w[0] + 10.6, w[1] + 5.3);
            b.lamp(w[0] + 5, w[1] + 5, 20, LAMPLIGHT);
        }
        for (int i = 0; i < 9; i++) {
            b.oval(
                    Tone.mix(Tone.rgb(0x4f7f3c), Tone.rgb(0x6f9a45), b.between(0, 1)),
                    -46 + i * 12,
                    -2,
                    8,
                    b.between(5, 9));
        }
    }

    static void hospital(Brush b) {
        Color wall = b.main();
        b.box(b.across(Tone.darker(wall, 0.06), -90, Tone.darker(wall, 0.22), 90), -90, -62, 180, 62);
        b.box(b.across(wall, -32, Tone.darker(wall, 0.12), 32), -32, -96, 64, 96)
                .box(Tone.rgb(0x5b6b78), -35, -99, 70, 4);
        for (int row = 0; row < 3; row++) {
            for (int i = 0; i < 7; i++) {
                double x = -84 + i * 25.5;
                if (Math.abs(x + 6) > 34) {
                    b.box(pane(b), x, -54 + row * 18, 15, 9).lamp(x + 7, -50 + row * 18, 14, LAMPLIGHT);
                }
            }
        }
        b.soft(Tone.rgb(0xffffff), -15, -92, 30, 30, 4)
                .box(Tone.rgb(0xd4312c), -4, -89, 8, 24)
                .box(Tone.rgb(0xd4312c), -12, -81, 24, 8);
        b.box(pane(b), -24, -54, 48, 10).box(pane(b), -24, -40, 48, 10);
        b.box(Tone.rgb(0xd4312c), -30, -27, 60, 5)
                .box(b.across(Tone.rgb(0x7fb2cc), -20, Tone.rgb(0x4a7690), 20), -20, -22, 40, 22);
        b.line(Color.WHITE, 1.2, 0, -22, 0, 0).lamp(0, -12, 34, LAMPLIGHT);
        ambulance(b);
    }

    private static void ambulance(Brush b) {
        b.at(
                62,
                6,
                0,
                0.3,
                a -> a.soft(Tone.rgb(0xfafafa), -60, -58, 84, 50, 6)
                        .fill(Tone.rgb(0xfafafa), "M20 -44 L42 -44 L58 -26 L58 -8 L20 -8 Z")
                        .fill(Tone.rgb(0x4a6a82), "M26 -40 L40 -40 L51 -26 L26 -26 Z")
                        .box(Tone.rgb(0xd4312c), -60, -24, 118, 6)
                        .oval(Tone.rgb(0x22252b), -34, -6, 12, 12)
                        .oval(Tone.rgb(0x22252b), 36, -6, 12, 12)
                        .soft(Tone.rgb(0x2f6fd8), 4, -64, 14, 7, 3));
    }

    static void windmill(Brush b) {
        Color c = b.main();
        b.fill(b.across(Tone.lighter(c, 0.15), -20, Tone.darker(c, 0.35), 20), "M-21 0 L-12 -58 L12 -58 L21 0 Z");
        b.fill(Tone.rgb(0x6b3f2c), "M-14 -57 Q0 -78 14 -57 Z")
                .soft(Tone.rgb(0x5a3c28), -5, -16, 10, 16, 4)
                .soft(pane(b), -3.5, -42, 7, 8, 2);
        b.lamp(0, -38, 16, LAMPLIGHT);
        double turn = b.between(10, 70);
        for (int i = 0; i < 4; i++) {
            b.at(0, -62, turn + 90 * i, 1, s -> {
                s.line(Tone.rgb(0x5a3c28), 1.4, 0, 0, 0, -44)
                        .fill(Tone.alpha(Tone.rgb(0xf4ead6), 0.92), "M1 -8 L10 -8 L10 -43 L1 -43 Z");
                for (int k = 0; k < 6; k++) {
                    s.line(Tone.rgb(0x8a6f55), 0.6, 1, -10 - k * 6.4, 10, -10 - k * 6.4);
                }
            });
        }
        b.oval(Tone.rgb(0x4a3020), 0, -62, 2.8, 2.8);
    }
}
