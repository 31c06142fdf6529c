package io.llmi.toolkit.imagegen;

import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import io.llmi.events.ToolCall;
import io.llmi.toolkit.tool.ToolInvocation;

/** Parameters of a tag that the diffusion and the edit tool read alike. */
public final class TagParameters {
    private static final int MAX_STEPS = 150;
    private static final long SEEDS = 1L << 32;

    private TagParameters() {}

    /**
     * The tag's seed, brought into the range of 0 to 2^32-1 that all backends have; without one a seed that is the same
     * whenever this call is repeated.
     */
    public static long seed(ToolInvocation invocation) {
        JsonNode seed = invocation.work().params().path(ToolCall.SEED);
        return seed.isIntegralNumber() && seed.canConvertToLong()
                ? Math.floorMod(seed.longValue(), SEEDS)
                : invocation.derivedSeed();
    }

    /** The tag's sampling steps, 1 to 150, if it names any. */
    public static Optional<Integer> steps(ToolInvocation invocation) {
        JsonNode steps = invocation.work().params().path("steps");
        return steps.isIntegralNumber() && steps.canConvertToInt()
                ? Optional.of(Math.clamp(steps.intValue(), 1, MAX_STEPS))
                : Optional.empty();
    }

    /** A text without outer space, empty if the tag has none. */
    public static String unwanted(ToolInvocation invocation) {
        return invocation.text("negative_prompt").map(String::strip).orElse("");
    }
}
