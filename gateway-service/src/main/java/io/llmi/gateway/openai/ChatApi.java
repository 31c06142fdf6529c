package io.llmi.gateway.openai;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.llmi.events.Document;
import io.llmi.events.DocumentEvent;
import io.llmi.events.JobStatus;
import io.llmi.events.JobSummary;
import io.llmi.gateway.GatewayConfig;
import io.llmi.gateway.http.EventWriter;

/** {@code /v1/chat/completions}: the document as one message, its pictures as Markdown images. */
@ApplicationScoped
class ChatApi {
    private static final Duration GRACE = Duration.ofSeconds(30);

    private final OpenAiJobs jobs;
    private final ChatRequest request;
    private final OpenAiConfig config;
    private final Duration stallTimeout;

    @Inject
    ChatApi(OpenAiJobs jobs, ClientPictures pictures, OpenAiConfig config, GatewayConfig gateway) {
        this.jobs = jobs;
        this.request = new ChatRequest(jobs.parameters(), pictures);
        this.config = config;
        this.stallTimeout = gateway.log().stallTimeout();
    }

    void create(OpenAiExchange exchange) throws InterruptedException, EventWriter.StalledException {
        Asked asked = request.read(jobs.parse(exchange));
        JobSummary job = jobs.submit(asked, exchange);
        ChatObjects objects = new ChatObjects(
                "chatcmpl-" + job.id().value().substring("job_".length()), job.createdAt(), config.model());
        String base = config.publicUrl().map(URI::toString).orElseGet(exchange::origin);
        ChatProjection projection = new ChatProjection(blob -> base + "/v1/blobs/" + blob.sha256());
        try {
            if (asked.stream()) {
                stream(job, objects, projection, asked.usage(), exchange);
            } else {
                whole(job, objects, projection, exchange);
            }
        } catch (InterruptedException | EventWriter.StalledException e) {
            // There is no way back to a chat whose connection is gone.
            jobs.abandon(job.id());
            throw e;
        }
    }

    private void whole(JobSummary job, ChatObjects objects, ChatProjection projection, OpenAiExchange exchange)
            throws InterruptedException {
        Duration patience = Duration.between(Instant.now(), job.deadline()).plus(GRACE);
        Document document = jobs.await(job, patience)
                .orElseThrow(() -> new IllegalStateException(job.id() + " has not ended after its deadline"));
        if (document.status() == JobStatus.FAILED) {
            throw OpenAiException.failed(document.error());
        }
        exchange.json(200, objects.completion(String.join("", projection.deltas(document)), document));
    }

    private void stream(
            JobSummary job, ChatObjects objects, ChatProjection projection, boolean usage, OpenAiExchange exchange)
            throws InterruptedException, EventWriter.StalledException {
        EventWriter writer = new EventWriter(exchange.request(), stallTimeout);
        exchange.stamp();
        writer.begin();
        writer.write(OpenAiJson.unnamed(objects.role(usage)));
        Growing growing = new Growing(job);
        jobs.follow(
                job,
                event -> {
                    if (event instanceof DocumentEvent.Reset) {
                        for (String text : projection.reset()) {
                            writer.write(OpenAiJson.unnamed(objects.content(text, usage)));
                        }
                    }
                    for (String text : projection.deltas(growing.after(event))) {
                        writer.write(OpenAiJson.unnamed(objects.content(text, usage)));
                    }
                },
                writer::heartbeat);
        finish(writer, objects, growing.document, usage);
    }

    private static void finish(EventWriter writer, ChatObjects objects, Document document, boolean usage)
            throws InterruptedException, EventWriter.StalledException {
        if (document.status() == JobStatus.FAILED) {
            writer.write(
                    OpenAiJson.unnamed(OpenAiException.failed(document.error()).body()));
        } else {
            writer.write(OpenAiJson.unnamed(objects.finish(document, usage)));
            if (usage) {
                writer.write(OpenAiJson.unnamed(objects.usage(document)));
            }
        }
        writer.write(OpenAiJson.DONE);
        writer.end();
    }

    /** The document as the events so far make it. */
    private static final class Growing {
        private Document document;

        Growing(JobSummary job) {
            document = Document.empty(job.id(), job.excerpt(), job.createdAt());
        }

        Document after(DocumentEvent event) {
            document = document.after(event);
            return document;
        }
    }
}
