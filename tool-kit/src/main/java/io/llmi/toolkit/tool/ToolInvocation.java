package io.llmi.toolkit.tool;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.llmi.events.CallId;
import io.llmi.events.ToolCall;

/**
 * One call as a tool sees it.
 *
 * @param call its id, the idempotency key towards backends
 * @param work what the tag asks for
 * @param inputs content of the pictures to work on, PNG, JPEG or WebP; empty for tools that take none
 * @param derivedFrom what the first input stands for, for the provenance
 * @param deadline when the answer is no longer wanted
 * @param attempt how often the request was delivered, from 1
 */
public record ToolInvocation(
        CallId call, ToolCall work, List<byte[]> inputs, Optional<String> derivedFrom, Instant deadline, int attempt) {

    /** A text parameter, or empty if it is absent or not a text. */
    public Optional<String> text(String param) {
        return Optional.ofNullable(work.params().get(param))
                .filter(com.fasterxml.jackson.databind.JsonNode::isTextual)
                .map(com.fasterxml.jackson.databind.JsonNode::textValue)
                .filter(text -> !text.isBlank());
    }
}
