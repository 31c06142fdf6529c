package io.llmi.judge.monitor;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.llmi.events.ImageCount;
import io.llmi.events.Reward;
import io.llmi.events.RewardSplit;
import io.llmi.events.RewardWeights;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class RewardMonitorTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final RewardMonitor monitor = new RewardMonitor(registry);

    private static Reward reward(int tags, Optional<Double> disagreement) {
        Optional<String> none = Optional.empty();
        Reward.Verdict llm = new Reward.Verdict(
                Reward.Source.MODEL,
                Map.of("text", 3.0),
                Map.of(),
                none,
                none,
                none,
                disagreement.map(apart -> new Reward.SecondOpinion("m", "v1", Map.of(), apart)),
                1);
        Reward.Verdict mllm =
                new Reward.Verdict(Reward.Source.ABSTAINED, Map.of(), Map.of(), none, none, none, Optional.empty(), 1);
        return new Reward(
                Optional.of(0.5),
                new Reward.Bounds(0.5, 0.5),
                new Reward.Components(1, Optional.of(0.5), Optional.empty(), Optional.of(0.1)),
                RewardWeights.DEFAULT,
                RewardSplit.TRAIN,
                llm,
                mllm,
                new Reward.PictureCount(ImageCount.ANY, tags, 0),
                new Reward.ToolUse(
                        List.of("code", "search"),
                        tags,
                        tags,
                        Map.of("search", new Reward.ToolCount(tags, tags, Map.of()))));
    }

    @Test
    void shouldCountDraftsThatAvoidAToolThatTheyNeed() {
        monitor.observe(reward(2, Optional.empty()));

        assertThat(registry.get("llmi.judge.tool.required")
                        .tags("tool", "code", "avoided", "true")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(registry.get("llmi.judge.tool.required")
                        .tags("tool", "search", "avoided", "false")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(registry.get("llmi.judge.verdicts")
                        .tags("judge", "mllm", "source", "abstained")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void shouldShowThatDraftsGetMoreTags() {
        for (int i = 0; i < 2000; i++) {
            monitor.observe(reward(2, Optional.empty()));
        }
        assertThat(registry.get("llmi.judge.tags.drift").gauge().value()).isCloseTo(0, within(1e-6));

        for (int i = 0; i < 200; i++) {
            monitor.observe(reward(8, Optional.empty()));
        }

        assertThat(registry.get("llmi.judge.tags.recent").gauge().value()).isGreaterThan(7);
        assertThat(registry.get("llmi.judge.tags.drift").gauge().value()).isGreaterThan(4);
    }

    @Test
    void shouldRecordHowFarJudgesAreApart() {
        monitor.observe(reward(1, Optional.of(0.25)));
        monitor.observe(reward(1, Optional.empty()));

        var summary =
                registry.get("llmi.judge.disagreement").tags("judge", "llm").summary();
        assertThat(summary.count()).isEqualTo(1);
        assertThat(summary.mean()).isEqualTo(0.25);
    }
}
