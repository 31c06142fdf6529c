package io.llmi.events;

import java.time.Instant;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class JobIdTest {
    @Test
    void shouldNameTheSameJobWhenATenantRepeatsAnIdempotencyKey() {
        assertThat(JobId.derived("acme", "order-7")).isEqualTo(JobId.derived("acme", "order-7"));
        assertThat(JobId.derived("acme", "order-7")).isNotEqualTo(JobId.derived("acmeorder", "-7"));
    }

    @Property
    void shouldSortByTimeWhenTimeOrdered(
            @ForAll @LongRange(min = 0, max = 4_000_000_000_000L) long earlier,
            @ForAll @LongRange(min = 1, max = 1_000_000_000) long gap) {
        JobId first = JobId.timeOrdered(Instant.ofEpochMilli(earlier));
        JobId second = JobId.timeOrdered(Instant.ofEpochMilli(earlier + gap));
        assertThat(first.value()).isLessThan(second.value());
        assertThat(JobId.isValid(first.value())).isTrue();
    }
}
