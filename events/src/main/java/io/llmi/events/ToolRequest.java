package io.llmi.events;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * Work for a tool service; the record of {@link Topics#toolRequests(String)}.
 *
 * @param fingerprint opaque, echoed by the result: {@link ToolCall#fingerprint()}, and for an edit its source's hash too
 * @param inputs the pictures to work on, for tools that take any
 * @param derivedFrom what {@code inputs} stand for, {@code input/<index>} or a call id, for the provenance
 * @param deadline when an answer is no longer wanted
 * @param budget what the job's pictures may cost; without it there is no limit
 */
public record ToolRequest(
        CallId call,
        ToolCall work,
        String fingerprint,
        List<BlobRef> inputs,
        Optional<String> derivedFrom,
        Instant requestedAt,
        Instant deadline,
        Optional<Budget> budget) {
    public ToolRequest {
        inputs = copy(inputs);
        derivedFrom = present(derivedFrom);
        budget = present(budget);
    }

    /** A request of a job without a budget. */
    public ToolRequest(
            CallId call,
            ToolCall work,
            String fingerprint,
            List<BlobRef> inputs,
            Optional<String> derivedFrom,
            Instant requestedAt,
            Instant deadline) {
        this(call, work, fingerprint, inputs, derivedFrom, requestedAt, deadline, Optional.empty());
    }

    private static List<BlobRef> copy(@Nullable List<BlobRef> list) {
        return list == null ? List.of() : List.copyOf(list);
    }

    private static <T> Optional<T> present(@Nullable Optional<T> optional) {
        return optional == null ? Optional.empty() : optional;
    }
}
