package io.llmi.toolkit.tool;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

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
 * @param previews where to send unfinished pictures
 * @param support for the backend chain
 */
public record ToolInvocation(
        CallId call,
        ToolCall work,
        List<byte[]> inputs,
        Optional<String> derivedFrom,
        Instant deadline,
        int attempt,
        Previews previews,
        BackendSupport support) {

    /** An invocation without ledger, cache and meters. */
    public ToolInvocation(
            CallId call,
            ToolCall work,
            List<byte[]> inputs,
            Optional<String> derivedFrom,
            Instant deadline,
            int attempt,
            Previews previews) {
        this(call, work, inputs, derivedFrom, deadline, attempt, previews, BackendSupport.NONE);
    }

    /** An invocation whose previews nobody watches. */
    public ToolInvocation(
            CallId call,
            ToolCall work,
            List<byte[]> inputs,
            Optional<String> derivedFrom,
            Instant deadline,
            int attempt) {
        this(call, work, inputs, derivedFrom, deadline, attempt, Previews.NONE);
    }

    /**
     * A seed for a tag that names none: 31 bits, the same whenever this call is repeated, another one for every other call.
     */
    public long derivedSeed() {
        byte[] key = (call + "/" + work.fingerprint()).getBytes(StandardCharsets.UTF_8);
        return UUID.nameUUIDFromBytes(key).getLeastSignificantBits() & 0x7fff_ffffL;
    }

    /** A text parameter, or empty if it is absent or not a text. */
    public Optional<String> text(String param) {
        return Optional.ofNullable(work.params().get(param))
                .filter(com.fasterxml.jackson.databind.JsonNode::isTextual)
                .map(com.fasterxml.jackson.databind.JsonNode::textValue)
                .filter(text -> !text.isBlank());
    }
}
