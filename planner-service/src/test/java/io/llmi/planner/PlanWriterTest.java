package io.llmi.planner;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

import io.llmi.events.DraftId;
import io.llmi.events.JobId;
import io.llmi.events.PlanEvent;
import io.llmi.events.PlanOutcome;
import io.llmi.events.TokenUsage;
import io.llmi.events.TraceParent;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

class PlanWriterTest {
    private final MemoryPublisher publisher = new MemoryPublisher();

    private PlanWriter writer(Duration interval, int chars, int inFlight) {
        return new PlanWriter(
                publisher,
                new PlanWriter.Run(new DraftId(JobId.timeOrdered(Instant.now()), 0), 3, "run", TraceParent.start()),
                new PlanWriter.Settings(interval, chars, inFlight));
    }

    private static void end(PlanWriter writer) throws InterruptedException {
        writer.ended(PlanOutcome.COMPLETED, Optional.empty(), TokenUsage.NONE);
    }

    @Test
    void shouldGatherTextWithinTheIntervalAndNumberRecordsWithoutGaps() throws Exception {
        try (PlanWriter writer = writer(Duration.ofHours(1), 100, 64)) {
            for (int i = 0; i < 50; i++) {
                writer.text("word ");
            }
            end(writer);
        }

        assertThat(publisher.plan(PlanEvent.Text.class))
                .extracting(text -> text.text().length())
                .containsExactly(5, 100, 100, 45);
        assertThat(publisher.plan()).extracting(PlanEvent::seq).containsExactly(0, 1, 2, 3, 4);
    }

    @Test
    void shouldSendWhatIsDueWhenNoMoreTextComes() throws Exception {
        try (PlanWriter writer = writer(Duration.ofMillis(25), 1000, 64)) {
            writer.text("a");
            writer.text("b");

            await().atMost(Duration.ofSeconds(5)).until(() -> publisher.text(3).equals("ab"));
        }
    }

    @Test
    void shouldNeverCutASurrogatePair() throws Exception {
        try (PlanWriter writer = writer(Duration.ZERO, 1, 64)) {
            writer.text("a\uD83D");
            writer.text("\uDE00b");
            writer.text("\uD83D");
            end(writer);
        }

        assertThat(publisher.plan(PlanEvent.Text.class))
                .extracting(PlanEvent.Text::text)
                .contains("a");
        assertThat(publisher.text(3)).isEqualTo("a\uD83D\uDE00b\uFFFD");
    }

    @Test
    void shouldCutLargePiecesIntoRecordsOfBoundedSize() throws Exception {
        String large = "\uD83D\uDE00".repeat(50_000) + "x";
        try (PlanWriter writer = writer(Duration.ZERO, 100, 64)) {
            writer.text(large);
            end(writer);
        }

        assertThat(publisher.text(3)).isEqualTo(large);
        assertThat(publisher.plan(PlanEvent.Text.class)).hasSizeGreaterThan(2);
    }

    @Test
    void shouldBlockTheModelsStreamWhenTheBrokerIsSlow() throws Exception {
        publisher.hold = true;
        try (PlanWriter writer = writer(Duration.ZERO, 1, 4)) {
            FutureTask<Void> writing = new FutureTask<>(() -> {
                for (int i = 0; i < 20; i++) {
                    writer.text("word");
                }
                end(writer);
                return null;
            });
            Thread thread = Thread.ofVirtual().start(writing);
            await().until(() -> publisher.held.size() == 4 && thread.getState() == Thread.State.WAITING);

            publisher.hold = false;
            publisher.held.forEach(ack -> ack.complete(null));

            writing.get(10, TimeUnit.SECONDS);
            assertThat(publisher.text(3)).hasSize(80);
        }
    }

    @Test
    void shouldFailTheWriterWhenARecordDoesNotReachTheBroker() throws Exception {
        publisher.fail = true;
        try (PlanWriter writer = writer(Duration.ZERO, 1, 4)) {
            assertThatThrownBy(() -> {
                        writer.text("a");
                        end(writer);
                    })
                    .isInstanceOf(PublishFailedException.class);
        }
    }
}
