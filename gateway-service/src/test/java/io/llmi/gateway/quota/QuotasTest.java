package io.llmi.gateway.quota;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.llmi.events.JobId;
import io.llmi.events.JobStatus;
import io.llmi.events.JobSummary;
import io.llmi.events.Quota;
import io.llmi.gateway.http.ProblemException;
import io.llmi.toolkit.access.Caller;
import io.llmi.toolkit.access.Scope;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class QuotasTest {
    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");

    private final Hand hand = new Hand();
    private int jobs;

    @Test
    void shouldTakeAsManyJobsWithinAMinuteAsTheKeySays() {
        Quotas quotas = quotas(Optional.empty(), 100);
        Caller caller = caller(quota(null, 2, null));

        submit(quotas, caller);
        hand.now = NOON.plusSeconds(20);
        submit(quotas, caller);
        assertThat(quotas.standing(caller)).contains(new Quotas.Standing(2, 0, Duration.ofSeconds(40)));

        ProblemException refused = refused(quotas, caller);
        assertThat(refused.problem().status()).isEqualTo(429);
        assertThat(refused.problem().detail()).isEqualTo("your limit is 2 jobs per minute");
        assertThat(refused.retryAfter()).contains(Duration.ofSeconds(40));

        hand.now = NOON.plusSeconds(61);
        submit(quotas, caller);
        assertThat(quotas.standing(caller)).contains(new Quotas.Standing(2, 0, Duration.ofSeconds(19)));
        assertThat(quotas.standing(caller("b", quota(null, 2, null))))
                .contains(new Quotas.Standing(2, 2, Duration.ZERO));
    }

    @Test
    void shouldTakeAnotherJobWhenOneEndsOrItsTimeIsOver() {
        Quotas quotas = quotas(Optional.empty(), 100);
        Caller caller = caller(quota(1, null, null));

        JobId first = submit(quotas, caller);
        assertThat(refused(quotas, caller).problem().detail()).contains("1 jobs at the same time");
        quotas.changed(summary(first, JobStatus.RUNNING, 0));
        assertThat(refused(quotas, caller).problem().status()).isEqualTo(429);
        quotas.changed(summary(first, JobStatus.PARTIAL, 0));
        submit(quotas, caller);

        hand.now = NOON.plus(Duration.ofMinutes(7));
        submit(quotas, caller);
    }

    @Test
    void shouldCountThePicturesOfADayOnce() {
        Quotas quotas = quotas(Optional.of(3), 100);
        Caller caller = caller(Quota.NONE);

        JobId job = submit(quotas, caller);
        quotas.changed(summary(job, JobStatus.RUNNING, 1));
        quotas.changed(summary(job, JobStatus.COMPLETED, 2));
        quotas.changed(summary(job, JobStatus.COMPLETED, 2));
        JobId other = submit(quotas, caller);
        quotas.changed(summary(other, JobStatus.COMPLETED, 1));

        ProblemException refused = refused(quotas, caller);
        assertThat(refused.problem().detail()).isEqualTo("your limit is 3 pictures per day");
        assertThat(refused.retryAfter()).contains(Duration.ofHours(12));

        hand.now = NOON.plus(Duration.ofHours(12));
        submit(quotas, caller);
    }

    @Test
    void shouldNotCountThePicturesThatARevisionTookOver() {
        Quotas quotas = quotas(Optional.of(2), 100);
        Caller caller = caller(Quota.NONE);

        JobId job = submit(quotas, caller);
        quotas.changed(summary(job, JobStatus.COMPLETED, 1));
        JobId revision = submit(quotas, caller);
        JobSummary same = summary(revision, JobStatus.COMPLETED, 4);
        quotas.changed(new JobSummary(
                same.id(),
                same.tenant(),
                same.status(),
                same.createdAt(),
                same.deadline(),
                same.completedAt(),
                same.excerpt(),
                same.images(),
                same.metadata(),
                Optional.of(job),
                4));
        submit(quotas, caller);
    }

    @Test
    void shouldNotCountASubmissionThatCameToNothing() {
        Quotas quotas = quotas(Optional.empty(), 1);
        Caller caller = caller(quota(1, 1, null));

        JobId job = submit(quotas, caller);
        quotas.withdraw(caller, job);
        submit(quotas, caller);
    }

    @Test
    void shouldRefuseEverybodyWhileTooManyJobsWait() {
        Quotas quotas = quotas(Optional.empty(), 2);
        JobId first = submit(quotas, Caller.ANYBODY);
        submit(quotas, caller("b", Quota.NONE));

        ProblemException refused = refused(quotas, Caller.ANYBODY);
        assertThat(refused.problem().status()).isEqualTo(503);
        assertThat(refused.retryAfter()).isPresent();

        quotas.changed(summary(first, JobStatus.RUNNING, 0));
        submit(quotas, Caller.ANYBODY);

        hand.now = NOON.plus(Duration.ofMinutes(6));
        submit(quotas, Caller.ANYBODY);
    }

    @Test
    void shouldLimitTheStreamsOfATenantAndTakeMoreWhenOneIsClosed() {
        Quotas quotas = quotas(Optional.empty(), 100);
        Caller caller = caller(Quota.NONE);
        List<Quotas.Stream> open = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            open.add(quotas.openStream(caller));
        }

        assertThat(catchThrowableOfType(ProblemException.class, () -> quotas.openStream(caller))
                        .problem()
                        .status())
                .isEqualTo(429);
        quotas.openStream(caller("b", Quota.NONE)).close();
        open.removeLast().close();
        quotas.openStream(caller);
        for (int i = 0; i < 100; i++) {
            quotas.openStream(Caller.ANYBODY);
        }
    }

    private JobId submit(Quotas quotas, Caller caller) {
        JobId job = new JobId("job_%026d".formatted(jobs++));
        quotas.reserve(caller, job, hand.now.plus(Duration.ofMinutes(5)));
        return job;
    }

    private ProblemException refused(Quotas quotas, Caller caller) {
        ProblemException refused = catchThrowableOfType(ProblemException.class, () -> submit(quotas, caller));
        assertThat(refused).isNotNull();
        return refused;
    }

    private JobSummary summary(JobId job, JobStatus status, int images) {
        return new JobSummary(
                job,
                "a",
                status,
                hand.now,
                hand.now.plus(Duration.ofMinutes(5)),
                Optional.empty(),
                "",
                images,
                Map.of());
    }

    private Quotas quotas(Optional<Integer> imagesPerDay, int queued) {
        return new Quotas(new Limits(Optional.empty(), Optional.empty(), imagesPerDay, 5, queued), hand);
    }

    /** Settings of a test. */
    record Limits(
            Optional<Integer> concurrentJobs,
            Optional<Integer> jobsPerMinute,
            Optional<Integer> imagesPerDay,
            int streams,
            int queuedJobs)
            implements QuotaConfig {}

    private static Caller caller(Quota quota) {
        return caller("a", quota);
    }

    private static Caller caller(String tenant, Quota quota) {
        return new Caller(tenant, "test", Set.of(Scope.SUBMIT), quota);
    }

    private static Quota quota(Integer concurrent, Integer perMinute, Integer images) {
        return new Quota(Optional.ofNullable(concurrent), Optional.ofNullable(perMinute), Optional.ofNullable(images));
    }

    /** A clock that stands where the test puts it. */
    private static final class Hand extends Clock {
        private Instant now = NOON;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
