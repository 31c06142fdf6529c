package io.llmi.tool.diffusion.shape;

import java.awt.Color;

import io.llmi.tool.diffusion.draw.Brush;
import io.llmi.tool.diffusion.draw.Tone;

/** Island and volcano. */
final class Landforms {
    private Landforms() {}

    static void island(Brush b) {
        Color c = b.main();
        b.fill(Tone.rgb(0xe9d8a8), "M-120 2 Q-90 -10 -20 -12 Q60 -14 120 2 Q0 10 -120 2 Z");
        b.fill(
                b.down(Tone.lighter(c, 0.1), -60, Tone.darker(c, 0.35), -4),
                "M-96 -4 Q-80 -24 -56 -30 Q-40 -62 -14 -58 Q8 -70 26 -44 Q54 -40 66 -20 Q86 -14 98 -4 Q0 -12 -96 -4 Z");
        b.fill(
                Tone.alpha(Tone.darker(c, 0.5), 0.4),
                "M-14 -58 Q8 -70 26 -44 Q54 -40 66 -20 Q86 -14 98 -4 Q40 -8 20 -10 Q10 -40 -14 -58 Z");
        b.at(-58, -14, 0, 0.5, Plants::palm).at(56, -10, 8, 0.42, Plants::palm).at(-30, -9, -6, 0.36, Plants::palm);
        b.line(Tone.alpha(Color.WHITE, 0.7), 1.4, "M-116 3 Q-60 9 0 8 Q60 9 116 3");
    }

    static void volcano(Brush b) {
        Color c = b.main();
        Color lava = Tone.rgb(0xff7a2a);
        for (int i = 0; i < 26; i++) {
            double t = i / 26.0;
            b.oval(
                    Tone.alpha(Tone.mix(Tone.rgb(0x6f6468), Tone.rgb(0xc9bdbb), t), 0.55),
                    18 * t + b.between(-10, 10) * (1 + t),
                    -78 - 42 * t + b.between(-4, 4),
                    8 + 16 * t,
                    6 + 10 * t);
        }
        b.fill(
                b.across(Tone.lighter(c, 0.18), -110, Tone.darker(c, 0.5), 90),
                "M-130 2 Q-60 -16 -20 -78 Q-8 -72 0 -76 Q10 -72 20 -79 Q60 -16 130 2 Z");
        b.fill(Tone.alpha(Tone.darker(c, 0.6), 0.45), "M4 -74 Q10 -72 20 -79 Q60 -16 130 2 L40 2 Q30 -40 4 -74 Z");
        b.fill(
                b.down(Tone.rgb(0xffd36a), -78, lava, -10),
                "M-14 -76 Q0 -70 15 -77 Q12 -60 16 -44 Q26 -24 22 -6 Q14 -24 8 -40 Q0 -50 -2 -36 Q-8 -16 -20 -6 Q-12 -30 -8 -48 Q-8 -64 -14 -76 Z");
        b.glow(0, -80, 42, lava);
        for (int i = 0; i < 26; i++) {
            b.oval(
                    Tone.mix(lava, Tone.rgb(0xffe08a), b.between(0, 1)),
                    b.between(-26, 26),
                    b.between(-112, -80),
                    b.between(0.5, 1.6),
                    b.between(0.5, 1.6));
        }
    }
}
