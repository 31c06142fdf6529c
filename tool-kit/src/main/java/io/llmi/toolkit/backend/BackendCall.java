package io.llmi.toolkit.backend;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import io.llmi.events.CallId;
import io.llmi.toolkit.tool.Previews;

/**
 * The circumstances of one call of a backend.
 *
 * @param call the tool call that it serves, for logs
 * @param idempotencyKey the same however often the tool call is repeated, for backends that know such a key
 * @param deadline when the answer is no longer wanted
 * @param previews where to send unfinished pictures, if the backend streams any
 */
public record BackendCall(CallId call, String idempotencyKey, Instant deadline, Previews previews) {
    /** The time left, zero if there is none. */
    public Duration left(Clock clock) {
        Duration left = Duration.between(clock.instant(), deadline);
        return left.isNegative() ? Duration.ZERO : left;
    }
}
