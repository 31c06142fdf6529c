package io.llmi.planner;

import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;

import io.llmi.events.DraftId;
import io.llmi.events.JobSubmitted;
import io.llmi.events.PlanContext;
import io.llmi.events.PlanOutcome;
import io.llmi.events.ScalingReport;
import io.llmi.events.TokenUsage;
import io.llmi.events.ToolManifest;
import io.llmi.events.TraceParent;
import io.llmi.planner.backend.BackendSource;
import io.llmi.planner.backend.PlanRequest;
import io.llmi.planner.backend.PlanResult;
import io.llmi.planner.backend.PlannerBackend;
import io.llmi.planner.backend.PlannerException;
import io.llmi.planner.backend.TextSink;
import io.llmi.toolkit.kafka.EventPublisher;
import io.llmi.toolkit.queue.ShareQueue.Disposition;
import org.jboss.logging.Logger;

/**
 * Writes one draft: streams the backend into {@link PlanWriter}, starts again in a new epoch if the stream breaks off,
 * and always says how it ended. Thread-safe.
 */
final class DraftPlanner {
    private static final Logger LOG = Logger.getLogger(DraftPlanner.class);
    private static final long EPOCHS_PER_DELIVERY = 100;

    private final EventPublisher publisher;
    private final ToolChoice toolChoice;
    private final BackendSource backends;
    private final PlanWriter.Settings coalesce;
    private final int restarts;

    /** @param restarts how often a draft that broke off is started again, less than 100 */
    DraftPlanner(
            EventPublisher publisher,
            ToolChoice toolChoice,
            BackendSource backends,
            PlanWriter.Settings coalesce,
            int restarts) {
        this.publisher = publisher;
        this.toolChoice = toolChoice;
        this.backends = backends;
        this.coalesce = coalesce;
        this.restarts = restarts;
    }

    /**
     * Writes the draft on the calling thread.
     *
     * @param deliveryCount of the job's record, from 1
     * @param stopped whether an interrupt means that the job is no longer wanted, not that the process stops
     */
    Disposition plan(JobSubmitted job, int deliveryCount, TraceParent trace, BooleanSupplier stopped) {
        Draft draft = new Draft(job, (deliveryCount - 1) * EPOCHS_PER_DELIVERY, trace);
        try (draft) {
            try {
                write(job, draft);
                return Disposition.ACCEPT;
            } catch (InterruptedException e) {
                if (!stopped.getAsBoolean()) {
                    LOG.infof("job %s: released, the planner stops", job.id());
                    return Disposition.RELEASE;
                }
                LOG.infof("job %s: planning stopped, the job is no longer wanted", job.id());
                draft.end(PlanOutcome.CANCELLED, Optional.empty(), TokenUsage.NONE);
                return Disposition.ACCEPT;
            }
        } catch (PublishFailedException | InterruptedException e) {
            LOG.warnf("job %s: released, %s", job.id(), e);
            return Disposition.RELEASE;
        }
    }

    private void write(JobSubmitted job, Draft draft) throws InterruptedException {
        List<ToolManifest> tools = toolChoice.of(job);
        try {
            PlannerBackend backend = backend(job);
            draft.start(context(job, tools, backend.name(), backend.model()));
            PlanResult result = stream(backend, new PlanRequest(job, tools), draft);
            draft.end(result.outcome(), result.message(), result.usage());
            LOG.infof(
                    "job %s: planned by %s %s, %s, %d tokens",
                    job.id(),
                    backend.name(),
                    backend.model(),
                    result.outcome(),
                    result.usage().outputTokens());
        } catch (PlannerException e) {
            LOG.warnf("job %s: planning failed: %s", job.id(), e.getMessage());
            fail(job, tools, draft, e.error().message());
        } catch (PublishFailedException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.errorf(e, "job %s: planning failed by a defect", job.id());
            fail(job, tools, draft, "The planner failed by a defect; its log names this job.");
        }
    }

    private PlannerBackend backend(JobSubmitted job) throws PlannerException, InterruptedException {
        return job.givenDraft().isPresent()
                ? new GivenDraft(job.givenDraft().get(), job.scaled().flatMap(ScalingReport::writer))
                : backends.current();
    }

    private PlanResult stream(PlannerBackend backend, PlanRequest request, Draft draft)
            throws PlannerException, InterruptedException {
        for (int restart = 0; ; restart++) {
            try {
                return backend.stream(request, draft);
            } catch (PlannerException e) {
                if (!e.isRetryable() || !draft.wroteSinceRestart() || restart >= restarts) {
                    throw e;
                }
                LOG.warnf("job %s: the draft starts again: %s", request.job().id(), e.getMessage());
                draft.restart();
            }
        }
    }

    private static void fail(JobSubmitted job, List<ToolManifest> tools, Draft draft, String message)
            throws InterruptedException {
        if (!draft.isStarted()) {
            draft.start(context(job, tools, "none", "none"));
        }
        PlanOutcome outcome = draft.wrote() ? PlanOutcome.TRUNCATED : PlanOutcome.FAILED;
        draft.end(outcome, Optional.of(message), TokenUsage.NONE);
    }

    private static PlanContext context(JobSubmitted job, List<ToolManifest> tools, String backend, String model) {
        return new PlanContext(
                tools.stream().map(ToolManifest::name).toList(),
                tools.stream()
                        .filter(ToolManifest::needsSource)
                        .map(ToolManifest::name)
                        .toList(),
                job.images().size(),
                job.deadline(),
                job.written() ? 0 : job.maxImages(),
                backend,
                model,
                job.budget());
    }

    /**
     * The runs of one draft. A restart opens its new run only with its first text: if it brings none, what the run
     * before it wrote still stands.
     */
    private final class Draft implements TextSink, AutoCloseable {
        private final DraftId id;
        private final long firstEpoch;
        private final TraceParent trace;
        private Optional<PlanWriter> writer = Optional.empty();
        private Optional<PlanContext> context = Optional.empty();
        private int runs;
        private boolean wrote;
        private boolean restarting;

        Draft(JobSubmitted job, long firstEpoch, TraceParent trace) {
            this.id = new DraftId(job.id(), 0);
            this.firstEpoch = firstEpoch;
            this.trace = trace;
        }

        boolean isStarted() {
            return writer.isPresent();
        }

        boolean wrote() {
            return wrote;
        }

        boolean wroteSinceRestart() {
            return wrote && !restarting;
        }

        void restart() {
            restarting = true;
        }

        PlanWriter start(PlanContext newContext) throws InterruptedException {
            close();
            context = Optional.of(newContext);
            String run = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
            PlanWriter opened =
                    new PlanWriter(publisher, new PlanWriter.Run(id, firstEpoch + runs, run, trace), coalesce);
            runs++;
            writer = Optional.of(opened);
            opened.started(newContext);
            return opened;
        }

        @Override
        public void text(String piece) throws InterruptedException {
            if (restarting && !piece.isEmpty()) {
                start(context.orElseThrow());
                restarting = false;
            }
            wrote |= !piece.isEmpty();
            writer.orElseThrow().text(piece);
        }

        void end(PlanOutcome outcome, Optional<String> message, TokenUsage usage) throws InterruptedException {
            if (writer.isPresent()) {
                writer.get().ended(outcome, message, usage);
            }
        }

        @Override
        public void close() {
            writer.ifPresent(PlanWriter::close);
        }
    }
}
