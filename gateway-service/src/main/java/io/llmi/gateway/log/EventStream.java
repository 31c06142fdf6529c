package io.llmi.gateway.log;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.llmi.events.Document;
import io.llmi.events.DocumentEvent;
import io.llmi.events.JobSummary;
import io.llmi.gateway.GatewayConfig;
import io.llmi.gateway.http.EventWriter;
import io.llmi.gateway.http.EventWriter.StalledException;
import io.llmi.gateway.http.ProblemException;
import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/** One client reading one job's log. Runs on a virtual thread of its own, which waits where the client is slow. */
final class EventStream {
    /** How far another gateway may be ahead of this one when a client changes over. */
    private static final Duration LAG = Duration.ofSeconds(2);

    private final JobLogs logs;
    private final GatewayConfig.Log config;
    private final JobSummary job;
    private final HttpServerResponse response;
    private final EventWriter writer;

    EventStream(JobLogs logs, GatewayConfig.Log config, JobSummary job, HttpServerRequest request) {
        this.logs = logs;
        this.config = config;
        this.job = job;
        this.response = request.response();
        this.writer = new EventWriter(request, config.stallTimeout());
    }

    /**
     * Streams until the log's last event is sent.
     *
     * @param asked the first position to send
     * @param archived the job's document, for a job whose log is gone
     * @throws InterruptedException if the client went away or the server stops
     * @throws StalledException if the client takes nothing
     */
    void run(long asked, Optional<Document> archived) throws InterruptedException, StalledException {
        Optional<JobLog> opened = logs.open(job);
        if (opened.isEmpty()) {
            Document document =
                    archived.orElseThrow(() -> ProblemException.notFound("the events of this job are no longer kept"));
            runArchived(asked, document);
            return;
        }
        JobLog log = opened.get();
        long from = ResumePoint.within(log, asked, LAG);
        if (from > 0 && log.isEnded() && from >= log.nextSeq()) {
            // Tells a browser's EventSource not to come back.
            response.setStatusCode(204).end();
            return;
        }
        begin();
        follow(log, from);
        response.end();
    }

    private void follow(JobLog first, long start) throws InterruptedException, StalledException {
        JobLog log = first;
        long from = start;
        while (true) {
            JobLog.Read read = log.read(from, config.heartbeat());
            if (read.lost()) {
                Optional<JobLog> reopened = logs.reopen(job);
                if (reopened.isEmpty()) {
                    return;
                }
                log = reopened.get();
            } else if (read.entries().isEmpty()) {
                writer.heartbeat();
            } else {
                writer.write(shared(read.entries()));
                from = read.entries().getLast().seq() + 1;
                if (read.ended()) {
                    return;
                }
            }
        }
    }

    private void runArchived(long seq, Document document) throws InterruptedException, StalledException {
        begin();
        Instant at = document.completedAt().orElse(document.createdAt());
        writer.write(shared(List.of(LogEntry.of(new DocumentEvent.Closed(document.id(), seq, at, document)))));
        response.end();
    }

    private void begin() throws InterruptedException, StalledException {
        writer.begin();
        writer.write(Buffer.buffer(": events of " + job.id() + "\n\n"));
    }

    /** The entries' own bytes, not a copy of them. */
    @SuppressWarnings("deprecation")
    private static Buffer shared(List<LogEntry> entries) {
        byte[][] arrays = entries.stream().map(LogEntry::sse).toArray(byte[][]::new);
        return Buffer.buffer(Unpooled.wrappedBuffer(arrays.length, arrays));
    }
}
