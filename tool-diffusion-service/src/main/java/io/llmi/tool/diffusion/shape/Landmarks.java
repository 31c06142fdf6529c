package io.llmi.tool.diffusion.shape;

import java.awt.Color;

import io.llmi.tool.diffusion.draw.Brush;
import io.llmi.tool.diffusion.draw.Tone;

/** Castle, temple and bridge. */
final class Landmarks {
    private Landmarks() {}

    static void castle(Brush b) {
        Color c = b.main();
        b.fill(
                b.down(Tone.rgb(0x6f7a52), -26, Tone.rgb(0x3f4a33), 14),
                "M-100 14 Q-70 -16 -40 -20 Q0 -30 44 -20 Q80 -12 100 14 Z");
        tower(b, -14, 26, -94, Tone.darker(c, 0.12), true);
        b.box(b.across(c, -46, Tone.darker(c, 0.3), 46), -46, -50, 92, 34);
        for (int i = 0; i < 9; i++) {
            b.box(Tone.darker(c, 0.05 + i * 0.03), -46 + i * 10.6, -55, 6, 6);
        }
        tower(b, -56, 20, -72, c, true);
        tower(b, 36, 20, -72, Tone.darker(c, 0.2), true);
        tower(b, 14, 13, -82, Tone.darker(c, 0.15), true);
        b.fill(Tone.rgb(0x3a2a20), "M-9 -16 L-9 -32 Q0 -42 9 -32 L9 -16 Z");
        b.line(Tone.rgb(0x6a5a48), 0.8, -4, -16, -4, -36).line(Tone.rgb(0x6a5a48), 0.8, 4, -16, 4, -36);
    }

    private static void tower(Brush b, double x, double width, double top, Color c, boolean roof) {
        b.box(b.across(Tone.lighter(c, 0.15), x, Tone.darker(c, 0.35), x + width), x, top + 18, width, -top - 34);
        b.box(b.across(c, x - 2, Tone.darker(c, 0.45), x + width + 2), x - 2, top + 16, width + 4, 7);
        if (roof) {
            Color tile = Tone.rgb(0x38567a);
            double mid = x + width / 2;
            b.fill(
                    b.across(Tone.lighter(tile, 0.2), x, Tone.darker(tile, 0.4), x + width),
                    Brush.path(
                            "M%.1f %.1f L%.1f %.1f L%.1f %.1f Z",
                            x - 4, top + 16, mid, top - 6, x + width + 4, top + 16));
            b.fill(
                    Tone.rgb(0xc93a32),
                    Brush.path("M%.1f %.1f L%.1f %.1f L%.1f %.1f Z", mid, top - 14, mid + 9, top - 11, mid, top - 8));
            b.line(Tone.rgb(0x3a3a3a), 0.8, mid, top - 4, mid, top - 14);
        }
        b.soft(Buildings.pane(b), x + width / 2 - 2, top + 30, 4, 9, 2)
                .lamp(x + width / 2, top + 34, 14, Tone.rgb(0xffcf78));
    }

    static void temple(Brush b) {
        Color c = b.main();
        b.box(b.down(Tone.rgb(0xb9ad98), -8, Tone.rgb(0x7a705f), 0), -62, -8, 124, 8)
                .box(Tone.rgb(0xcfc4ae), -54, -13, 108, 5);
        double y = -13;
        double half = 40;
        for (int i = 0; i < 4; i++) {
            double h = 15 - i * 1.5;
            b.box(b.across(Tone.lighter(c, 0.1), -half, Tone.darker(c, 0.35), half), -half, y - h, 2 * half, h);
            for (int k = 0; k < 5; k++) {
                double x = -half + (k + 0.5) * half * 0.4;
                b.box(b.dark() ? Tone.rgb(0xffd98a) : Tone.rgb(0xf1dfb8), x - half * 0.1, y - h + 3, half * 0.2, h - 4);
                b.lamp(x, y - h / 2, 10, Tone.rgb(0xffc46a));
            }
            double e = half + 20;
            Color tile = Tone.rgb(0x37483f);
            b.fill(
                    b.down(Tone.lighter(tile, 0.22), y - h - 10, Tone.darker(tile, 0.25), y - h + 2),
                    Brush.path(
                            "M%.1f %.1f Q%.1f %.1f %.1f %.1f L%.1f %.1f Q%.1f %.1f %.1f %.1f Q0 %.1f %.1f %.1f Z",
                            -e,
                            y - h - 3,
                            -half * 0.8,
                            y - h - 1,
                            -half * 0.72,
                            y - h - 11,
                            half * 0.72,
                            y - h - 11,
                            half * 0.8,
                            y - h - 1,
                            e,
                            y - h - 3,
                            y - h + 4,
                            -e,
                            y - h - 3));
            y -= h + 8;
            half *= 0.74;
        }
        b.line(Tone.rgb(0xd6b04a), 1.8, 0, y - 2, 0, y - 16).oval(Tone.rgb(0xe8c45a), 0, y - 8, 2.4, 2.4);
    }

    static void bridge(Brush b) {
        Color c = b.main();
        for (int side = -1; side <= 1; side += 2) {
            double x = side * 78;
            b.box(b.across(Tone.lighter(c, 0.15), x - 6, Tone.darker(c, 0.35), x + 6), x - 6, -100, 4.6, 104);
            b.box(b.across(c, x + 1, Tone.darker(c, 0.4), x + 6), x + 2, -100, 4.6, 104);
            for (int k = 0; k < 4; k++) {
                b.box(Tone.darker(c, 0.15), x - 6, -98 + k * 22, 12, 3.4);
            }
            b.box(Tone.rgb(0x8d8a84), x - 10, -2, 20, 8).lamp(x, -101, 16, Tone.rgb(0xff7a5a));
        }
        b.line(c, 1.8, "M-78 -98 Q0 -12 78 -98")
                .line(c, 1.8, "M-78 -98 Q-130 -40 -178 -32")
                .line(c, 1.8, "M78 -98 Q130 -40 178 -32");
        for (int x = -70; x <= 70; x += 7) {
            double t = (x + 78) / 156.0;
            b.line(Tone.alpha(c, 0.8), 0.6, x, -30, x, -98 + 2 * t * (1 - t) * 86);
        }
        for (int x = 86; x <= 172; x += 8) {
            double t = (x - 78) / 100.0;
            double y = (1 - t) * (1 - t) * -98 + 2 * t * (1 - t) * -40 + t * t * -32;
            b.line(Tone.alpha(c, 0.8), 0.6, x, -30, x, y).line(Tone.alpha(c, 0.8), 0.6, -x, -30, -x, y);
        }
        b.box(b.down(Tone.lighter(c, 0.1), -32, Tone.darker(c, 0.45), -24), -190, -32, 380, 7.5);
        for (int x = -180; x <= 180; x += 18) {
            b.lamp(x, -34, 9, Tone.rgb(0xffe0a0));
        }
    }
}
