package io.llmi.assembler.join;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.llmi.events.BlobRef;
import io.llmi.events.CallId;
import io.llmi.events.Document.ImagePart;
import io.llmi.events.DraftEvent;
import io.llmi.events.FailureCode;
import io.llmi.events.FinalOutcome;
import io.llmi.events.JobSubmitted;
import io.llmi.events.Revision;
import io.llmi.events.ToolCall;
import io.llmi.events.ToolFailure;
import io.llmi.events.ToolPreview;
import io.llmi.events.ToolRequest;
import io.llmi.events.ToolResult;
import io.llmi.events.ToolSuccess;

/** The document's tool calls: joins each with its result, and holds back edits until their source is ready. */
final class Pictures {
    private static final ToolFailure NEVER_MADE =
            new ToolFailure(FailureCode.CANCELLED, "It was not made when the document ended.");

    private final JobSubmitted job;
    private final JoinLimits limits;
    private final Instant closeAt;
    private final DocumentLog log;
    private final Measurements measurements;
    private final Consumer<Effect> effects;
    private final ResultShelf shelf;

    /** @param closeAt no call is waited for beyond it */
    Pictures(
            JobSubmitted job,
            JoinLimits limits,
            Instant closeAt,
            DocumentLog log,
            Measurements measurements,
            Consumer<Effect> effects) {
        this.job = job;
        this.limits = limits;
        this.closeAt = closeAt;
        this.log = log;
        this.measurements = measurements;
        this.effects = effects;
        this.shelf = new ResultShelf(limits.maxSpareResults());
    }

    void requested(DraftEvent.ImageRequested request, Instant now) {
        ToolCall work = request.call();
        CallId call = new CallId(request.draft(), request.slot());
        Slot slot = log.picture(call, work, now);
        if (request.dispatched()) {
            settleOrRun(slot, work.fingerprint(), now);
        } else {
            change(slot, work, now);
        }
    }

    /** Takes a picture, or a gap, over from the document that this one revises. */
    void kept(CallId call, ImagePart image, Instant now) {
        Slot slot = log.picture(call, image.tool(), image.description(), image.params(), now);
        slot.takeOver();
        if (image.blob().isPresent() && image.provenance().isPresent()) {
            log.ready(
                    slot,
                    new ToolSuccess(
                            image.blob().get(), image.alt(), image.provenance().get(), List.of()),
                    now);
        } else {
            log.failed(slot, image.error().orElse(NEVER_MADE), now);
        }
    }

    /** Has a picture made that the revised document had otherwise. */
    void made(CallId call, Revision.Made made, Instant now) {
        ToolCall work = made.call();
        Slot slot = log.picture(call, work, now);
        if (made.needsSource()) {
            change(slot, work, now);
        } else if (!settleOrRun(slot, work.fingerprint(), now)) {
            effects.accept(new Effect.Dispatch(new ToolRequest(
                    call, work, work.fingerprint(), List.of(), Optional.empty(), now, job.deadline(), job.budget())));
        }
    }

    /** Has an earlier picture changed, once it is there. */
    private void change(Slot slot, ToolCall work, Instant now) {
        switch (Source.of(work, slot.index(), job)) {
            case Source.Given given -> edit(slot, work, given.image(), "input/" + given.index(), now);
            case Source.Earlier earlier -> {
                slot.await(new Slot.Waiting(earlier.index(), work));
                follow(slot, log.slots().get(earlier.index()), now);
            }
            case Source.Invalid invalid ->
                fail(slot, new ToolFailure(FailureCode.BAD_REFERENCE, invalid.message()), now);
        }
    }

    void rejected(DraftEvent.ImageRejected rejection, Instant now) {
        CallId call = new CallId(rejection.draft(), rejection.slot());
        Slot slot = log.picture(call, rejection.tool().orElse(""), rejection.description(), rejection.params(), now);
        fail(slot, rejection.failure(), now);
    }

    /** Takes a result, or returns false if it is a repetition or a preview that nobody waits for. */
    boolean answered(ToolResult result, Instant now) {
        Optional<Slot> awaiting = log.slot(result.call())
                .filter(slot -> slot.state() instanceof Slot.Running running
                        && running.fingerprint().equals(result.fingerprint()));
        return switch (result.outcome()) {
            case ToolPreview preview ->
                awaiting.filter(slot -> log.preview(slot, preview, now)).isPresent();
            case FinalOutcome outcome -> {
                boolean taken = shelf.offer(result, awaiting.isPresent());
                if (taken) {
                    awaiting.ifPresent(slot -> settle(slot, result, outcome, now));
                }
                yield taken;
            }
        };
    }

    /** Gives up the calls whose time is over. */
    void tick(Instant now) {
        for (Slot slot : List.copyOf(log.slots())) {
            if (slot.state() instanceof Slot.Running running && !now.isBefore(running.deadline())) {
                String message = "The tool did not answer within %d seconds."
                        .formatted(limits.callTimeout().toSeconds());
                fail(slot, new ToolFailure(FailureCode.TIMEOUT, message), now);
            }
        }
    }

    /** Gives up everything that is not settled. */
    void abandon(ToolFailure failure, Instant now) {
        log.unsettled().toList().forEach(slot -> log.failed(slot, failure, now));
    }

    /** When the running calls time out. */
    Stream<Instant> deadlines() {
        return log.slots().stream()
                .map(Slot::state)
                .flatMap(state ->
                        state instanceof Slot.Running running ? Stream.of(running.deadline()) : Stream.empty());
    }

    private void edit(Slot slot, ToolCall work, BlobRef source, String derivedFrom, Instant now) {
        // The same edit of another picture is another request: after a new plan an old edit's result must not count.
        String fingerprint = work.fingerprint() + "-"
                + source.sha256().substring(0, Math.min(16, source.sha256().length()));
        if (settleOrRun(slot, fingerprint, now)) {
            return;
        }
        effects.accept(new Effect.Dispatch(new ToolRequest(
                slot.call(),
                work,
                fingerprint,
                List.of(source),
                Optional.of(derivedFrom),
                now,
                job.deadline(),
                job.budget())));
    }

    /** Settles the slot with a result that is there already and returns true, or lets it wait for one. */
    private boolean settleOrRun(Slot slot, String fingerprint, Instant now) {
        Optional<ToolResult> known = shelf.find(slot.call().slot(), fingerprint);
        if (known.isPresent() && known.get().outcome() instanceof FinalOutcome outcome) {
            settle(slot, known.get(), outcome, now);
            return true;
        }
        Instant timeout = now.plus(limits.callTimeout());
        slot.await(new Slot.Running(fingerprint, timeout.isBefore(closeAt) ? timeout : closeAt));
        return false;
    }

    private void settle(Slot slot, ToolResult result, FinalOutcome outcome, Instant now) {
        measurements.toolAnswered(result);
        switch (outcome) {
            case ToolSuccess success -> {
                log.ready(slot, success, now);
                release(slot, now);
            }
            case ToolFailure failure -> fail(slot, failure, now);
        }
    }

    private void fail(Slot slot, ToolFailure failure, Instant now) {
        log.failed(slot, failure, now);
        release(slot, now);
    }

    private void release(Slot source, Instant now) {
        List<Slot> later = log.slots().subList(source.index() + 1, log.slots().size());
        for (Slot slot : List.copyOf(later)) {
            if (slot.state() instanceof Slot.Waiting waiting && waiting.source() == source.index()) {
                follow(slot, source, now);
            }
        }
    }

    /** Starts an edit if its source is ready, fails it if the source failed. */
    private void follow(Slot slot, Slot source, Instant now) {
        if (!(slot.state() instanceof Slot.Waiting waiting)) {
            return;
        }
        switch (source.state()) {
            case Slot.Ready ready ->
                edit(slot, waiting.work(), ready.image(), source.call().toString(), now);
            case Slot.Failed failed -> fail(slot, sourceFailed(source), now);
            case Slot.Placed placed -> {}
            case Slot.Waiting unready -> {}
            case Slot.Running unready -> {}
        }
    }

    private ToolFailure sourceFailed(Slot source) {
        int index = job.images().size() + source.index();
        return new ToolFailure(
                FailureCode.SOURCE_FAILED, "The picture to change (img_index " + index + ") could not be made.");
    }
}
