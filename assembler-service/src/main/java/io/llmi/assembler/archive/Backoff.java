package io.llmi.assembler.archive;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** How long to leave something alone that failed: doubles with each failure in a row. */
final class Backoff {
    private final Duration first;
    private final Duration longest;
    private final InstantSource clock;
    private Duration next;
    private Instant until = Instant.MIN;

    Backoff(Duration first, Duration longest, InstantSource clock) {
        this.first = first;
        this.longest = longest;
        this.clock = clock;
        this.next = first;
    }

    /** Returns the time to wait from now. */
    Duration failed() {
        Duration wait = next;
        until = clock.instant().plus(wait);
        Duration doubled = wait.multipliedBy(2);
        next = doubled.compareTo(longest) < 0 ? doubled : longest;
        return wait;
    }

    void succeeded() {
        next = first;
        until = Instant.MIN;
    }

    boolean isOver() {
        return !clock.instant().isBefore(until);
    }
}
