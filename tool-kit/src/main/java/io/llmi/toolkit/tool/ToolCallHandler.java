package io.llmi.toolkit.tool;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;

import io.llmi.events.BlobRef;
import io.llmi.events.EventCodec;
import io.llmi.events.FailureCode;
import io.llmi.events.FinalOutcome;
import io.llmi.events.MalformedEventException;
import io.llmi.events.ToolFailure;
import io.llmi.events.ToolRequest;
import io.llmi.events.ToolResult;
import io.llmi.events.ToolSuccess;
import io.llmi.events.Topics;
import io.llmi.toolkit.blob.BlobStore;
import io.llmi.toolkit.image.ImageInspector;
import io.llmi.toolkit.image.ImageInspector.Inspected;
import io.llmi.toolkit.image.ImageInspector.NotAnImageException;
import io.llmi.toolkit.job.JobControls;
import io.llmi.toolkit.kafka.EventPublisher;
import io.llmi.toolkit.queue.DeadLetters;
import io.llmi.toolkit.queue.ShareQueue.Delivery;
import io.llmi.toolkit.queue.ShareQueue.Disposition;
import io.llmi.toolkit.queue.ShareQueue.Handler;
import org.jboss.logging.Logger;

/**
 * Takes one request through: read, run, store, publish, and only then acknowledge. Whatever is published is published
 * before the acknowledgement, so a worker's death repeats a call but never loses one; the assembler keeps the first
 * result of a call.
 */
final class ToolCallHandler implements Handler {
    private static final Logger LOG = Logger.getLogger(ToolCallHandler.class);
    /** The broker's default {@code group.share.delivery.count.limit}: after it a record is dropped silently. */
    private static final int LAST_DELIVERY = 5;

    private final Tool tool;
    private final CallRunner runner;
    private final EventPublisher publisher;
    private final DeadLetters deadLetters;
    private final BlobStore blobs;
    private final JobControls jobs;
    private final ToolSettings settings;
    private final Clock clock;
    private final String worker = "%s@%d"
            .formatted(
                    System.getenv().getOrDefault("HOSTNAME", "localhost"),
                    ProcessHandle.current().pid());
    private final EventCodec<ToolRequest> requests = EventCodec.of(ToolRequest.class);
    private final EventCodec<ToolResult> results = EventCodec.of(ToolResult.class);

    ToolCallHandler(
            Tool tool,
            CallRunner runner,
            EventPublisher publisher,
            BlobStore blobs,
            JobControls jobs,
            ToolSettings settings,
            Clock clock) {
        this.tool = tool;
        this.runner = runner;
        this.publisher = publisher;
        this.deadLetters = new DeadLetters(publisher, clock);
        this.blobs = blobs;
        this.jobs = jobs;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public Disposition handle(Delivery delivery) throws Exception {
        ToolRequest request;
        try {
            request = requests.decode(delivery.value());
        } catch (MalformedEventException e) {
            deadLetters.sendAside(delivery, e.getMessage());
            return Disposition.REJECT;
        }
        Instant started = clock.instant();
        try {
            FinalOutcome outcome = outcome(request, delivery);
            publish(request, outcome, delivery, started);
            return Disposition.ACCEPT;
        } catch (CancellationException e) {
            LOG.infof("call %s: cancelled", request.call());
            ToolFailure cancelled = new ToolFailure(FailureCode.CANCELLED, "the job was stopped");
            publish(request, cancelled, delivery, started);
            return Disposition.ACCEPT;
        } catch (RuntimeException e) {
            if (delivery.deliveryCount() < LAST_DELIVERY) {
                throw e;
            }
            LOG.errorf(e, "call %s: given up after %d deliveries", request.call(), delivery.deliveryCount());
            deadLetters.sendAside(delivery, "given up after %d deliveries: %s".formatted(delivery.deliveryCount(), e));
            ToolFailure failure = new ToolFailure(
                    FailureCode.BACKEND_ERROR, "the tool's service failed repeatedly; its log says why");
            publish(request, failure, delivery, started);
            return Disposition.REJECT;
        }
    }

    private FinalOutcome outcome(ToolRequest request, Delivery delivery) throws Exception {
        Duration left = Duration.between(clock.instant(), request.deadline());
        if (left.isNegative() || left.isZero()) {
            return new ToolFailure(FailureCode.TIMEOUT, "the job's deadline passed before a worker was free");
        }
        if (jobs.isStopped(request.call().job())) {
            throw new CancellationException();
        }
        List<byte[]> inputs = new ArrayList<>();
        for (BlobRef input : request.inputs()) {
            inputs.add(blobs.get(input.sha256())
                    .orElseThrow(() -> new IllegalStateException("input blob " + input.sha256() + " is not stored")));
        }
        ToolInvocation invocation = new ToolInvocation(
                request.call(),
                request.work(),
                List.copyOf(inputs),
                request.derivedFrom(),
                request.deadline(),
                delivery.deliveryCount(),
                Previews.NONE);
        Duration timeout = Duration.ofSeconds(tool.manifest().timeoutSeconds());
        CallRunner.Running running = runner.start(invocation, left.compareTo(timeout) < 0 ? left : timeout);
        try (AutoCloseable registration = jobs.onStop(request.call().job(), running::cancel)) {
            return switch (running.await()) {
                case ToolReply.Picture picture -> stored(request, picture);
                case ToolReply.Failed failed -> failed.failure();
            };
        }
    }

    private FinalOutcome stored(ToolRequest request, ToolReply.Picture picture) {
        Inspected inspected;
        try {
            inspected = ImageInspector.inspect(picture.bytes(), settings.maxPixels());
        } catch (NotAnImageException e) {
            return new ToolFailure(
                    FailureCode.BACKEND_ERROR, "the tool's answer is not a usable picture: " + e.getMessage());
        }
        String sha256 = blobs.put(picture.bytes());
        BlobRef blob = new BlobRef(
                sha256, inspected.mediaType(), inspected.width(), inspected.height(), picture.bytes().length);
        String alt = picture.alt().isBlank() ? request.work().description() : picture.alt();
        return new ToolSuccess(
                blob,
                alt.isBlank() ? "Picture by " + request.work().tool() : alt,
                picture.provenance(),
                picture.warnings());
    }

    private void publish(ToolRequest request, FinalOutcome outcome, Delivery delivery, Instant started)
            throws Exception {
        Instant finished = clock.instant();
        ToolResult result = new ToolResult(
                request.call(),
                request.work().tool(),
                request.fingerprint(),
                timed(outcome, Duration.between(started, finished)),
                delivery.deliveryCount(),
                worker,
                request.requestedAt(),
                started,
                finished);
        publisher
                .publish(
                        Topics.TOOL_RESULTS,
                        request.call().job().value(),
                        result,
                        results,
                        delivery.trace().child())
                .get(2, TimeUnit.MINUTES);
        switch (outcome) {
            case ToolSuccess success ->
                LOG.infof(
                        "call %s: %s made a picture in %d ms",
                        request.call(),
                        request.work().tool(),
                        Duration.between(started, finished).toMillis());
            case ToolFailure failure ->
                LOG.infof(
                        "call %s: %s failed with %s",
                        request.call(), request.work().tool(), failure.code());
        }
    }

    private static FinalOutcome timed(FinalOutcome outcome, Duration duration) {
        return switch (outcome) {
            case ToolFailure failure -> failure;
            case ToolSuccess success ->
                new ToolSuccess(
                        success.image(),
                        success.alt(),
                        success.provenance().withDurationMs(duration.toMillis()),
                        success.warnings());
        };
    }
}
