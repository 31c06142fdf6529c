package io.llmi.tool.diffusion.scene;

import java.awt.Color;
import java.util.List;

/**
 * What a prompt asks to be painted.
 *
 * @param palette colours that the prompt names, in its order
 * @param understood the prompt's words that this scene shows, in its order and without repeats
 */
public record Scene(
        Sky sky,
        Weather weather,
        Setting setting,
        List<Figure> figures,
        List<Color> palette,
        Medium medium,
        List<String> understood) {
    public Scene {
        figures = List.copyOf(figures);
        palette = List.copyOf(palette);
        understood = List.copyOf(understood);
    }

    public boolean isDark() {
        return sky == Sky.NIGHT || setting == Setting.SPACE;
    }
}
