package io.llmi.tool.search;

import java.util.Map;
import java.util.stream.Stream;

import io.llmi.toolkit.backend.BackendSettings;
import io.llmi.toolkit.contract.TestConfig;

/** Settings for tests: defaults where nothing is said. */
public final class Settings {
    private Settings() {}

    public static SearchConfig search(Map<String, String> settings) {
        return TestConfig.of(
                SearchConfig.class,
                settings.entrySet().stream()
                        .flatMap(entry -> Stream.of(entry.getKey(), entry.getValue()))
                        .toArray(String[]::new));
    }

    /** Every failure counts at once. */
    public static BackendSettings backends() {
        return TestConfig.of(BackendSettings.class, "llmi.backends.attempts", "1");
    }
}
