package io.llmi.toolkit.tool;

import java.time.Duration;
import java.util.Map;

/** Settings of tools in tests. */
public record TestToolSettings(int slots, int maxBackendCalls, Duration drain, boolean caching)
        implements ToolSettings {
    public TestToolSettings() {
        this(1, 5, Duration.ofSeconds(1), true);
    }

    @Override
    public Map<String, Integer> slotsOf() {
        return Map.of();
    }

    @Override
    public Duration ledgerTtl() {
        return Duration.ofDays(1);
    }

    @Override
    public Cache cache() {
        return new Cache() {
            @Override
            public boolean enabled() {
                return caching;
            }

            @Override
            public Duration ttl() {
                return Duration.ofDays(1);
            }
        };
    }

    @Override
    public Duration previewInterval() {
        return Duration.ofMillis(20);
    }

    @Override
    public Duration heartbeat() {
        return Duration.ofSeconds(1);
    }

    @Override
    public Duration liveness() {
        return Duration.ofSeconds(30);
    }

    @Override
    public long maxPixels() {
        return 4_000_000;
    }
}
