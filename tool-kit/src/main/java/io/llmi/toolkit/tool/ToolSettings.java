package io.llmi.toolkit.tool;

import java.time.Duration;
import java.util.Map;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import io.llmi.toolkit.settings.AtMost;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import org.hibernate.validator.constraints.time.DurationMin;

/** How tools are run in this process. */
@AtMost(
        key = "heartbeat",
        bound = "liveness",
        strictly = true,
        because = "tools would be dropped from the registry between two of their manifests")
@ConfigMapping(prefix = "llmi.tools")
public interface ToolSettings {
    /** Calls that run at a time, for each tool that has no number of its own under {@code llmi.tools.slots-of}. */
    @WithDefault("4")
    @Min(1)
    @Max(256)
    int slots();

    /** Calls that run at a time, by tool name. */
    Map<String, @Min(1) @Max(256) Integer> slotsOf();

    /**
     * Backend calls of one tool call, over all its deliveries and backends. A call whose worker dies begins anew, and
     * this is what bounds the bill.
     */
    @WithDefault("5")
    @Min(1)
    int maxBackendCalls();

    /** How long it is remembered that a call was made; longer than the longest deadline of a job. */
    @WithDefault("2d")
    @DurationMin(millis = 1)
    Duration ledgerTtl();

    /** Results that are used again for the same request. */
    Cache cache();

    /** The shortest time between two previews of one call; those in between are dropped. */
    @WithDefault("500ms")
    @DurationMin
    Duration previewInterval();

    /** How long a stopping process lets running calls finish before it gives them back to the queue. */
    @WithDefault("5s")
    @DurationMin
    Duration drain();

    /** How often a tool repeats its manifest. */
    @WithDefault("5s")
    @DurationMin(millis = 1)
    Duration heartbeat();

    /** A tool is dropped from the registry when its manifest was not repeated for this long. */
    @WithDefault("30s")
    @DurationMin(millis = 1)
    Duration liveness();

    /** The largest picture that a tool may answer with, in pixels. */
    @WithDefault("40000000")
    @Min(1)
    long maxPixels();

    /** The result cache, in the blob store. */
    interface Cache {
        /** Whether results are kept and used again. */
        @WithDefault("true")
        boolean enabled();

        /** How old a result may be. */
        @WithDefault("1d")
        @DurationMin(millis = 1)
        Duration ttl();
    }
}
