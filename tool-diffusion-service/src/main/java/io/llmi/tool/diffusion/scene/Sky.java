package io.llmi.tool.diffusion.scene;

import java.util.List;

/** Time of day, as the sky shows it. */
public enum Sky implements Term {
    DAWN("dawn", "sunrise", "morning", "daybreak", "early light"),
    DAY("day", "daytime", "noon", "midday", "sunny", "afternoon", "blue sky", "clear sky", "daylight", "summer"),
    SUNSET("sunset", "dusk", "evening", "twilight", "golden hour", "sundown", "dramatic"),
    NIGHT("night", "midnight", "nighttime", "starry", "moonlit", "moonlight", "night sky", "nocturnal", "dark"),
    STORM("storm", "stormy", "thunderstorm", "lightning", "tempest", "gloomy"),
    OVERCAST("overcast", "cloudy", "grey sky", "gray sky", "drizzle");

    private final List<String> words;

    Sky(String... words) {
        this.words = List.of(words);
    }

    @Override
    public List<String> words() {
        return words;
    }
}
