package io.llmi.events;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DeadLetterTest {
    @Test
    void shouldHoldAtMostSixtyFourKibibytesOfTheRecord() {
        byte[] value = "x".repeat(100_000).getBytes(StandardCharsets.UTF_8);

        DeadLetter letter = DeadLetter.of("topic", 1, 2, Optional.empty(), "reason", value, Instant.EPOCH);

        assertThat(letter.payload()).hasSize(64 * 1024);
    }
}
