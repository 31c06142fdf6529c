package io.llmi.gateway.job;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

import io.llmi.events.JobId;
import io.llmi.events.JobStatus;
import io.llmi.events.JobSummary;
import io.llmi.gateway.http.ProblemException;
import io.llmi.gateway.job.Admissions.Decision;
import io.llmi.gateway.log.Samples;
import io.llmi.toolkit.contract.MemoryBlobs;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class AdmissionsTest {
    private static final JobId JOB = JobId.derived("default", "key");
    private final MemoryBlobs blobs = new MemoryBlobs();
    private final MovableClock clock = new MovableClock();
    private final Admissions admissions =
            new Admissions(blobs, clock, Duration.ofSeconds(5), time -> clock.now = clock.now.plus(time));

    @Test
    void shouldReplayWhenTheSameBodyWasPublished() throws Exception {
        var first = (Decision.Publish) admissions.admit(JOB, "a", AdmissionsTest::summary);
        admissions.markPublished(JOB, first.admission());

        assertThat(admissions.admit(JOB, "a", AdmissionsTest::summary)).isInstanceOf(Decision.Replay.class);
        assertThat(admissions.published(JOB, "a")).isPresent();
    }

    @Test
    void shouldRefuseWhenTheKeyComesWithAnotherBody() throws Exception {
        admissions.admit(JOB, "a", AdmissionsTest::summary);

        assertThatThrownBy(() -> admissions.admit(JOB, "b", AdmissionsTest::summary))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().status()).isEqualTo(409));
    }

    @Test
    void shouldTakeOverOnlyAfterTheFirstHadItsTimeWhenItDied() throws Exception {
        admissions.admit(JOB, "a", AdmissionsTest::summary);
        Instant begin = clock.now;

        assertThat(admissions.admit(JOB, "a", AdmissionsTest::summary)).isInstanceOf(Decision.Publish.class);
        assertThat(Duration.between(begin, clock.now)).isGreaterThanOrEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void shouldLetTheNextTryAtOnceWhenPublishingFailed() throws Exception {
        var first = (Decision.Publish) admissions.admit(JOB, "a", AdmissionsTest::summary);
        admissions.markFailed(JOB, first.admission());
        Instant begin = clock.now;

        assertThat(admissions.admit(JOB, "a", AdmissionsTest::summary)).isInstanceOf(Decision.Publish.class);
        assertThat(clock.now).isEqualTo(begin);
    }

    @Test
    void shouldKeepASuccessWhenALateFailureFollowsIt() throws Exception {
        var first = (Decision.Publish) admissions.admit(JOB, "a", AdmissionsTest::summary);
        var second = (Decision.Publish) admissions.admit(JOB, "a", AdmissionsTest::summary);
        admissions.markPublished(JOB, second.admission());
        admissions.markFailed(JOB, first.admission());

        assertThat(admissions.published(JOB, "a")).isPresent();
    }

    @Test
    void shouldPublishOnceWhenManySubmitAtTheSameTime() throws Exception {
        Admissions real = new Admissions(blobs, Clock.systemUTC(), Duration.ofSeconds(30), Thread::sleep);
        List<Callable<Decision>> submissions = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            submissions.add(() -> {
                Decision decision = real.admit(JOB, "a", AdmissionsTest::summary);
                if (decision instanceof Decision.Publish publish) {
                    real.markPublished(JOB, publish.admission());
                }
                return decision;
            });
        }
        int published = 0;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var decision : threads.invokeAll(submissions)) {
                published += decision.get() instanceof Decision.Publish ? 1 : 0;
            }
        }

        assertThat(published).isEqualTo(1);
    }

    private static JobSummary summary(Instant now) {
        return Samples.summary(JOB, JobStatus.QUEUED);
    }

    private static final class MovableClock extends Clock {
        private Instant now = Samples.AT;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
