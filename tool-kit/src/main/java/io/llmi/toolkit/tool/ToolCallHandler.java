package io.llmi.toolkit.tool;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;

import io.llmi.events.BlobRef;
import io.llmi.events.EventCodec;
import io.llmi.events.FailureCode;
import io.llmi.events.FinalOutcome;
import io.llmi.events.MalformedEventException;
import io.llmi.events.ToolFailure;
import io.llmi.events.ToolRequest;
import io.llmi.events.ToolResult;
import io.llmi.events.ToolSuccess;
import io.llmi.toolkit.blob.BlobStore;
import io.llmi.toolkit.budget.Purses;
import io.llmi.toolkit.job.JobControls;
import io.llmi.toolkit.kafka.EventPublisher;
import io.llmi.toolkit.ledger.CallLedger;
import io.llmi.toolkit.ledger.CallPage;
import io.llmi.toolkit.ledger.ResultCache;
import io.llmi.toolkit.queue.DeadLetters;
import io.llmi.toolkit.queue.ShareQueue.Delivery;
import io.llmi.toolkit.queue.ShareQueue.Disposition;
import io.llmi.toolkit.queue.ShareQueue.Handler;
import org.jboss.logging.Logger;

/**
 * Takes one request through: read, run, store, put on record, publish, and only then acknowledge. A worker's death
 * repeats as much of that as was not put on record yet, and loses nothing; the assembler keeps the first result of a
 * call.
 */
final class ToolCallHandler implements Handler {
    private static final Logger LOG = Logger.getLogger(ToolCallHandler.class);
    private final Tool tool;
    private final CallRunner runner;
    private final ResultSender sender;
    private final DeadLetters deadLetters;
    private final BlobStore blobs;
    private final PictureKeeper keeper;
    private final CallLedger ledger;
    private final Optional<ResultCache> cache;
    private final ToolMeters meters;
    private final JobControls jobs;
    private final Purses purses;
    private final ToolSettings settings;
    private final Patience patience;
    private final Clock clock;
    private final EventCodec<ToolRequest> requests = EventCodec.of(ToolRequest.class);

    ToolCallHandler(
            Tool tool,
            CallRunner runner,
            EventPublisher publisher,
            BlobStore blobs,
            JobControls jobs,
            Purses purses,
            ToolSettings settings,
            ToolMeters meters,
            Patience patience,
            Clock clock) {
        this.tool = tool;
        this.runner = runner;
        this.sender = new ResultSender(publisher);
        this.deadLetters = new DeadLetters(publisher, clock);
        this.blobs = blobs;
        this.keeper = new PictureKeeper(blobs, settings.maxPixels());
        this.ledger = new CallLedger(blobs, settings.maxBackendCalls());
        this.cache = settings.cache().enabled()
                ? Optional.of(new ResultCache(blobs, settings.cache().ttl(), clock))
                : Optional.empty();
        this.meters = meters;
        this.jobs = jobs;
        this.purses = purses;
        this.settings = settings;
        this.patience = patience;
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
        Taken taken = new Taken(request, delivery, ledger.open(request, delivery.deliveryCount()), clock.instant());
        meters.waited(request.work().tool(), Duration.between(request.requestedAt(), taken.started()));
        try {
            return answer(taken);
        } catch (CancellationException e) {
            LOG.infof("call %s: cancelled", request.call());
            return publish(taken, new ToolFailure(FailureCode.CANCELLED, "the job was stopped"));
        } catch (RuntimeException e) {
            if (patience.bearsAnotherDefect(delivery.deliveryCount())) {
                taken.page().giveBack();
                throw e;
            }
            LOG.errorf(e, "call %s: given up after %d deliveries", request.call(), delivery.deliveryCount());
            return giveUp(taken, e.toString());
        } catch (InterruptedException e) {
            taken.page().giveBack();
            throw e;
        }
    }

    /** A request as this delivery of it was taken up. */
    private record Taken(ToolRequest request, Delivery delivery, CallPage page, Instant started) {
        String tool() {
            return request.work().tool();
        }
    }

    private Disposition answer(Taken taken) throws Exception {
        Optional<ToolResult> finished = taken.page().finished();
        if (finished.isPresent()) {
            LOG.infof(
                    "call %s: was finished before, published again",
                    taken.request().call());
            meters.repeated(taken.tool());
            sender.send(finished.get(), taken.delivery().trace());
            return Disposition.ACCEPT;
        }
        Duration left = Duration.between(clock.instant(), taken.request().deadline());
        if (left.isNegative() || left.isZero()) {
            return publish(
                    taken, new ToolFailure(FailureCode.TIMEOUT, "the job's deadline passed before a worker was free"));
        }
        if (jobs.isStopped(taken.request().call().job())) {
            throw new CancellationException();
        }
        if (!patience.bearsAnotherDeath(
                taken.delivery().deliveryCount(), taken.page().deaths())) {
            return giveUp(taken, "its workers died of it");
        }
        taken.page().take();
        FinalOutcome outcome = run(taken, left);
        ToolResult result = taken.page().finish(result(taken, outcome));
        if (taken.page().isOverrun()) {
            LOG.warnf(
                    "call %s: delivery %d has been overtaken, its result is kept for the next one",
                    taken.request().call(), taken.delivery().deliveryCount());
            return Disposition.ACCEPT;
        }
        sender.send(result, taken.delivery().trace());
        meters.finished(taken.tool(), outcome, Duration.between(taken.started(), result.finishedAt()));
        return Disposition.ACCEPT;
    }

    private FinalOutcome run(Taken taken, Duration left) throws Exception {
        ToolRequest request = taken.request();
        List<byte[]> inputs = new ArrayList<>();
        for (BlobRef input : request.inputs()) {
            inputs.add(blobs.get(input.sha256())
                    .orElseThrow(() -> new IllegalStateException("input blob " + input.sha256() + " is not stored")));
        }
        Duration limit = Duration.ofSeconds(tool.manifest().timeoutSeconds());
        Duration timeout = left.compareTo(limit) < 0 ? left : limit;
        try (PreviewSender previews = new PreviewSender(
                request.call(),
                blobs,
                settings,
                (call, preview) -> sender.sendSoon(
                        ResultSender.result(request, preview, taken.delivery(), taken.started(), clock.instant()),
                        taken.delivery().trace()))) {
            CallRunner.Running running = runner.start(
                    new ToolInvocation(
                            request.call(),
                            request.work(),
                            List.copyOf(inputs),
                            request.derivedFrom(),
                            clock.instant().plus(timeout),
                            taken.delivery().deliveryCount(),
                            previews,
                            new CallSupport(
                                    taken.page(),
                                    cache,
                                    purses.of(request, taken.delivery().trace()),
                                    meters)),
                    timeout);
            try (AutoCloseable registration = jobs.onStop(request.call().job(), running::cancel)) {
                return switch (running.await()) {
                    case ToolReply.Picture picture -> keeper.keep(request, picture);
                    case ToolReply.Failed failed -> failed.failure();
                };
            }
        }
    }

    private Disposition giveUp(Taken taken, String why) throws Exception {
        int deliveries = taken.delivery().deliveryCount();
        deadLetters.sendAside(taken.delivery(), "given up after %d deliveries: %s".formatted(deliveries, why));
        publish(
                taken,
                new ToolFailure(FailureCode.BACKEND_ERROR, "the tool's service failed repeatedly; its log says why"));
        return Disposition.REJECT;
    }

    /** Publishes what need not be on record: it would come out the same again, without a backend's help. */
    private Disposition publish(Taken taken, ToolFailure failure) throws Exception {
        ToolResult result = result(taken, failure);
        sender.send(result, taken.delivery().trace());
        meters.finished(taken.tool(), failure, Duration.between(taken.started(), result.finishedAt()));
        return Disposition.ACCEPT;
    }

    private ToolResult result(Taken taken, FinalOutcome outcome) {
        Instant finished = clock.instant();
        return ResultSender.result(
                taken.request(),
                timed(outcome, Duration.between(taken.started(), finished)),
                taken.delivery(),
                taken.started(),
                finished);
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
