package io.llmi.tool.diffusion.paint;

import java.awt.Color;
import java.util.List;

import io.llmi.tool.diffusion.draw.Tone;
import io.llmi.tool.diffusion.scene.Scene;
import io.llmi.tool.diffusion.scene.Sky;
import io.llmi.tool.diffusion.scene.Weather;

/**
 * The light of a scene.
 *
 * @param zenith sky colour at the top of the picture
 * @param middle sky colour half-way down
 * @param horizon sky colour at the horizon, and of the haze before far things
 * @param source colour of sun or moon
 * @param ambient colour that shadows everything
 * @param shade how strongly {@code ambient} covers what is near, 0..1
 * @param altitude height of sun or moon over the horizon, as a share of the sky
 */
record Light(Color zenith, Color middle, Color horizon, Color source, Color ambient, double shade, double altitude) {
    static Light of(Scene scene) {
        Light light = at(scene.sky());
        if (scene.weather() == Weather.FOG) {
            Color mist = Tone.mix(light.horizon, Tone.rgb(0xd7dbdd), 0.55);
            light = new Light(
                    Tone.mix(light.zenith, mist, 0.6),
                    Tone.mix(light.middle, mist, 0.7),
                    mist,
                    light.source,
                    light.ambient,
                    light.shade,
                    light.altitude);
        }
        return light.tinted(scene.palette());
    }

    private static Light at(Sky sky) {
        return switch (sky) {
            case DAWN -> of(0x7f9fcf, 0xf3c3b4, 0xffe3b8, 0xfff1cf, 0x8a6f8f, 0.16, 0.14);
            case DAY -> of(0x2f78c4, 0x86bce8, 0xdceefa, 0xfffbe6, 0x6f86a8, 0.03, 0.72);
            case SUNSET -> of(0x3b3a78, 0xd9627a, 0xffb45e, 0xffe2a0, 0x5b2f5f, 0.3, 0.16);
            case NIGHT -> of(0x070d24, 0x14244f, 0x36507f, 0xf4f0da, 0x0a1330, 0.56, 0.66);
            case STORM -> of(0x262c38, 0x48525f, 0x8d979d, 0xdfe6ea, 0x2a3340, 0.36, 0.8);
            case OVERCAST -> of(0x8b98a5, 0xaeb9c2, 0xd5dadc, 0xf4f4f0, 0x66717d, 0.16, 0.7);
        };
    }

    private static Light of(
            int zenith, int middle, int horizon, int source, int ambient, double shade, double altitude) {
        return new Light(
                Tone.rgb(zenith),
                Tone.rgb(middle),
                Tone.rgb(horizon),
                Tone.rgb(source),
                Tone.rgb(ambient),
                shade,
                altitude);
    }

    /** The colours that the prompt names are in the air, too. */
    private Light tinted(List<Color> palette) {
        if (palette.isEmpty()) {
            return this;
        }
        Color first = palette.get(0);
        Color second = palette.get(palette.size() > 1 ? 1 : 0);
        return new Light(
                Tone.mix(zenith, first, 0.24),
                Tone.mix(middle, second, 0.22),
                Tone.mix(horizon, first, 0.14),
                source,
                Tone.mix(ambient, first, 0.2),
                shade,
                altitude);
    }

    /** How a colour looks at a distance of 0 (near) to 1 (at the horizon). */
    Color seen(Color colour, double distance) {
        return Tone.mix(Tone.mix(colour, ambient, shade), horizon, distance);
    }
}
