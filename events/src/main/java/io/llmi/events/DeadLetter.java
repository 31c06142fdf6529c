package io.llmi.events;

import java.time.Instant;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * A record that was given up on, with the reason; the record of {@link Topics#DEAD_LETTERS}.
 *
 * @param topic where it was read
 * @param payload its value as text, malformed bytes replaced, at most 64 KiB
 */
public record DeadLetter(
        String topic, int partition, long offset, Optional<String> key, String reason, String payload, Instant at) {
    public DeadLetter {
        key = present(key);
    }

    private static Optional<String> present(@Nullable Optional<String> optional) {
        return optional == null ? Optional.empty() : optional;
    }
}
