package io.llmi.judge.stage;

import java.time.Clock;
import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.llmi.events.Topics;
import io.llmi.judge.JudgeConfig;
import io.llmi.judge.monitor.RewardMonitor;
import io.llmi.judge.opinion.Panel;
import io.llmi.toolkit.job.JobControls;
import io.llmi.toolkit.kafka.EventPublisher;
import io.llmi.toolkit.kafka.KafkaSettings;
import io.llmi.toolkit.lifecycle.Component;
import io.llmi.toolkit.queue.SlotPool;

/** Takes drafts to be judged into slots. */
@ApplicationScoped
public class JudgeStage implements Component {
    // A verdict takes long: what does not end now is judged again by another process.
    private static final Duration DRAIN = Duration.ofSeconds(2);

    private final SlotPool pool;

    @Inject
    public JudgeStage(
            JudgeConfig config,
            KafkaSettings kafka,
            EventPublisher publisher,
            JobControls controls,
            Panel panel,
            RewardMonitor monitor) {
        this.pool = new SlotPool(
                Topics.JUDGE_REQUESTS,
                Topics.JUDGE_GROUP,
                config.stage().slots(),
                DRAIN,
                kafka,
                new DraftJudge(config, publisher, controls, panel, monitor, Clock.systemUTC()));
    }

    @Override
    public String name() {
        return "judge";
    }

    @Override
    public Phase phase() {
        return Phase.WORK;
    }

    @Override
    public void start() {
        pool.start();
    }

    @Override
    public void stop() {
        pool.stop();
    }
}
