package io.llmi.judge.scaling;

import java.time.Clock;
import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.llmi.events.Topics;
import io.llmi.judge.JudgeConfig;
import io.llmi.judge.opinion.Panel;
import io.llmi.judge.run.DocumentWaits;
import io.llmi.toolkit.blob.BlobStore;
import io.llmi.toolkit.job.JobControls;
import io.llmi.toolkit.kafka.EventPublisher;
import io.llmi.toolkit.kafka.KafkaSettings;
import io.llmi.toolkit.lifecycle.Component;
import io.llmi.toolkit.queue.SlotPool;
import io.llmi.toolkit.reference.BlobReferences;
import io.llmi.toolkit.tool.ToolRegistry;

/** Takes jobs that want candidates into slots. */
@ApplicationScoped
public class ScalingStage implements Component {
    // A coordination takes long: another process begins it anew.
    private static final Duration DRAIN = Duration.ofSeconds(2);

    private final SlotPool pool;

    @Inject
    public ScalingStage(
            JudgeConfig config,
            KafkaSettings kafka,
            EventPublisher publisher,
            JobControls controls,
            DocumentWaits documents,
            DraftWatch watch,
            Panel panel,
            BlobStore blobs,
            BlobReferences references,
            ToolRegistry tools) {
        Clock clock = Clock.systemUTC();
        this.pool = new SlotPool(
                Topics.JOBS,
                Topics.SCALING_GROUP,
                config.scaling().slots(),
                DRAIN,
                kafka,
                new ScaledJobs(
                        config.scaling(),
                        controls,
                        new OffspringRuns(publisher, documents, watch, references, clock),
                        new Critics(panel),
                        new Settlements(blobs),
                        tools,
                        clock));
    }

    @Override
    public String name() {
        return "test-time scaling";
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
