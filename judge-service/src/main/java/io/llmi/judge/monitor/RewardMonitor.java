package io.llmi.judge.monitor;

import java.util.Locale;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.llmi.events.Reward;
import io.llmi.events.Reward.ToolCount;
import io.llmi.events.Reward.Verdict;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * Counts what tells of a planner that learns to please its judges rather than its readers: tools that it should have
 * used and avoids, tags that become more or fewer, judges that no longer agree. Thread-safe.
 */
@ApplicationScoped
public class RewardMonitor {
    private static final int RECENT = 64;
    private static final int LONG = 2048;

    private final MeterRegistry registry;
    private final Drift tags = new Drift(RECENT, LONG);
    private final Drift rewards = new Drift(RECENT, LONG);

    @Inject
    public RewardMonitor(MeterRegistry registry) {
        this.registry = registry;
        Gauge.builder("llmi.judge.tags.recent", tags, Drift::recent)
                .description("Mean number of tags in the last drafts")
                .register(registry);
        Gauge.builder("llmi.judge.tags.drift", tags, Drift::value)
                .description("Mean number of tags in the last drafts less that of the last thousands")
                .register(registry);
        Gauge.builder("llmi.judge.reward.drift", rewards, Drift::value)
                .description("Mean reward of the last drafts less that of the last thousands")
                .register(registry);
    }

    /** Takes note of a reward. */
    public void observe(Reward reward) {
        tags.add(reward.tools().attempted());
        reward.reward().ifPresent(value -> {
            rewards.add(value);
            DistributionSummary.builder("llmi.judge.reward")
                    .description("Rewards, from 0 to the sum of the weights")
                    .register(registry)
                    .record(value);
        });
        for (String tool : reward.tools().required()) {
            ToolCount count = reward.tools().byTool().get(tool);
            boolean avoided = count == null || count.attempted() == 0;
            Counter.builder("llmi.judge.tool.required")
                    .description("Drafts that needed a tool; the share of avoided ones is the avoidance rate")
                    .tag("tool", tool)
                    .tag("avoided", Boolean.toString(avoided))
                    .register(registry)
                    .increment();
        }
        verdict("llm", reward.llm());
        verdict("mllm", reward.mllm());
    }

    private void verdict(String judge, Verdict verdict) {
        Counter.builder("llmi.judge.verdicts")
                .description("Verdicts by where they come from; abstained and outage are failures of a judge")
                .tag("judge", judge)
                .tag("source", verdict.source().name().toLowerCase(Locale.ROOT))
                .register(registry)
                .increment();
        verdict.second()
                .ifPresent(second -> DistributionSummary.builder("llmi.judge.disagreement")
                        .description("How far two judges are apart, from 0 to 1")
                        .tag("judge", judge)
                        .register(registry)
                        .record(second.disagreement()));
    }
}
