package io.llmi.judge.scaling;

import java.time.Clock;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;

import io.llmi.events.EventCodec;
import io.llmi.events.JobSubmitted;
import io.llmi.events.MalformedEventException;
import io.llmi.events.TraceParent;
import io.llmi.judge.JudgeConfig;
import io.llmi.toolkit.job.JobControls;
import io.llmi.toolkit.queue.ShareQueue.Delivery;
import io.llmi.toolkit.queue.ShareQueue.Disposition;
import io.llmi.toolkit.queue.ShareQueue.Handler;
import io.llmi.toolkit.tool.ToolRegistry;
import org.jboss.logging.Logger;

/**
 * Coordinates each job that wants candidates, and submits it again with the draft that won, whose calls are settled
 * beforehand. A coordination that died with its process is done again under other ids. Thread-safe.
 */
final class ScaledJobs implements Handler {
    private static final Logger LOG = Logger.getLogger(ScaledJobs.class);
    private static final EventCodec<JobSubmitted> JOBS = EventCodec.of(JobSubmitted.class);

    private final JudgeConfig.Scaling config;
    private final JobControls controls;
    private final OffspringRuns runs;
    private final Critics critics;
    private final Settlements settlements;
    private final ToolRegistry tools;
    private final Clock clock;

    ScaledJobs(
            JudgeConfig.Scaling config,
            JobControls controls,
            OffspringRuns runs,
            Critics critics,
            Settlements settlements,
            ToolRegistry tools,
            Clock clock) {
        this.config = config;
        this.controls = controls;
        this.runs = runs;
        this.critics = critics;
        this.settlements = settlements;
        this.tools = tools;
        this.clock = clock;
    }

    @Override
    public Disposition handle(Delivery delivery) throws Exception {
        JobSubmitted job;
        try {
            job = JOBS.decode(delivery.value());
        } catch (MalformedEventException e) {
            // The planner sends it to the dead letters.
            return Disposition.ACCEPT;
        }
        if (!job.wantsCandidates()
                || controls.isStopped(job.id())
                || !clock.instant().isBefore(job.deadline())) {
            return Disposition.ACCEPT;
        }
        return coordinate(job, delivery.deliveryCount(), delivery.trace().child());
    }

    private Disposition coordinate(JobSubmitted job, int attempt, TraceParent trace) throws Exception {
        AtomicBoolean stopped = new AtomicBoolean();
        FutureTask<Disposition> task = new FutureTask<>(() -> {
            decide(job, attempt, trace);
            return Disposition.ACCEPT;
        });
        Thread worker = Thread.ofVirtual().name("scaling-" + job.id()).start(task);
        try (AutoCloseable forget = controls.onStop(job.id(), () -> {
            stopped.set(true);
            worker.interrupt();
        })) {
            return task.get();
        } catch (InterruptedException e) {
            worker.interrupt();
            return Disposition.RELEASE;
        } catch (ExecutionException e) {
            if (stopped.get()) {
                LOG.infof("job %s: its candidates were stopped, it is no longer wanted", job.id());
                return Disposition.ACCEPT;
            }
            LOG.errorf(e.getCause(), "job %s: released, its candidates failed by a defect", job.id());
            return Disposition.RELEASE;
        }
    }

    private void decide(JobSubmitted job, int attempt, TraceParent trace) throws InterruptedException {
        Offspring offspring = new Offspring(job, attempt);
        Workshop workshop = new Workshop(
                job,
                offspring,
                runs,
                critics,
                settlements,
                Schedule.of(clock.instant(), job.deadline(), config.writeShare(), config.makeShare()),
                tools.tools(),
                trace,
                clock);
        Coordination.Decision decision = new Coordination(workshop, config).decide();
        decision.made().ifPresent(made -> settlements.settle(job.id(), made.results()));
        runs.publish(
                decision.draft()
                        .map(draft -> offspring.chosen(draft.draft(), decision.report()))
                        .orElseGet(() -> offspring.plain(decision.report())),
                trace);
        LOG.infof(
                "job %s: %s of %d candidates was chosen",
                job.id(),
                decision.draft().map(draft -> "number " + draft.number()).orElse("none"),
                job.scaling().samples());
    }
}
