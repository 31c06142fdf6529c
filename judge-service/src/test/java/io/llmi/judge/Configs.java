package io.llmi.judge;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;

/** Settings for tests: the defaults, and what a test sets. */
public final class Configs {
    private Configs() {}

    /** @param keysAndValues keys without their prefix, and values, in turn */
    public static JudgeConfig of(String... keysAndValues) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            values.put("llmi.judge." + keysAndValues[i], keysAndValues[i + 1]);
        }
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withMapping(JudgeConfig.class)
                .withConverter(Duration.class, 200, Configs::duration)
                .withSources(new PropertiesConfigSource(values, "test", 500))
                .build()
                .getConfigMapping(JudgeConfig.class);
    }

    /** As Quarkus reads them: a number with a unit. */
    private static Duration duration(String text) {
        return text.endsWith("ms")
                ? Duration.ofMillis(Long.parseLong(text.replace("ms", "")))
                : Duration.parse("PT" + text);
    }
}
