package io.llmi.tool.search;

import java.util.Map;

import io.llmi.toolkit.backend.BackendSettings;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;

/** Settings for tests, read as in the running process: defaults where nothing is said. */
public final class Configs {
    private Configs() {}

    public static SearchConfig search(Map<String, String> settings) {
        return mapped(SearchConfig.class, settings);
    }

    public static BackendSettings backends() {
        return mapped(BackendSettings.class, Map.of("llmi.backends.attempts", "1"));
    }

    private static <T> T mapped(Class<T> type, Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .withMapping(type)
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .build()
                .getConfigMapping(type);
    }
}
