package io.llmi.assembler.join;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

import io.llmi.events.CallId;
import io.llmi.events.Document.Usage;
import io.llmi.events.DraftEvent;
import io.llmi.events.DraftId;
import io.llmi.events.FailureCode;
import io.llmi.events.JobControl;
import io.llmi.events.JobStatus;
import io.llmi.events.JobSubmitted;
import io.llmi.events.JobSummary;
import io.llmi.events.PlanOutcome;
import io.llmi.events.Revision;
import io.llmi.events.ScalingReport;
import io.llmi.events.TokenUsage;
import io.llmi.events.ToolFailure;
import io.llmi.events.WebhookNotice;

/** The join of a job whose own record is known, from its acceptance to its one end. */
final class Assembly {
    private record PlanEnd(PlanOutcome outcome, Optional<String> message, TokenUsage usage) {}

    private final JobSubmitted job;
    private final Instant closeAt;
    private final Consumer<Effect> effects;
    private final Measurements measurements;
    private final DocumentLog log;
    private final Pictures pictures;
    private final DraftCursor cursor = new DraftCursor();
    private Optional<PlanEnd> planEnd = Optional.empty();
    private Optional<ScalingReport> scaling = Optional.empty();
    private JobStatus status = JobStatus.QUEUED;

    Assembly(JobSubmitted job, JoinLimits limits, Consumer<Effect> effects) {
        this.job = job;
        this.closeAt = closeAt(job, limits);
        this.effects = effects;
        this.measurements = new Measurements(job.createdAt());
        this.log = new DocumentLog(job, effects);
        this.pictures = new Pictures(job, limits, closeAt, log, measurements, effects);
    }

    void accept(Instant now) {
        log.accepted(now);
        summarise(Optional.empty());
        job.revision().ifPresent(revision -> revise(revision, now));
    }

    /** Writes the document as the revision has it; what is planned in spite of it comes too late to count. */
    private void revise(Revision revision, Instant now) {
        DraftId draft = new DraftId(job.id(), 0);
        log.draftStarted(draft, "revision", "none", now);
        status = JobStatus.RUNNING;
        summarise(Optional.empty());
        int index = 0;
        for (Revision.Piece piece : revision.pieces()) {
            switch (piece) {
                case Revision.Text text -> log.text(text.text(), now);
                case Revision.Kept kept -> pictures.kept(new CallId(draft, index++), kept.image(), now);
                case Revision.Made made -> pictures.made(new CallId(draft, index++), made, now);
            }
        }
        if (revision.lack().isEmpty()) {
            measurements.planEnded(now);
        }
        PlanOutcome outcome = revision.lack().isPresent() ? PlanOutcome.TRUNCATED : PlanOutcome.COMPLETED;
        planEnd = Optional.of(new PlanEnd(outcome, revision.lack(), TokenUsage.NONE));
        closeIfDone(now);
    }

    /** Takes a record, or returns false if it repeats another or no longer matters. */
    boolean take(Input input, Instant recordedAt, Instant now) {
        if (isClosed()) {
            return false;
        }
        boolean taken = switch (input) {
            case Input.Submitted again -> scaled(again.value());
            case Input.Cancelled cancelled -> {
                cancel(Ending.cancelled(cancelled.value().reason()), now);
                yield true;
            }
            case Input.Progressed progressed -> {
                log.progress(progressed.value(), now);
                yield true;
            }
            case Input.Drafted drafted -> read(drafted.value(), recordedAt, now);
            case Input.Answered answered -> pictures.answered(answered.value(), now);
        };
        closeIfDone(now);
        return taken;
    }

    /** A job is submitted again with the draft that test-time scaling found; any other repetition says nothing new. */
    private boolean scaled(JobSubmitted again) {
        if (scaling.isPresent() || again.scaled().isEmpty()) {
            return false;
        }
        scaling = again.scaled();
        return true;
    }

    /** Gives up what is overdue. */
    void tick(Instant now) {
        if (isClosed()) {
            return;
        }
        if (!now.isBefore(closeAt)) {
            pictures.abandon(
                    new ToolFailure(FailureCode.TIMEOUT, "The job's deadline passed before it was made."), now);
            close(Ending.deadlinePassed(outcome()), now);
            effects.accept(new Effect.Stop(new JobControl.Ended(job.id(), now)));
            return;
        }
        pictures.tick(now);
        closeIfDone(now);
    }

    Instant nextDeadline() {
        return pictures.deadlines().min(Instant::compareTo).orElse(closeAt);
    }

    boolean isClosed() {
        return status.isTerminal();
    }

    DocumentLog log() {
        return log;
    }

    private boolean read(DraftEvent event, Instant recordedAt, Instant now) {
        // The first plan that ends is the document's: a planner that starts again after that was not told in time.
        if (planEnd.isPresent()) {
            return false;
        }
        return switch (cursor.place(event)) {
            case OBSOLETE -> false;
            case AFTER_GAP -> {
                planEnd = Optional.of(new PlanEnd(
                        PlanOutcome.TRUNCATED,
                        Optional.of("A part of the text was lost on the way; the document ends where it was."),
                        TokenUsage.NONE));
                yield true;
            }
            case NEXT, NEW_EPOCH -> {
                cursor.moveTo(event);
                write(event, recordedAt, now);
                yield true;
            }
        };
    }

    private void write(DraftEvent event, Instant recordedAt, Instant now) {
        switch (event) {
            case DraftEvent.Started started -> {
                measurements.planStarted(recordedAt);
                log.reset(started.draft(), "The planner had to start again.", now);
                log.draftStarted(
                        started.draft(),
                        started.context().backend(),
                        started.context().model(),
                        now);
                if (status == JobStatus.QUEUED) {
                    status = JobStatus.RUNNING;
                    summarise(Optional.empty());
                }
            }
            case DraftEvent.TextAppended appended -> log.text(appended.text(), now);
            case DraftEvent.ImageRequested requested -> pictures.requested(requested, now);
            case DraftEvent.ImageRejected rejected -> pictures.rejected(rejected, now);
            case DraftEvent.Ended ended -> {
                measurements.planEnded(recordedAt);
                TokenUsage usage = Objects.requireNonNullElse(ended.usage(), TokenUsage.NONE);
                planEnd = Optional.of(new PlanEnd(ended.outcome(), ended.message(), usage));
                if (ended.outcome() == PlanOutcome.CANCELLED) {
                    cancel(Ending.cancelled(ended.message().orElse("")), now);
                }
            }
        }
    }

    private void cancel(Ending ending, Instant now) {
        pictures.abandon(new ToolFailure(FailureCode.CANCELLED, "The job was cancelled before it was made."), now);
        close(ending, now);
    }

    private void closeIfDone(Instant now) {
        if (isClosed() || planEnd.isEmpty() || log.unsettled().findAny().isPresent()) {
            return;
        }
        PlanEnd end = planEnd.get();
        close(Ending.planned(end.outcome(), end.message(), outcome()), now);
    }

    private void close(Ending ending, Instant now) {
        Ending.Yield yield = outcome();
        TokenUsage last = planEnd.map(PlanEnd::usage).orElse(TokenUsage.NONE);
        TokenUsage tokens = scaling.map(report -> report.tokens().plus(last)).orElse(last);
        Usage usage = new Usage(
                tokens.inputTokens(),
                tokens.outputTokens(),
                yield.pictures(),
                yield.failedPictures(),
                log.cost(),
                scaling);
        status = ending.status();
        log.closed(ending, usage, measurements.at(now), now);
        summarise(Optional.of(now));
        job.webhookUrl()
                .ifPresent(url -> effects.accept(new Effect.Notify(WebhookNotice.first(job.id(), url, status, now))));
    }

    private Ending.Yield outcome() {
        int ready = log.readyPictures();
        return new Ending.Yield(log.hasText(), ready, log.slots().size() - ready);
    }

    private void summarise(Optional<Instant> completedAt) {
        effects.accept(new Effect.Summarise(JobSummary.of(job, status, completedAt, log.readyPictures())));
    }

    private static Instant closeAt(JobSubmitted job, JoinLimits limits) {
        Duration tenth = Duration.between(job.createdAt(), job.deadline()).dividedBy(10);
        Duration reserve = tenth.compareTo(limits.closeReserve()) < 0 ? tenth : limits.closeReserve();
        return job.deadline().minus(reserve.isNegative() ? Duration.ZERO : reserve);
    }
}
