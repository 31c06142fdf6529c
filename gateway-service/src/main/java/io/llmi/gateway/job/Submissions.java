package io.llmi.gateway.job;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmi.events.BlobRef;
import io.llmi.events.JobId;
import io.llmi.events.JobSubmitted;
import io.llmi.events.JobSummary;
import io.llmi.events.Revision;
import io.llmi.events.ToolManifest;
import io.llmi.events.TraceParent;
import io.llmi.gateway.GatewayConfig;
import io.llmi.gateway.conversation.Conversations;
import io.llmi.gateway.http.ProblemException;
import io.llmi.gateway.log.JobLogs;
import io.llmi.gateway.log.SummaryTable;
import io.llmi.gateway.quota.Quotas;
import io.llmi.gateway.webhook.WebhookAddresses;
import io.llmi.toolkit.access.Caller;
import io.llmi.toolkit.blob.BlobStore;
import io.llmi.toolkit.reference.BlobReferences;
import io.llmi.toolkit.reference.JobObjects;
import io.llmi.toolkit.reference.Removal;
import io.llmi.toolkit.tool.ToolRegistry;
import org.jboss.logging.Logger;

/** Takes jobs in, and takes them out again. A method that returned has its record acknowledged by Kafka. */
@ApplicationScoped
public class Submissions {
    private static final Logger LOG = Logger.getLogger(Submissions.class);
    private static final Pattern VISIBLE = Pattern.compile("[\\x21-\\x7e]{1,255}");

    private final JobRequestReader reader;
    private final NewDocuments written;
    private final JobTopics topics;
    private final Conversations conversations;
    private final SummaryTable summaries;
    private final JobLogs logs;
    private final BlobStore blobs;
    private final BlobReferences references;
    private final Quotas quotas;
    private final Admissions admissions;
    /** To the millisecond, as Kafka has it: a moment looks the same wherever it comes back from. */
    private final Clock clock = Clock.tickMillis(ZoneOffset.UTC);

    @Inject
    Submissions(
            GatewayConfig config,
            WebhookAddresses webhooks,
            ToolRegistry tools,
            NewDocuments written,
            JobTopics topics,
            Conversations conversations,
            BlobStore blobs,
            SummaryTable summaries,
            JobLogs logs,
            BlobReferences references,
            Quotas quotas) {
        this.reader = new JobRequestReader(
                config, () -> tools.tools().stream().map(ToolManifest::name).toList(), webhooks);
        this.written = written;
        this.topics = topics;
        this.conversations = conversations;
        this.summaries = summaries;
        this.logs = logs;
        this.blobs = blobs;
        this.references = references;
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
        return submit(caller, () -> written.order(caller, reader.read(asked)), body, key, trace);
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
        references.revive(id);
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

    /** The job with all pictures that it begins with counted as its own, whatever becomes of the jobs they come from. */
    private JobSubmitted complete(Order order, JobSummary summary) throws InterruptedException {
        try {
            JobSubmitted job = order.job(summary);
            List<String> pictures = pictures(job).map(BlobRef::sha256).toList();
            references.refer(job.id(), pictures);
            if (!pictures.stream().allMatch(blobs::exists)) {
                throw ProblemException.conflict(
                        "pictures-not-kept",
                        "Pictures are no longer kept",
                        "pictures of the job that this one goes on from were deleted meanwhile; begin a new one");
            }
            return job;
        } catch (ProblemException e) {
            references.release(summary.id());
            throw e;
        }
    }

    private static Stream<BlobRef> pictures(JobSubmitted job) {
        Stream<BlobRef> kept = job.revision().stream()
                .flatMap(revision -> revision.pieces().stream())
                .flatMap(piece -> piece instanceof Revision.Kept one ? one.image().blob().stream() : Stream.empty());
        return Stream.concat(job.images().stream(), kept);
    }

    /** Asks for the job to be stopped. */
    public void cancel(JobId job, TraceParent trace) throws InterruptedException {
        topics.cancel(job, clock.instant(), trace);
        LOG.infof("%s: cancellation requested", job);
    }

    /** Removes an ended job from list and store, and the pictures that no other job uses. */
    public Removal delete(JobId job, TraceParent trace) throws InterruptedException {
        Removal removal = references.delete(job);
        admissions.forget(job);
        conversations.delete(job);
        blobs.deleteObject(JobObjects.response(job));
        topics.forget(job, trace);
        summaries.remove(job);
        logs.forget(job);
        LOG.infof(
                "%s: deleted with %d pictures; %d are used elsewhere",
                job, removal.removed().size(), removal.kept().size());
        return removal;
    }

    /** Counted before any work is done for it, and no longer if nothing comes of it. */
    private void publish(Caller caller, JobSummary summary, Order order, TraceParent trace)
            throws InterruptedException {
        quotas.reserve(caller, summary.id(), summary.deadline());
        boolean done = false;
        try {
            JobSubmitted job = complete(order, summary);
            // Before the job: whoever sees it end can go on from it.
            conversations.keep(job);
            topics.submit(job, trace);
            LOG.infof("%s: accepted, trace %s", job.id(), trace.traceId());
            done = true;
        } finally {
            if (!done) {
                quotas.withdraw(caller, summary.id());
            }
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

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
