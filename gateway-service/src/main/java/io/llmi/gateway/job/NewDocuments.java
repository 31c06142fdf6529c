package io.llmi.gateway.job;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import io.llmi.events.BlobRef;
import io.llmi.events.Budget;
import io.llmi.events.Document;
import io.llmi.events.JobId;
import io.llmi.events.JobStatus;
import io.llmi.events.JobSubmitted;
import io.llmi.events.JobSummary;
import io.llmi.gateway.GatewayConfig;
import io.llmi.gateway.conversation.Conversation;
import io.llmi.gateway.conversation.Conversations;
import io.llmi.gateway.http.ProblemException;
import io.llmi.gateway.log.JobDocuments;
import io.llmi.toolkit.access.Caller;

/** Orders documents that a planner is to write, alone or going on from an earlier one. Thread-safe, blocking. */
@ApplicationScoped
class NewDocuments {
    private final InputPictures pictures;
    private final Conversations conversations;
    private final JobDocuments documents;
    private final JobLookup lookup;
    private final GatewayConfig.Limits limits;

    NewDocuments(
            InputPictures pictures,
            Conversations conversations,
            JobDocuments documents,
            JobLookup lookup,
            GatewayConfig config) {
        this.pictures = pictures;
        this.conversations = conversations;
        this.documents = documents;
        this.lookup = lookup;
        this.limits = config.limits();
    }

    Order order(Caller caller, JobRequest request) {
        return new NewDocument(caller, request);
    }

    /** The request's own turns after those that it goes on from. */
    private Conversation conversation(Caller caller, JobId job, JobRequest request) throws InterruptedException {
        Conversation before = request.previous().isPresent()
                ? continued(caller, request.previous().get())
                : Conversation.EMPTY;
        List<BlobRef> images = pictures.store(job, request.pictures());
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

    private Conversation continued(Caller caller, JobId previous) throws InterruptedException {
        JobSummary job = lookup.find(caller, previous)
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
            Conversation conversation = conversation(caller, summary.id(), request);
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
}
