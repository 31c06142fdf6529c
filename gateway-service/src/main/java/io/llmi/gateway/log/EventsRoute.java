package io.llmi.gateway.log;

import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

import io.llmi.events.Document;
import io.llmi.events.JobId;
import io.llmi.events.JobSummary;
import io.llmi.gateway.GatewayConfig;
import io.llmi.gateway.http.EventWriter;
import io.llmi.gateway.http.HttpProblems;
import io.llmi.gateway.http.ProblemException;
import io.llmi.gateway.http.StreamConnection;
import io.llmi.gateway.quota.Quotas;
import io.llmi.toolkit.access.AccessGate;
import io.llmi.toolkit.access.Caller;
import io.llmi.toolkit.lifecycle.Component;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.jboss.logging.Logger;

/** {@code GET /v1/jobs/{id}/events}: a job's log as server-sent events. */
@ApplicationScoped
class EventsRoute implements Component {
    private static final Logger LOG = Logger.getLogger(EventsRoute.class);

    private final SummaryTable summaries;
    private final JobLogs logs;
    private final DocumentArchive archive;
    private final GatewayConfig config;
    private final Quotas quotas;
    private final ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger open = new AtomicInteger();

    @Inject
    EventsRoute(SummaryTable summaries, JobLogs logs, DocumentArchive archive, GatewayConfig config, Quotas quotas) {
        this.summaries = summaries;
        this.logs = logs;
        this.archive = archive;
        this.config = config;
        this.quotas = quotas;
    }

    void register(@Observes Router router) {
        router.get("/v1/jobs/:id/events").handler(context -> readers.execute(() -> serve(context)));
    }

    @Override
    public String name() {
        return "event streams";
    }

    @Override
    public Phase phase() {
        return Phase.SERVE;
    }

    @Override
    public void start() {
        LOG.debugf("heartbeat every %s", config.log().heartbeat());
    }

    /** Breaks the streams off: their clients resume on another gateway. */
    @Override
    public void stop() {
        readers.shutdownNow();
    }

    /** How many clients are being served. */
    int openStreams() {
        return open.get();
    }

    private void serve(RoutingContext context) {
        open.incrementAndGet();
        try {
            answer(context);
        } finally {
            open.decrementAndGet();
        }
    }

    private void answer(RoutingContext context) {
        HttpServerResponse response = context.response();
        Thread reader = Thread.currentThread();
        response.closeHandler(closed -> reader.interrupt());
        response.exceptionHandler(failure -> reader.interrupt());
        String id = context.pathParam("id");
        try {
            stream(context, id);
        } catch (InterruptedException e) {
            // The client went away, or the server stops; closing twice does no harm.
            StreamConnection.close(context.request());
        } catch (EventWriter.StalledException e) {
            LOG.infof("%s: dropped a client that takes no events", id);
            StreamConnection.drop(context.request());
        } catch (RuntimeException e) {
            if (response.headWritten()) {
                LOG.errorf(e, "%s: an event stream broke off", id);
                StreamConnection.close(context.request());
            } else {
                HttpProblems.fail(context, e);
            }
        }
    }

    private void stream(RoutingContext context, String id) throws InterruptedException, EventWriter.StalledException {
        Caller caller = AccessGate.caller(context);
        if (!JobId.isValid(id)) {
            throw ProblemException.notFound("there is no job of this id");
        }
        JobSummary job = summaries
                .await(new JobId(id))
                .filter(found -> caller.sees(found.tenant()))
                .orElseThrow(() -> ProblemException.notFound("there is no job of this id"));
        Optional<String> lastEventId = Optional.ofNullable(context.request().getHeader("Last-Event-ID"));
        Optional<String> after = Optional.ofNullable(context.request().getParam("after"));
        Optional<Document> archived = job.status().isTerminal() ? archive.read(job.id()) : Optional.empty();
        try (Quotas.Stream counted = quotas.openStream(caller)) {
            new EventStream(logs, config.log(), job, context.request())
                    .run(ResumePoint.after(lastEventId, after), archived);
        }
    }
}
