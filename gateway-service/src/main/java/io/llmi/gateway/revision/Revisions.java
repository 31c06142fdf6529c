package io.llmi.gateway.revision;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmi.events.BlobRef;
import io.llmi.events.Budget;
import io.llmi.events.Document;
import io.llmi.events.ImageCount;
import io.llmi.events.JobId;
import io.llmi.events.JobStatus;
import io.llmi.events.JobSubmitted;
import io.llmi.events.JobSummary;
import io.llmi.events.Json;
import io.llmi.events.Revision;
import io.llmi.events.Scaling;
import io.llmi.events.TraceParent;
import io.llmi.gateway.GatewayConfig;
import io.llmi.gateway.conversation.Conversations;
import io.llmi.gateway.http.ProblemException;
import io.llmi.gateway.job.InputPictures;
import io.llmi.gateway.job.JobLookup;
import io.llmi.gateway.job.Order;
import io.llmi.gateway.job.Submissions;
import io.llmi.gateway.log.JobDocuments;
import io.llmi.toolkit.access.Caller;
import io.llmi.toolkit.tool.ToolRegistry;

/** Takes in the jobs that have an ended document again with one picture changed. Thread-safe, blocking. */
@ApplicationScoped
class Revisions {
    private final JobLookup lookup;
    private final JobDocuments documents;
    private final Conversations conversations;
    private final ToolRegistry tools;
    private final InputPictures pictures;
    private final Submissions submissions;
    private final GatewayConfig config;
    private final ChangeReader reader;
    private final ParamsCheck check = new ParamsCheck();

    @Inject
    Revisions(
            JobLookup lookup,
            JobDocuments documents,
            Conversations conversations,
            ToolRegistry tools,
            InputPictures pictures,
            Submissions submissions,
            GatewayConfig config) {
        this.lookup = lookup;
        this.documents = documents;
        this.conversations = conversations;
        this.tools = tools;
        this.pictures = pictures;
        this.submissions = submissions;
        this.config = config;
        this.reader = new ChangeReader(config.limits());
    }

    /**
     * Takes a revision in, once for each idempotency key.
     *
     * @param job as the path names it, and {@code picture} likewise
     * @throws ProblemException if it is not accepted; then nothing was sent
     */
    JobSummary submit(Caller caller, String job, String picture, byte[] body, Optional<String> key, TraceParent trace)
            throws InterruptedException {
        JobSummary old = lookup.require(caller, job);
        return submissions.submit(
                caller, () -> order(caller, old, picture, body), sent(old.id(), picture, body), key, trace);
    }

    private Order order(Caller caller, JobSummary old, String number, byte[] body) {
        ObjectNode asked = body.length == 0 ? Json.mapper().createObjectNode() : submissions.parse(body);
        ChangeReader.Asked wanted = reader.read(asked);
        Document document = documents.read(old);
        if (!document.status().isTerminal()) {
            throw ProblemException.conflict(
                    "job-not-ended",
                    "The job has not ended",
                    "pictures of ended documents can be changed; wait for this one's end or cancel it first");
        }
        Conversations.Asked before = conversations
                .asked(old.id())
                .orElseThrow(() -> ProblemException.conflict(
                        "job-not-kept",
                        "What the job was asked is no longer kept",
                        "pictures of this document can no longer be changed; have it written anew"));
        Revising revising = new Revising(document, before.images().size(), tools.tools(), before.tools(), check);
        Document.ImagePart picture = revising.picture(number);
        Source source = source(revising, picture, wanted.change());
        return new RevisionOrder(
                caller, old, before, wanted.maxCost(), config.deadline().defaultSeconds(), source);
    }

    /** Refuses at once what can be refused without storing a picture. */
    private Source source(Revising revising, Document.ImagePart picture, Change change) {
        return switch (change) {
            case Change.Again again -> Source.of(revising.again(picture, again.seed()));
            case Change.Differently wanted -> Source.of(revising.differently(picture, wanted));
            case Change.Replaced replaced ->
                () -> {
                    BlobRef image = pictures.store(List.of(replaced.picture())).getFirst();
                    return revising.replaced(picture, image, replaced.description());
                };
        };
    }

    /** The same body for another picture is another submission. */
    private static byte[] sent(JobId job, String picture, byte[] body) {
        byte[] head = (job + "/images/" + picture + "\n").getBytes(StandardCharsets.UTF_8);
        byte[] whole = Arrays.copyOf(head, head.length + body.length);
        System.arraycopy(body, 0, whole, head.length, body.length);
        return whole;
    }

    /** Makes the document of it, at the latest possible moment. */
    @FunctionalInterface
    private interface Source {
        Revision revision() throws InterruptedException;

        static Source of(Revision revision) {
            return () -> revision;
        }
    }

    private record RevisionOrder(
            Caller caller,
            JobSummary old,
            Conversations.Asked before,
            Optional<BigDecimal> maxCost,
            int deadlineSeconds,
            Source source)
            implements Order {
        @Override
        public JobSummary summary(JobId id, Instant now) {
            return new JobSummary(
                    id,
                    caller.tenant(),
                    JobStatus.QUEUED,
                    now,
                    now.plusSeconds(deadlineSeconds),
                    Optional.empty(),
                    old.excerpt(),
                    0,
                    old.metadata(),
                    Optional.of(old.id()),
                    0);
        }

        @Override
        public JobSubmitted job(JobSummary summary) throws InterruptedException {
            return new JobSubmitted(
                            summary.id(),
                            summary.tenant(),
                            summary.createdAt(),
                            summary.deadline(),
                            before.messages(),
                            before.images(),
                            ImageCount.ANY,
                            before.tools(),
                            Scaling.NONE,
                            JobSubmitted.DEFAULT_MAX_IMAGES,
                            summary.metadata(),
                            Optional.empty())
                    .withRevision(source.revision(), maxCost.map(cost -> new Budget(summary.id(), cost)));
        }
    }
}
