package io.llmi.events;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * What the parser and the assembler need to know of a job to act on its draft, sent with the draft's first chunk so
 * that no second topic has to be joined.
 *
 * @param tools names that a tag may call, as registered when the plan began
 * @param sourceTools those of {@code tools} that change an earlier picture named by {@code img_index}
 * @param inputImages how many pictures the user gave
 * @param deadline the job's
 * @param maxImages tags beyond this many become failed parts; with 0 tags are read and no tool is called
 * @param backend which planner backend writes, {@code rehearsal} or {@code openai-compatible}
 * @param model the backend's model name
 * @param budget what the document's pictures may cost; without it there is no limit
 */
public record PlanContext(
        List<String> tools,
        List<String> sourceTools,
        int inputImages,
        Instant deadline,
        Integer maxImages,
        String backend,
        String model,
        Optional<Budget> budget) {
    public PlanContext {
        tools = copy(tools);
        sourceTools = copy(sourceTools);
        maxImages = orDefault(maxImages);
        budget = present(budget);
    }

    /** The context of a job without a budget. */
    public PlanContext(
            List<String> tools,
            List<String> sourceTools,
            int inputImages,
            Instant deadline,
            int maxImages,
            String backend,
            String model) {
        this(tools, sourceTools, inputImages, deadline, maxImages, backend, model, Optional.empty());
    }

    /** Boxed, because a limit of 0 says something and a missing one does not. */
    private static Integer orDefault(@Nullable Integer limit) {
        return limit == null ? JobSubmitted.DEFAULT_MAX_IMAGES : limit;
    }

    private static Optional<Budget> present(@Nullable Optional<Budget> optional) {
        return optional == null ? Optional.empty() : optional;
    }

    private static List<String> copy(@Nullable List<String> list) {
        return list == null ? List.of() : List.copyOf(list);
    }
}
