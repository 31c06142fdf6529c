package io.llmi.gateway.job;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.regex.Pattern;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmi.events.BlobRef;
import io.llmi.events.Budget;
import io.llmi.events.Document;
import io.llmi.events.EventCodec;
import io.llmi.events.JobControl;
import io.llmi.events.JobId;
import io.llmi.events.JobStatus;
import io.llmi.events.JobSubmitted;
import io.llmi.events.JobSummary;
import io.llmi.events.ToolManifest;
import io.llmi.events.Topics;
import io.llmi.events.TraceParent;
import io.llmi.gateway.GatewayConfig;
import io.llmi.gateway.conversation.Conversation;
import io.llmi.gateway.conversation.Conversations;
import io.llmi.gateway.http.ProblemException;
import io.llmi.gateway.log.DocumentArchive;
import io.llmi.gateway.log.JobDocuments;
import io.llmi.gateway.log.JobLogs;
import io.llmi.gateway.log.SummaryTable;
import io.llmi.gateway.quota.Quotas;
import io.llmi.gateway.webhook.WebhookAddresses;
import io.llmi.toolkit.access.Caller;
import io.llmi.toolkit.blob.BlobStore;
import io.llmi.toolkit.kafka.EventPublisher;
import io.llmi.toolkit.tool.ToolRegistry;
import org.jboss.logging.Logger;

/** Takes jobs in, and takes them out again. A method that returned has its record acknowledged by Kafka. */
@ApplicationScoped
public class Submissions {
    private static final Logger LOG = Logger.getLogger(Submissions.class);
    private static final EventCodec<JobSubmitted> SUBMITTED = EventCodec.of(JobSubmitted.class);
    private static final EventCodec<JobControl> CONTROL = EventCodec.of(JobControl.class);
    private static final Pattern VISIBLE = Pattern.compile("[\\x21-\\x7e]{1,255}");

    private final GatewayConfig.Admission config;
    private final JobRequestReader reader;
    private final InputPictures pictures;
    private final Conversations conversations;
    private final JobDocuments documents;
    private final GatewayConfig.Limits limits;
    private final EventPublisher publisher;
    private final SummaryTable summaries;
    private final JobLogs logs;
    private final DocumentArchive archive;
    private final Quotas quotas;
    private final Admissions admissions;
    /** To the millisecond, as Kafka has it: a moment looks the same wherever it comes back from. */
    private final Clock clock = Clock.tickMillis(ZoneOffset.UTC);

    @Inject
    Submissions(
            GatewayConfig config,
            WebhookAddresses webhooks,
            ToolRegistry tools,
            InputPictures pictures,
            Conversations conversations,
            JobDocuments documents,
            BlobStore blobs,
            EventPublisher publisher,
            SummaryTable summaries,
            JobLogs logs,
            DocumentArchive archive,
            Quotas quotas) {
        this.config = config.admission();
        this.reader = new JobRequestReader(
                config, () -> tools.tools().stream().map(ToolManifest::name).toList(), webhooks);
        this.pictures = pictures;
        this.conversations = conversations;
        this.documents = documents;
        this.limits = config.limits();
        this.publisher = publisher;
        this.summaries = summaries;
        this.logs = logs;
        this.archive = archive;
        this.quotas = quotas;
        this.admissions = new Admissions(blobs, clock, config.admission().publishTimeout(), Thread::sleep);
    }

    /** @throws ProblemException if the body is not one JSON object */
    public ObjectNode parse(byte[] body) {
        return reader.parse(body);
    }

    /** Takes a job in whose body is the jobs API's own. */
    JobSummary submit(Caller caller, byte[] body, Optional<String> key, TraceParent trace) throws InterruptedException {
        return submit(caller, reader.parse(body), body, key, trace);
    }

    /**
     * Takes a job in, once for each idempotency key.
     *
     * @param asked in the jobs API's form, whatever form the body has
     * @param body what the client sent: the same for the same submission
     * @throws ProblemException if it is not accepted; then nothing was sent
     */
    public JobSummary submit(Caller caller, ObjectNode asked, byte[] body, Optional<String> key, TraceParent trace)
            throws InterruptedException {
        return submit(caller, () -> new NewDocument(caller, reader.read(asked)), body, key, trace);
    }

    /**
     * Takes a job in, once for each idempotency key.
     *
     * @param asked reads the order; not called if the job was taken in before
     * @param sent what the client sent: the same for the same submission
     * @throws ProblemException if it is not accepted; then nothing was sent
     */
    public JobSummary submit(Caller caller, Supplier<Order> asked, byte[] sent, Optional<String> key, TraceParent trace)
            throws InterruptedException {
        if (key.isEmpty()) {
            Order order = asked.get();
            Instant now = clock.instant();
            JobSummary summary = order.summary(JobId.timeOrdered(now), now);
            publish(caller, summary, order, trace);
            return shown(summary, true);
        }
        if (!VISIBLE.matcher(key.get()).matches()) {
            throw ProblemException.invalid("Idempotency-Key", "must be 1 to 255 visible ASCII characters");
        }
        JobId id = JobId.derived(caller.tenant(), key.get());
        String hash = sha256(sent);
        Optional<Admission> earlier = admissions.published(id, hash);
        return earlier.isPresent() ? shown(earlier.get().job(), false) : submitOnce(caller, id, hash, asked, trace);
    }

    private JobSummary submitOnce(Caller caller, JobId id, String hash, Supplier<Order> asked, TraceParent trace)
            throws InterruptedException {
        Order order = asked.get();
        return switch (admissions.admit(id, hash, now -> order.summary(id, now))) {
            case Admissions.Decision.Replay replay -> shown(replay.admission().job(), false);
            case Admissions.Decision.Publish decision -> {
                Admission admission = decision.admission();
                try {
                    publish(caller, admission.job(), order, trace);
                } catch (ProblemException e) {
                    admissions.markFailed(id, admission);
                    throw e;
                }
                admissions.markPublished(id, admission);
                yield shown(admission.job(), false);
            }
        };
    }

    /** The request's own turns after those that it goes on from. */
    private Conversation conversation(Caller caller, JobRequest request) throws InterruptedException {
        Conversation before =
                request.previous().map(previous -> continued(caller, previous)).orElse(Conversation.EMPTY);
        List<BlobRef> images = pictures.store(request.pictures());
        Conversation whole = before.then(new Conversation(request.messages(), images));
        if (whole.images().size() > limits.conversationImages()
                || whole.messages().size() > limits.messages()) {
            throw ProblemException.invalid(
                    "previous_job_id",
                    "the conversation has grown to %d messages and %d pictures, at most %d and %d are accepted; begin a new one"
                            .formatted(
                                    whole.messages().size(),
                                    whole.images().size(),
                                    limits.messages(),
                                    limits.conversationImages()));
        }
        return whole;
    }

    private Conversation continued(Caller caller, JobId previous) {
        JobSummary job = summaries
                .find(previous)
                .filter(found -> caller.sees(found.tenant()))
                .orElseThrow(() -> ProblemException.invalid("previous_job_id", "there is no job of this id"));
        Document document = documents.read(job);
        if (!document.status().isTerminal()) {
            throw ProblemException.conflict(
                    "job-not-ended",
                    "The job has not ended",
                    "previous_job_id: that job is still being written; wait for its end or cancel it first");
        }
        return conversations
                .of(previous)
                .orElseThrow(() -> ProblemException.invalid(
                        "previous_job_id", "the conversation of that job is no longer kept; begin a new one"))
                .answeredBy(document);
    }

    /** Asks for the job to be stopped. */
    public void cancel(JobId job, TraceParent trace) throws InterruptedException {
        JobControl cancel = new JobControl.Cancel(job, clock.instant(), "cancelled by the client");
        await(job, publisher.publish(Topics.JOB_CONTROL, job.value(), cancel, CONTROL, trace));
        LOG.infof("%s: cancellation requested", job);
    }

    /** Removes an ended job from list and store. Pictures stay: other jobs may have the same ones. */
    public void delete(JobId job, TraceParent trace) throws InterruptedException {
        archive.delete(job);
        admissions.forget(job);
        conversations.delete(job);
        await(job, publisher.tombstone(Topics.JOB_SUMMARIES, job.value(), trace));
        summaries.remove(job);
        logs.forget(job);
        LOG.infof("%s: deleted", job);
    }

    /** Counted before any work is done for it, and no longer if nothing comes of it. */
    private void publish(Caller caller, JobSummary summary, Order order, TraceParent trace)
            throws InterruptedException {
        quotas.reserve(caller, summary.id(), summary.deadline());
        boolean done = false;
        try {
            publish(order.job(summary), trace);
            done = true;
        } finally {
            if (!done) {
                quotas.withdraw(caller, summary.id());
            }
        }
    }

    private void publish(JobSubmitted job, TraceParent trace) throws InterruptedException {
        // Before the job: whoever sees it end can go on from it.
        conversations.keep(job);
        await(job.id(), publisher.publish(Topics.JOBS, job.id().value(), job, SUBMITTED, trace));
        LOG.infof("%s: accepted, trace %s", job.id(), trace.traceId());
    }

    private void await(JobId job, CompletableFuture<Void> acknowledged) throws InterruptedException {
        try {
            acknowledged.get(config.publishTimeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.errorf("%s: Kafka did not acknowledge: %s", job, e);
            throw ProblemException.unavailable(
                    "the request could not be queued; try again, with an Idempotency-Key to be safe from doubles",
                    Duration.ofSeconds(2));
        }
    }

    /** @param begins whether nothing of the job can have happened before */
    private JobSummary shown(JobSummary summary, boolean begins) {
        summaries.accepted(summary);
        if (begins) {
            logs.begin(summary.id());
        }
        return summaries.find(summary.id()).orElse(summary);
    }

    /** A document that a planner is to write. */
    private final class NewDocument implements Order {
        private final Caller caller;
        private final JobRequest request;

        NewDocument(Caller caller, JobRequest request) {
            this.caller = caller;
            this.request = request;
        }

        @Override
        public JobSummary summary(JobId id, Instant now) {
            return new JobSummary(
                    id,
                    caller.tenant(),
                    JobStatus.QUEUED,
                    now,
                    now.plusSeconds(request.deadlineSeconds()),
                    Optional.empty(),
                    JobSummary.excerpt(request.prompt()),
                    0,
                    request.metadata());
        }

        @Override
        public JobSubmitted job(JobSummary summary) throws InterruptedException {
            Conversation conversation = conversation(caller, request);
            return new JobSubmitted(
                    summary.id(),
                    summary.tenant(),
                    summary.createdAt(),
                    summary.deadline(),
                    conversation.messages(),
                    conversation.images(),
                    request.imageCount(),
                    request.tools(),
                    request.scaling(),
                    request.maxImages(),
                    request.metadata(),
                    request.webhookUrl(),
                    request.sampling(),
                    Optional.empty(),
                    false,
                    Optional.empty(),
                    request.maxCost().map(cost -> new Budget(summary.id(), cost)),
                    Optional.empty());
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
