package io.llmi.events;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What the parser and the assembler need to know of a job to act on its draft, sent with the draft's first chunk so
 * that no second topic has to be joined.
 *
 * @param tools names that a tag may call, as registered when the plan began
 * @param sourceTools those of {@code tools} that change an earlier picture named by {@code img_index}
 * @param inputImages how many pictures the user gave
 * @param deadline the job's
 * @param maxImages tags beyond this many become failed parts
 * @param backend which planner backend writes, {@code rehearsal} or {@code openai-compatible}
 * @param model the backend's model name
 */
public record PlanContext(
        List<String> tools,
        List<String> sourceTools,
        int inputImages,
        Instant deadline,
        int maxImages,
        String backend,
        String model) {
    public PlanContext {
        tools = copy(tools);
        sourceTools = copy(sourceTools);
        maxImages = maxImages == 0 ? JobSubmitted.DEFAULT_MAX_IMAGES : maxImages;
    }

    private static List<String> copy(@Nullable List<String> list) {
        return list == null ? List.of() : List.copyOf(list);
    }
}
