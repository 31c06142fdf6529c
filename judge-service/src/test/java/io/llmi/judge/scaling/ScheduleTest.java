package io.llmi.judge.scaling;

import java.time.Instant;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ScheduleTest {
    private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");

    @Test
    void shouldLeaveTimeForEachStageAndForTheDocumentItself() {
        Schedule schedule = Schedule.of(NOW, NOW.plusSeconds(100), 0.45, 0.8);

        assertThat(schedule.written()).isEqualTo(NOW.plusSeconds(45));
        assertThat(schedule.criticsAnswer()).isBetween(schedule.written(), schedule.scored());
        assertThat(schedule.scored()).isBefore(schedule.made());
        assertThat(schedule.judgesAnswer()).isBetween(schedule.made(), schedule.judged());
        assertThat(schedule.judged()).isEqualTo(NOW.plusSeconds(80));
    }

    @Test
    void shouldBeOverAtOnceWhenTheDeadlineHasPassed() {
        assertThat(Schedule.of(NOW, NOW.minusSeconds(5), 0.45, 0.8).judged()).isEqualTo(NOW);
    }
}
