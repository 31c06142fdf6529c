package io.llmi.gateway.webhook;

import java.time.Duration;
import java.util.Optional;

/** What became of one delivery. */
sealed interface Attempt {
    /** The receiver has it. */
    record Delivered(int status) implements Attempt {}

    /** May work later. */
    record Failed(String reason, Optional<Duration> retryAfter) implements Attempt {}

    /** Will never work, or must not be tried. */
    record Refused(String reason) implements Attempt {}
}
