package io.llmi.events;

import java.nio.charset.StandardCharsets;
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
    private static final int MAX_PAYLOAD_BYTES = 64 * 1024;

    public DeadLetter {
        key = present(key);
    }

    /** The letter for a record's raw value, which is cut to what a letter holds. */
    public static DeadLetter of(
            String topic, int partition, long offset, Optional<String> key, String reason, byte[] value, Instant at) {
        String payload = new String(value, 0, Math.min(value.length, MAX_PAYLOAD_BYTES), StandardCharsets.UTF_8);
        return new DeadLetter(topic, partition, offset, key, reason, payload, at);
    }

    private static Optional<String> present(@Nullable Optional<String> optional) {
        return optional == null ? Optional.empty() : optional;
    }
}
