package io.llmi.tool.diffusion.scene;

import java.util.List;

/** What fills the air. */
public enum Weather implements Term {
    CLEAR,
    RAIN("rain", "rainy", "raining", "wet", "shower"),
    SNOW("snow", "snowy", "winter", "snowfall", "snowing", "blizzard", "frozen", "icy", "christmas"),
    FOG("fog", "foggy", "mist", "misty", "haze", "hazy");

    private final List<String> words;

    Weather(String... words) {
        this.words = List.of(words);
    }

    @Override
    public List<String> words() {
        return words;
    }
}
