package io.llmi.toolkit.contract;

import java.util.HashMap;
import java.util.Map;

import io.smallrye.config.SmallRyeConfigBuilder;

/** Configuration types as they are read in production, with the defaults and a few values. */
public final class TestConfig {
    private TestConfig() {}

    /** @param keysAndValues full keys, such as {@code llmi.edit.backends}, each with its value */
    public static <T> T of(Class<T> type, String... keysAndValues) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            values.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(type)
                .withDefaultValues(values)
                .build()
                .getConfigMapping(type);
    }
}
