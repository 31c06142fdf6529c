package io.llmi.tool.diffusion.shape;

import java.awt.Color;

import io.llmi.tool.diffusion.draw.Brush;
import io.llmi.tool.diffusion.draw.Tone;

/** What people take outside. */
final class Outdoors {
    private Outdoors() {}

    static void football(Brush b) {
        Color c = b.main();
        Color patch = Tone.rgb(0x23262c);
        b.oval(b.ball(c, 0, -50, 52), 0, -50, 49, 49).fill(patch, "M-14 -62 L0 -72 L14 -62 L9 -46 L-9 -46 Z");
        for (int i = 0; i < 5; i++) {
            b.at(
                    0,
                    -57,
                    i * 72,
                    1,
                    p -> p.line(patch, 1.6, 0, -15, 0, -30)
                            .fill(patch, "M-9 -36 L0 -29 L9 -36 Q4 -42 0 -41.5 Q-4 -42 -9 -36 Z"));
        }
        b.oval(b.across(Tone.alpha(Color.WHITE, 0), -10, Tone.alpha(Color.BLACK, 0.4), 50), 0, -50, 49, 49);
    }

    static void umbrella(Brush b) {
        Color c = b.main();
        Color other = Tone.rgb(0xfbf3e2);
        b.line(Tone.rgb(0xe2d6bc), 2.6, 0, -92, 4, 2);
        b.fill(c, "M-66 -58 Q-56 -98 0 -100 Q56 -98 66 -58 Q0 -72 -66 -58 Z");
        b.fill(other, "M-42 -63 Q-34 -94 0 -100 Q-14 -90 -18 -66 Z")
                .fill(other, "M42 -63 Q34 -94 0 -100 Q14 -90 18 -66 Z");
        b.fill(
                b.across(Tone.alpha(Color.WHITE, 0.2), -66, Tone.alpha(Color.BLACK, 0.3), 66),
                "M-66 -58 Q-56 -98 0 -100 Q56 -98 66 -58 Q0 -72 -66 -58 Z");
    }

    static void tent(Brush b) {
        Color c = b.main();
        b.fill(b.across(Tone.darker(c, 0.3), 0, Tone.darker(c, 0.5), 110), "M0 -96 L66 -84 L112 0 L60 0 Z");
        b.fill(b.down(Tone.lighter(c, 0.3), -96, c, 0), "M0 -96 L-64 0 L62 0 Z");
        b.fill(b.dark() ? Tone.rgb(0xffcf7a) : Tone.rgb(0x3a2a20), "M0 -78 L-22 0 L22 0 Z")
                .fill(Tone.darker(c, 0.15), "M0 -78 L-22 0 L-34 0 Z");
        b.line(Tone.rgb(0xd9cdb8), 0.8, -64, 0, -90, 6)
                .line(Tone.rgb(0xd9cdb8), 0.8, 112, 0, 128, 6)
                .lamp(0, -24, 60, Tone.rgb(0xffc46a));
    }

    static void campfire(Brush b) {
        Color c = b.main();
        b.line(Tone.rgb(0x4a2f1c), 11, -42, -2, 34, -20)
                .line(Tone.rgb(0x5f3f26), 11, 42, -2, -34, -20)
                .line(Tone.rgb(0x3a2415), 11, -40, -8, 40, -8);
        b.fill(
                b.down(c, -100, Tone.rgb(0xe0401a), -6),
                "M-28 -10 Q-44 -44 -16 -62 Q-16 -44 -8 -48 Q-16 -80 6 -102 Q6 -80 20 -66 Q40 -40 26 -10 Z");
        b.fill(
                        b.down(Tone.rgb(0xfff0a0), -60, Tone.rgb(0xffb02a), -8),
                        "M-14 -10 Q-22 -34 -4 -44 Q0 -56 6 -62 Q8 -44 14 -34 Q20 -22 12 -10 Z")
                .glow(0, -40, 150, Tone.alpha(Tone.rgb(0xff9a3a), 0.8));
    }
}
