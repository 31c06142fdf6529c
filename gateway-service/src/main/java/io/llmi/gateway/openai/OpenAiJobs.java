package io.llmi.gateway.openai;

import java.time.Duration;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmi.events.Document;
import io.llmi.events.DocumentEvent;
import io.llmi.events.JobId;
import io.llmi.events.JobSummary;
import io.llmi.events.ToolManifest;
import io.llmi.events.TraceParent;
import io.llmi.gateway.GatewayConfig;
import io.llmi.gateway.http.EventWriter;
import io.llmi.gateway.job.Submissions;
import io.llmi.gateway.log.JobFeed;
import io.llmi.gateway.log.JobFeeds;
import io.llmi.toolkit.reference.Removal;
import io.llmi.toolkit.tool.ToolRegistry;
import org.jboss.logging.Logger;

/** The jobs behind both APIs: submits, follows and stops them. Thread-safe, blocking. */
@ApplicationScoped
class OpenAiJobs {
    private static final Logger LOG = Logger.getLogger(OpenAiJobs.class);

    private final Submissions submissions;
    private final JobFeeds feeds;
    private final GatewayConfig.Log log;
    private final Parameters parameters;

    @Inject
    OpenAiJobs(Submissions submissions, JobFeeds feeds, GatewayConfig config, OpenAiConfig openAi, ToolRegistry tools) {
        this.submissions = submissions;
        this.feeds = feeds;
        this.log = config.log();
        this.parameters = new Parameters(
                openAi.model(),
                () -> tools.tools().stream().map(ToolManifest::name).toList());
    }

    Parameters parameters() {
        return parameters;
    }

    ObjectNode parse(OpenAiExchange exchange) {
        return submissions.parse(exchange.body());
    }

    JobSummary submit(Asked asked, OpenAiExchange exchange) throws InterruptedException {
        return submissions.submit(
                exchange.caller(), asked.job(), exchange.body(), exchange.header("Idempotency-Key"), exchange.trace());
    }

    void cancel(JobId job, TraceParent trace) throws InterruptedException {
        submissions.cancel(job, trace);
    }

    /** Stops the job of a client that went away, whose thread is interrupted by now. */
    void abandon(JobId job) {
        Thread.interrupted();
        try {
            submissions.cancel(job, TraceParent.start());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.warnf("%s: its client went away and it could not be stopped: %s", job, e.getMessage());
        }
    }

    Removal delete(JobId job, TraceParent trace) throws InterruptedException {
        return submissions.delete(job, trace);
    }

    /** Takes one event after the other. */
    @FunctionalInterface
    interface Reader {
        void event(DocumentEvent event) throws InterruptedException, EventWriter.StalledException;
    }

    /** Called while nothing happens. */
    @FunctionalInterface
    interface Idle {
        void idle() throws InterruptedException, EventWriter.StalledException;
    }

    /** Hands the job's events out from the first to the last. */
    void follow(JobSummary job, Reader reader, Idle idle) throws InterruptedException, EventWriter.StalledException {
        JobFeed feed = feeds.open(job);
        while (!feed.ended()) {
            var events = feed.next(log.heartbeat());
            if (events.isEmpty()) {
                idle.idle();
            }
            for (DocumentEvent event : events) {
                reader.event(event);
            }
        }
    }

    /**
     * The document when its job has ended.
     *
     * @return empty if it did not in time
     */
    Optional<Document> await(JobSummary job, Duration patience) throws InterruptedException {
        JobFeed feed = feeds.open(job);
        long end = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() < end) {
            for (DocumentEvent event : feed.next(Duration.ofNanos(Math.max(1, end - System.nanoTime())))) {
                if (event instanceof DocumentEvent.Closed closed) {
                    return Optional.of(closed.document());
                }
            }
        }
        return Optional.empty();
    }
}
