package io.llmi.gateway.log;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import io.llmi.events.EventCodec;
import io.llmi.events.ImageCount;
import io.llmi.events.JobId;
import io.llmi.events.JobStatus;
import io.llmi.events.JobSubmitted;
import io.llmi.events.JobSummary;
import io.llmi.events.Message;
import io.llmi.events.Scaling;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class SummaryTableTest {
    private final SummaryTable table = new SummaryTable(100);
    private final JobId job = JobId.timeOrdered(Samples.AT);

    @Test
    void shouldKnowAJobWhenAnotherGatewayTookItOn() throws InterruptedException {
        table.submitted(submitted("the tides"));

        JobSummary summary = table.await(job).orElseThrow();
        assertThat(summary.status()).isEqualTo(JobStatus.QUEUED);
        assertThat(summary.tenant()).isEqualTo("acme");
        assertThat(summary.excerpt()).isEqualTo("the tides");
        assertThat(table.list(Optional.empty(), 10, any -> true)).containsExactly(summary);
    }

    @Test
    void shouldNotGoBackToWaitingWhenTheJobHasGoneOn() {
        table.apply(job.value(), Optional.of(Samples.json(Samples.summary(job, JobStatus.RUNNING))));

        table.submitted(submitted("the tides"));

        assertThat(table.find(job).orElseThrow().status()).isEqualTo(JobStatus.RUNNING);
    }

    @Test
    void shouldWaitForAJobThatIsNotHeardOfYet() throws Exception {
        CompletableFuture<Optional<JobSummary>> asked = new CompletableFuture<>();
        Thread asking = Thread.ofVirtual().start(() -> {
            try {
                asked.complete(table.await(job));
            } catch (InterruptedException e) {
                asked.completeExceptionally(e);
            }
        });
        await().until(() -> asking.getState() == Thread.State.TIMED_WAITING);

        table.submitted(submitted("the tides"));

        assertThat(asked.get()).isPresent();
        assertThat(table.await(JobId.timeOrdered(Samples.AT))).isEmpty();
    }

    @Test
    void shouldGoOnWhenASubmissionCannotBeRead() {
        table.submitted(new byte[] {'{'});
        table.submitted(submitted("the tides"));

        assertThat(table.find(job)).isPresent();
    }

    private byte[] submitted(String prompt) {
        Instant at = Samples.AT;
        return EventCodec.of(JobSubmitted.class)
                .encode(new JobSubmitted(
                        job,
                        "acme",
                        at,
                        at.plusSeconds(60),
                        List.of(Message.user(prompt)),
                        List.of(),
                        ImageCount.ANY,
                        List.of(),
                        Scaling.NONE,
                        4,
                        Map.of(),
                        Optional.empty()));
    }
}
