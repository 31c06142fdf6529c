package io.llmi.gateway.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;

import io.llmi.events.JobId;
import io.llmi.events.JobStatus;
import io.llmi.events.WebhookNotice;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RetryPlanTest {
    private static final Instant END = Instant.parse("2026-01-02T03:04:05Z");
    private static final RetryPlan PLAN =
            new RetryPlan(Duration.ofSeconds(5), Duration.ofHours(1), 20, Duration.ofHours(24));

    @Property(tries = 300)
    void shouldWaitTwiceAsLongWithinAFifthWhenAnotherAttemptFails(
            @ForAll @IntRange(min = 0, max = 18) int attempts, @ForAll long seed) {
        WebhookNotice next =
                PLAN.next(failed(attempts), END, Optional.empty(), random(seed)).orElseThrow();

        double wait = Duration.between(END, next.nextAttemptAt()).toMillis();
        double expected = Math.min(5000 * Math.pow(2, attempts), 3_600_000);
        assertThat(wait).isBetween(expected * 0.8 - 1, expected * 1.2);
        assertThat(next.attempts()).isEqualTo(attempts + 1);
    }

    @Test
    void shouldGiveUpWhenTheAttemptsAreUsedUp() {
        assertThat(PLAN.next(failed(19), END, Optional.empty(), random(1))).isEmpty();
    }

    @Test
    void shouldGiveUpWhenTheNextAttemptWouldBeTooLate() {
        Instant late = END.plus(Duration.ofHours(24)).minusSeconds(1);

        assertThat(PLAN.next(failed(0), late, Optional.empty(), random(1))).isEmpty();
    }

    @Test
    void shouldHeedWhatTheReceiverAsksForUpToTheLongestWait() {
        assertThat(PLAN.next(failed(0), END, Optional.of(Duration.ofMinutes(7)), random(1)))
                .map(WebhookNotice::nextAttemptAt)
                .hasValue(END.plusSeconds(420));
        assertThat(PLAN.next(failed(0), END, Optional.of(Duration.ofDays(30)), random(1)))
                .map(WebhookNotice::nextAttemptAt)
                .hasValue(END.plus(Duration.ofHours(1)));
    }

    private static WebhookNotice failed(int attempts) {
        JobId job = new JobId("job_00000000000000000000000001");
        return new WebhookNotice(job, "https://hooks.example/", JobStatus.COMPLETED, END, attempts, END);
    }

    private static RandomGenerator random(long seed) {
        return new java.util.Random(seed);
    }
}
