package io.llmi.judge.scaling;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.llmi.events.Document;
import io.llmi.events.Document.ImagePart;
import io.llmi.events.Document.ImageStatus;
import io.llmi.events.EventCodec;
import io.llmi.events.JobControl;
import io.llmi.events.JobId;
import io.llmi.events.JobSubmitted;
import io.llmi.events.TokenUsage;
import io.llmi.events.ToolResult;
import io.llmi.events.Topics;
import io.llmi.events.TraceParent;
import io.llmi.judge.run.DocumentWaits;
import io.llmi.toolkit.kafka.EventPublisher;
import io.llmi.toolkit.reference.BlobReferences;
import org.jboss.logging.Logger;

/** Submits candidates' jobs and waits for what comes of them. Thread-safe, blocking. */
final class OffspringRuns {
    private static final Logger LOG = Logger.getLogger(OffspringRuns.class);
    private static final EventCodec<JobSubmitted> JOBS = EventCodec.of(JobSubmitted.class);
    private static final EventCodec<JobControl> CONTROL = EventCodec.of(JobControl.class);
    private static final Duration PUBLISH = Duration.ofSeconds(10);

    /** The final event comes on another topic than what it is made of. */
    private static final Duration LAG = Duration.ofSeconds(5);

    private final EventPublisher publisher;
    private final DocumentWaits documents;
    private final DraftWatch watch;
    private final BlobReferences references;
    private final Clock clock;

    OffspringRuns(
            EventPublisher publisher,
            DocumentWaits documents,
            DraftWatch watch,
            BlobReferences references,
            Clock clock) {
        this.publisher = publisher;
        this.documents = documents;
        this.watch = watch;
        this.references = references;
        this.clock = clock;
    }

    /**
     * What came of one job.
     *
     * @param written nothing if no planner had a part in it
     * @param results the last outcome of each of its calls
     */
    record Outcome(DraftWatch.Draft written, Document document, List<ToolResult> results) {
        String draft() {
            return written.text();
        }

        TokenUsage tokens() {
            return written.tokens();
        }
    }

    /**
     * Runs the job to its end, which is at its deadline at the latest; empty if nothing came of it.
     *
     * @param parent which takes the job along when it is deleted
     * @throws InterruptedException if interrupted; the job is cancelled then
     */
    Optional<Outcome> run(JobId parent, JobSubmitted job, TraceParent trace) throws InterruptedException {
        JobId id = job.id();
        references.adopt(parent, id);
        CompletableFuture<Document> closed = documents.await(id);
        watch.watch(id);
        boolean over = false;
        try {
            publish(job, trace);
            Duration patience =
                    Duration.between(clock.instant(), job.deadline()).plus(LAG);
            Document document = closed.get(Math.max(1, patience.toMillis()), TimeUnit.MILLISECONDS);
            over = true;
            Optional<DraftWatch.Draft> draft =
                    job.revision().isPresent() ? Optional.of(DraftWatch.Draft.NONE) : watch.draft(id, LAG);
            if (draft.isEmpty()) {
                return Optional.empty();
            }
            List<ToolResult> results = watch.results(id, ready(document), LAG);
            return Optional.of(new Outcome(draft.get(), document, results));
        } catch (TimeoutException e) {
            LOG.infof("candidate job %s: nothing came of it in time", id);
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a document is never completed with a failure", e);
        } finally {
            documents.forget(id);
            watch.forget(id);
            if (!over) {
                cancel(id, trace);
            }
        }
    }

    /** Submits the job itself again; returns when the broker has it. */
    void publish(JobSubmitted job, TraceParent trace) throws InterruptedException {
        try {
            publisher
                    .publish(Topics.JOBS, job.id().value(), job, JOBS, trace)
                    .get(PUBLISH.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("Kafka did not take job " + job.id(), e);
        }
    }

    /** Says in the job's log what happened to a candidate; a client may miss it if Kafka does. */
    void tell(JobControl.Progress progress, TraceParent trace) {
        send(progress, trace);
    }

    /** Cancels a job that nobody waits for. */
    void cancel(JobId job, TraceParent trace) {
        send(new JobControl.Cancel(job, clock.instant(), "its candidate is no longer wanted"), trace);
    }

    private void send(JobControl control, TraceParent trace) {
        publisher
                .publish(Topics.JOB_CONTROL, control.job().value(), control, CONTROL, trace)
                .whenComplete((done, failure) -> {
                    if (failure != null) {
                        LOG.warnf("%s: a control record was lost: %s", control.job(), failure.getMessage());
                    }
                });
    }

    private static int ready(Document document) {
        return (int) document.parts().stream()
                .filter(part -> part instanceof ImagePart image && image.status() == ImageStatus.READY)
                .count();
    }
}
