package io.llmi.judge.scaling;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.llmi.events.ImageCount;
import io.llmi.events.JobId;
import io.llmi.events.JobSubmitted;
import io.llmi.events.Message;
import io.llmi.events.Scaling;
import io.llmi.events.ScalingReport;
import io.llmi.events.TokenUsage;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class OffspringTest {
    private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");
    private static final JobSubmitted JOB = new JobSubmitted(
            JobId.derived("t", "k"),
            "acme",
            NOW,
            NOW.plus(Duration.ofMinutes(1)),
            List.of(Message.user("Write about tides")),
            List.of(),
            ImageCount.exactly(2),
            List.of("code"),
            new Scaling(4, 2, 3, true),
            8,
            Map.of("k", "v"),
            Optional.of("https://example.org/hook"));

    @Test
    void shouldHaveIdsOfTheirOwnThatFollowFromJobAndAttempt() {
        Offspring first = new Offspring(JOB, 1);
        Set<JobId> ids = new HashSet<>();
        for (int i = 0; i < 4; i++) {
            ids.add(first.write(i, NOW, NOW).id());
            ids.add(first.make(i, 0, "d", NOW, NOW).id());
            ids.add(first.make(i, 1, "d", NOW, NOW).id());
            ids.add(new Offspring(JOB, 2).write(i, NOW, NOW).id());
        }

        assertThat(ids).hasSize(16).doesNotContain(JOB.id());
        assertThat(first.write(0, NOW, NOW).id())
                .isEqualTo(new Offspring(JOB, 1).write(0, NOW, NOW).id());
    }

    @Test
    void shouldBeNobodysJobsAndCallNobodyBack() {
        JobSubmitted child = new Offspring(JOB, 1).write(1, NOW, NOW);

        assertThat(JobSubmitted.isInternal(child.tenant())).isTrue();
        assertThat(JobSubmitted.isInternal(JOB.tenant())).isFalse();
        assertThat(child.webhookUrl()).isEmpty();
        assertThat(child.wantsCandidates()).isFalse();
        assertThat(child.written()).isTrue();
    }

    @Test
    void shouldSampleTheFirstAsTheJobSaysAndTheOthersDifferently() {
        Offspring offspring = new Offspring(JOB, 1);

        assertThat(offspring.write(0, NOW, NOW).sampling()).isEqualTo(JOB.sampling());
        Set<Object> samplings = new HashSet<>();
        for (int i = 1; i < 4; i++) {
            samplings.add(offspring.write(i, NOW, NOW).sampling());
        }
        assertThat(samplings).hasSize(3);
    }

    @Test
    void shouldGiveTheJobItsDraftAndAskForNoCandidatesAgain() {
        ScalingReport report =
                new ScalingReport(TokenUsage.NONE, Optional.empty(), List.of(), List.of(), List.of(), Optional.empty());

        JobSubmitted chosen = new Offspring(JOB, 1).chosen("the draft", report);

        assertThat(chosen.id()).isEqualTo(JOB.id());
        assertThat(chosen.givenDraft()).contains("the draft");
        assertThat(chosen.wantsCandidates()).isFalse();
        assertThat(new Offspring(JOB, 1).plain(report).wantsCandidates()).isFalse();
        assertThat(JOB.wantsCandidates()).isTrue();
    }
}
