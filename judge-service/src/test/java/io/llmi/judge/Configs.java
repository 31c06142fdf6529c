package io.llmi.judge;

import java.util.HashMap;
import java.util.Map;

import io.llmi.toolkit.contract.TestConfig;

/** Settings for tests: the defaults, and what a test sets. */
public final class Configs {
    private Configs() {}

    /** @param keysAndValues keys without their prefix, and values, in turn */
    public static JudgeConfig of(String... keysAndValues) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            values.put("llmi.judge." + keysAndValues[i], keysAndValues[i + 1]);
        }
        return TestConfig.of(JudgeConfig.class, values);
    }
}
