package io.llmi.assembler.archive;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BackoffTest {
    @Test
    void shouldDoubleTheWaitUpToTheLongestWhenFailuresFollowEachOther() {
        Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(3), InstantSource.fixed(Instant.EPOCH));

        assertThat(List.of(backoff.failed(), backoff.failed(), backoff.failed()))
                .containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(3));
        assertThat(backoff.isOver()).isFalse();
        backoff.succeeded();
        assertThat(backoff.isOver()).isTrue();
        assertThat(backoff.failed()).isEqualTo(Duration.ofSeconds(1));
    }
}
