package io.llmi.toolkit.tool;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.llmi.events.EventCodec;
import io.llmi.events.ToolFailure;
import io.llmi.events.ToolOutcome;
import io.llmi.events.ToolPreview;
import io.llmi.events.ToolRequest;
import io.llmi.events.ToolResult;
import io.llmi.events.ToolSuccess;
import io.llmi.events.Topics;
import io.llmi.events.TraceParent;
import io.llmi.toolkit.kafka.EventPublisher;
import io.llmi.toolkit.queue.ShareQueue.Delivery;
import org.jboss.logging.Logger;

/** Publishes what a tool says about its calls. Thread-safe. */
final class ResultSender {
    private static final Logger LOG = Logger.getLogger(ResultSender.class);
    private static final String WORKER = "%s@%d"
            .formatted(
                    System.getenv().getOrDefault("HOSTNAME", "localhost"),
                    ProcessHandle.current().pid());

    private final EventPublisher publisher;
    private final EventCodec<ToolResult> results = EventCodec.of(ToolResult.class);

    ResultSender(EventPublisher publisher) {
        this.publisher = publisher;
    }

    static ToolResult result(
            ToolRequest request, ToolOutcome outcome, Delivery delivery, Instant started, Instant finished) {
        return new ToolResult(
                request.call(),
                request.work().tool(),
                request.fingerprint(),
                outcome,
                delivery.deliveryCount(),
                WORKER,
                request.requestedAt(),
                started,
                finished);
    }

    /** @throws Exception if the broker does not take it within two minutes */
    void send(ToolResult result, TraceParent trace) throws Exception {
        publish(result, trace).get(2, TimeUnit.MINUTES);
        switch (result.outcome()) {
            case ToolSuccess success ->
                LOG.infof(
                        "call %s: %s made a picture in %d ms",
                        result.call(),
                        result.tool(),
                        Duration.between(result.startedAt(), result.finishedAt())
                                .toMillis());
            case ToolFailure failure ->
                LOG.infof("call %s: %s failed with %s", result.call(), result.tool(), failure.code());
            case ToolPreview preview -> LOG.debugf("call %s: preview %d", result.call(), preview.number());
        }
    }

    /** Does not wait, and does not mind if it fails. */
    void sendSoon(ToolResult result, TraceParent trace) {
        publish(result, trace).whenComplete((done, failure) -> {
            if (failure != null) {
                LOG.warnf("call %s: a preview was not published: %s", result.call(), failure.getMessage());
            }
        });
    }

    private CompletableFuture<Void> publish(ToolResult result, TraceParent trace) {
        return publisher.publish(Topics.TOOL_RESULTS, result.call().job().value(), result, results, trace.child());
    }
}
