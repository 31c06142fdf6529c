package io.llmi.judge.run;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.llmi.events.Document;
import io.llmi.events.EventCodec;
import io.llmi.events.ImageCount;
import io.llmi.events.JobControl;
import io.llmi.events.JobId;
import io.llmi.events.JobStatus;
import io.llmi.events.JobSubmitted;
import io.llmi.events.Message;
import io.llmi.events.Scaling;
import io.llmi.events.Topics;
import io.llmi.events.TraceParent;
import io.llmi.judge.run.RunFailedException.Kind;
import io.llmi.judge.subject.Thinking;
import io.llmi.toolkit.kafka.EventPublisher;
import org.jboss.logging.Logger;

/**
 * Makes the document of a completion: a job that brings its own draft goes the way of all jobs, so what is judged is
 * what the system really makes of the text. Thread-safe, blocking.
 */
@ApplicationScoped
public class CompletionRuns {
    /** Whose jobs these are, beside the users' ones. */
    public static final String TENANT = JobSubmitted.internalTenant("judge");

    private static final Logger LOG = Logger.getLogger(CompletionRuns.class);
    private static final EventCodec<JobSubmitted> JOBS = EventCodec.of(JobSubmitted.class);
    private static final EventCodec<JobControl> CONTROL = EventCodec.of(JobControl.class);
    private static final int MAX_IMAGES = 98;
    private static final Duration PUBLISH = Duration.ofSeconds(10);
    /** The assembler closes a job at its deadline; its record needs a moment to come here. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final EventPublisher publisher;
    private final DocumentWaits documents;
    private final Clock clock = Clock.tickMillis(ZoneOffset.UTC);

    @Inject
    public CompletionRuns(EventPublisher publisher, DocumentWaits documents) {
        this.publisher = publisher;
        this.documents = documents;
    }

    /**
     * Runs the completion's tools and returns the document as it is at the end or when the time is up.
     *
     * @throws RunFailedException if there is none, by no fault of the completion
     * @throws InterruptedException if interrupted; the job is cancelled then
     */
    public Document run(Completion completion, Duration time, TraceParent trace)
            throws RunFailedException, InterruptedException {
        Instant now = clock.instant();
        JobSubmitted job = job(completion, now, now.plus(time));
        CompletableFuture<Document> closed = documents.await(job.id());
        try {
            publish(job, trace);
            Document document = closed.get(time.plus(GRACE).toMillis(), TimeUnit.MILLISECONDS);
            return requireWritten(document, completion);
        } catch (TimeoutException e) {
            cancel(job.id(), trace);
            throw new RunFailedException(Kind.PIPELINE, "The completion was not made into a document in time.", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a document is never completed with a failure", e);
        } catch (InterruptedException e) {
            cancel(job.id(), trace);
            throw e;
        } finally {
            documents.forget(job.id());
        }
    }

    private static JobSubmitted job(Completion completion, Instant now, Instant deadline) {
        List<Integer> inputs =
                IntStream.range(0, completion.inputs().size()).boxed().toList();
        return new JobSubmitted(
                        JobId.timeOrdered(now),
                        TENANT,
                        now,
                        deadline,
                        List.of(new Message(Message.Role.USER, completion.question(), inputs)),
                        completion.inputs(),
                        ImageCount.ANY,
                        List.of(),
                        Scaling.NONE,
                        MAX_IMAGES,
                        Map.of("purpose", "reward"),
                        Optional.empty())
                .withGivenDraft(completion.text());
    }

    private void publish(JobSubmitted job, TraceParent trace) throws RunFailedException, InterruptedException {
        try {
            publisher
                    .publish(Topics.JOBS, job.id().value(), job, JOBS, trace)
                    .get(PUBLISH.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new RunFailedException(
                    Kind.UNAVAILABLE, "Kafka did not take the completion's job; try again later.", e);
        }
        LOG.debugf(
                "%s: a completion of %d characters runs",
                job.id(), job.givenDraft().map(String::length).orElse(0));
    }

    /** A draft that nobody took up is an outage, not an empty document. */
    private static Document requireWritten(Document document, Completion completion) throws RunFailedException {
        boolean blank = Thinking.strip(completion.text()).isBlank();
        if (document.status() == JobStatus.CANCELLED || document.parts().isEmpty() && !blank) {
            throw new RunFailedException(
                    Kind.PIPELINE,
                    "The completion was not made into a document: "
                            + document.error().orElse("the job ended without one."),
                    null);
        }
        return document;
    }

    private void cancel(JobId job, TraceParent trace) {
        JobControl cancel = new JobControl.Cancel(job, clock.instant(), "its reward is no longer wanted");
        publisher
                .publish(Topics.JOB_CONTROL, job.value(), cancel, CONTROL, trace)
                .whenComplete((done, failure) -> {
                    if (failure != null) {
                        LOG.warnf("%s: could not be cancelled: %s", job, failure.getMessage());
                    }
                });
    }
}
