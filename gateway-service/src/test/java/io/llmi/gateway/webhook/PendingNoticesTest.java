package io.llmi.gateway.webhook;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.llmi.events.JobId;
import io.llmi.events.JobStatus;
import io.llmi.events.WebhookNotice;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PendingNoticesTest {
    private static final Instant NOW = Instant.parse("2026-05-04T12:00:00Z");

    private final PendingNotices pending = new PendingNotices(4, 2);

    @Test
    void shouldHandOutWhatIsDueLongestFirstAndNoMoreToOneHostThanAllowed() {
        pending.put(0, notice(1, "https://a.example/x", NOW.minusSeconds(1)));
        pending.put(0, notice(2, "https://a.example/x", NOW.minusSeconds(3)));
        pending.put(0, notice(3, "https://a.example/x", NOW.minusSeconds(2)));
        pending.put(0, notice(4, "https://b.example/x", NOW));
        pending.put(0, notice(5, "https://b.example/x", NOW.plusSeconds(1)));

        assertThat(pending.take(NOW, Set.of(0))).extracting(WebhookNotice::id).containsExactly(job(2), job(3), job(4));
        assertThat(pending.take(NOW, Set.of(0))).isEmpty();
    }

    @Test
    void shouldHandOutNothingOfAPartitionThatIsNotYetReadToItsEnd() {
        pending.put(1, notice(1, "https://a.example/x", NOW));

        assertThat(pending.take(NOW, Set.of(0))).isEmpty();
        assertThat(pending.take(NOW, Set.of(0, 1))).hasSize(1);
    }

    @Test
    void shouldTryAgainAtTheLaterMomentWhenAnAttemptFailed() {
        pending.put(0, notice(1, "https://a.example/x", NOW));
        pending.take(NOW, Set.of(0));
        pending.settle(job(1), Optional.of(notice(1, "https://a.example/x", NOW.plusSeconds(5))));

        assertThat(pending.take(NOW.plusSeconds(4), Set.of(0))).isEmpty();
        assertThat(pending.take(NOW.plusSeconds(5), Set.of(0))).hasSize(1);
    }

    @Test
    void shouldNotBringBackANoticeWhoseJobWasDeletedDuringTheAttempt() {
        pending.put(0, notice(1, "https://a.example/x", NOW));
        pending.take(NOW, Set.of(0));
        assertThat(pending.knows(job(1))).isTrue();
        pending.remove(job(1));

        assertThat(pending.knows(job(1))).isFalse();
        pending.settle(job(1), Optional.of(notice(1, "https://a.example/x", NOW)));
        assertThat(pending.take(NOW, Set.of(0))).isEmpty();
    }

    @Test
    void shouldNotKeepANoticeWhosePartitionMovedDuringTheAttempt() {
        pending.put(0, notice(1, "https://a.example/x", NOW));
        pending.put(1, notice(2, "https://a.example/x", NOW));
        assertThat(pending.take(NOW, Set.of(0, 1))).hasSize(2);
        pending.drop(0);
        List.of(job(1), job(2))
                .forEach(job -> pending.settle(
                        job,
                        Optional.of(new WebhookNotice(job, "https://a.example/x", JobStatus.COMPLETED, NOW, 1, NOW))));

        assertThat(pending.take(NOW, Set.of(0, 1)))
                .extracting(WebhookNotice::id)
                .containsExactly(job(2));
    }

    private static WebhookNotice notice(int number, String url, Instant due) {
        return new WebhookNotice(job(number), url, JobStatus.COMPLETED, NOW.minusSeconds(10), 0, due);
    }

    private static JobId job(int number) {
        return new JobId("job_%026d".formatted(number));
    }
}
