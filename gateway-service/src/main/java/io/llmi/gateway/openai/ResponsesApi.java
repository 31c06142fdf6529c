package io.llmi.gateway.openai;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmi.events.Document;
import io.llmi.events.JobSummary;
import io.llmi.events.Json;
import io.llmi.gateway.GatewayConfig;
import io.llmi.gateway.conversation.Conversation;
import io.llmi.gateway.conversation.Conversations;
import io.llmi.gateway.http.EventWriter;
import io.llmi.gateway.job.JobLookup;
import io.llmi.gateway.log.JobDocuments;
import io.llmi.toolkit.blob.BlobStore;
import io.llmi.toolkit.reference.Removal;

/** {@code /v1/responses}: a response is a job under another id. */
@ApplicationScoped
class ResponsesApi {
    /** After its deadline a job has ended; this much longer may pass until its last event is here. */
    private static final Duration GRACE = Duration.ofSeconds(30);

    private final OpenAiJobs jobs;
    private final ResponseRecords records;
    private final ResponsesRequest request;
    private final JobLookup lookup;
    private final JobDocuments documents;
    private final Conversations conversations;
    private final BlobStore blobs;
    private final OpenAiConfig config;
    private final Duration stallTimeout;

    @Inject
    ResponsesApi(
            OpenAiJobs jobs,
            ResponseRecords records,
            ClientPictures pictures,
            JobLookup lookup,
            JobDocuments documents,
            Conversations conversations,
            BlobStore blobs,
            OpenAiConfig config,
            GatewayConfig gateway) {
        this.jobs = jobs;
        this.records = records;
        this.request = new ResponsesRequest(jobs.parameters(), pictures);
        this.lookup = lookup;
        this.documents = documents;
        this.conversations = conversations;
        this.blobs = blobs;
        this.config = config;
        this.stallTimeout = gateway.log().stallTimeout();
    }

    void create(OpenAiExchange exchange) throws InterruptedException, EventWriter.StalledException {
        Asked asked = request.read(jobs.parse(exchange));
        JobSummary job = jobs.submit(asked, exchange);
        ResponseRecord record = new ResponseRecord(
                job.id(),
                job.createdAt(),
                config.model(),
                asked.background(),
                asked.stream(),
                asked.store(),
                asked.previous(),
                asked.echo());
        records.write(record);
        if (asked.background()) {
            answer(record, job, asked.stream(), exchange);
            return;
        }
        try {
            answer(record, job, asked.stream(), exchange);
        } catch (InterruptedException | EventWriter.StalledException e) {
            jobs.abandon(job.id());
            throw e;
        }
    }

    private void answer(ResponseRecord record, JobSummary job, boolean stream, OpenAiExchange exchange)
            throws InterruptedException, EventWriter.StalledException {
        if (stream) {
            stream(record, job, -1, exchange);
        } else if (record.background()) {
            exchange.json(200, object(record).unfinished("queued"));
        } else {
            Duration patience = Duration.between(Instant.now(), job.deadline()).plus(GRACE);
            Document document = jobs.await(job, patience)
                    .orElseThrow(() -> new IllegalStateException(job.id() + " has not ended after its deadline"));
            exchange.json(200, object(record).of(document));
        }
    }

    void get(OpenAiExchange exchange) throws InterruptedException, EventWriter.StalledException {
        Known known = require(exchange);
        ResponseRecord record = known.record();
        JobSummary job = known.job();
        if (exchange.query("stream").filter("true"::equals).isEmpty()) {
            exchange.json(200, object(record).of(documents.read(job)));
            return;
        }
        if (!record.background() || !record.stream()) {
            // As OpenAI has it: only a background response that was created as a stream can be streamed again.
            throw OpenAiException.unknownResponse(record.id());
        }
        stream(record, job, startingAfter(exchange), exchange);
    }

    void cancel(OpenAiExchange exchange) throws InterruptedException {
        Known known = require(exchange);
        ResponseRecord record = known.record();
        JobSummary job = known.job();
        if (!record.background()) {
            throw OpenAiException.badState("Only background responses can be cancelled; close the connection instead.");
        }
        Document document = documents.read(job);
        if (!document.status().isTerminal()) {
            document = stop(job, exchange).orElse(document);
        }
        exchange.json(200, object(record).of(document));
    }

    void delete(OpenAiExchange exchange) throws InterruptedException {
        Known known = require(exchange);
        ResponseRecord record = known.record();
        JobSummary job = known.job();
        if (!documents.read(job).status().isTerminal()) {
            stop(job, exchange);
        }
        Removal removal = jobs.delete(job.id(), exchange.trace());
        ObjectNode deleted = Json.mapper().createObjectNode();
        deleted.put("id", record.id()).put("object", "response").put("deleted", true);
        deleted.putObject("llmi")
                .put("blobs_deleted", removal.removed().size())
                .put("blobs_kept", removal.kept().size());
        exchange.json(200, deleted);
    }

    void inputItems(OpenAiExchange exchange) throws InterruptedException {
        ResponseRecord record = require(exchange).record();
        Conversation conversation = conversations.of(record.job()).orElse(Conversation.EMPTY);
        exchange.json(
                200,
                InputItems.page(
                        record,
                        conversation,
                        exchange.query("limit"),
                        exchange.query("order"),
                        exchange.query("after")));
    }

    private Optional<Document> stop(JobSummary job, OpenAiExchange exchange) throws InterruptedException {
        jobs.cancel(job.id(), exchange.trace());
        return jobs.await(job, config.cancelWait());
    }

    private void stream(ResponseRecord record, JobSummary job, long after, OpenAiExchange exchange)
            throws InterruptedException, EventWriter.StalledException {
        ResponseProjection projection = new ResponseProjection(record, items(record));
        EventWriter writer = new EventWriter(exchange.request(), stallTimeout);
        exchange.stamp();
        writer.begin();
        send(writer, projection.begin(), after);
        jobs.follow(job, event -> send(writer, projection.on(event), after), writer::heartbeat);
        writer.end();
    }

    private static void send(EventWriter writer, List<ObjectNode> events, long after)
            throws InterruptedException, EventWriter.StalledException {
        for (ObjectNode event : events) {
            if (event.path("sequence_number").asLong() > after) {
                writer.write(OpenAiJson.named(event));
            }
        }
    }

    private static long startingAfter(OpenAiExchange exchange) {
        return exchange.query("starting_after")
                .map(text -> {
                    if (!text.matches("\\d{1,15}")) {
                        throw OpenAiException.invalid(
                                "starting_after", "starting_after: must be a sequence_number of this stream");
                    }
                    return Long.parseLong(text);
                })
                .orElse(-1L);
    }

    /** A response and its job, which another gateway may have taken in a moment ago. */
    private record Known(ResponseRecord record, JobSummary job) {}

    private Known require(OpenAiExchange exchange) throws InterruptedException {
        String id = exchange.pathParam("id");
        Optional<ResponseRecord> record =
                ResponseRecord.job(id).flatMap(records::read).filter(ResponseRecord::store);
        if (record.isPresent()) {
            Optional<JobSummary> job =
                    lookup.find(exchange.caller(), record.get().job());
            if (job.isPresent()) {
                return new Known(record.get(), job.get());
            }
        }
        throw OpenAiException.unknownResponse(id);
    }

    private OutputItems items(ResponseRecord record) {
        return new OutputItems(record.suffix(), blob -> blobs.get(blob.sha256()));
    }

    private ResponseObject object(ResponseRecord record) {
        return new ResponseObject(record, items(record));
    }
}
