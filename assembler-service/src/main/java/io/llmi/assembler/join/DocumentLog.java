package io.llmi.assembler.join;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import io.llmi.events.CallId;
import io.llmi.events.Document;
import io.llmi.events.Document.ImagePart;
import io.llmi.events.Document.Timings;
import io.llmi.events.Document.Usage;
import io.llmi.events.DocumentEvent;
import io.llmi.events.DraftId;
import io.llmi.events.JobControl;
import io.llmi.events.JobId;
import io.llmi.events.JobSubmitted;
import io.llmi.events.Provenance;
import io.llmi.events.ToolCall;
import io.llmi.events.ToolFailure;
import io.llmi.events.ToolPreview;
import io.llmi.events.ToolSuccess;

/**
 * The document and its log of events. Each change is made to both at once, so that the events folded by
 * {@link Document#after} always give the parts held here.
 */
final class DocumentLog {
    /** Parameters of all pictures together, as characters of JSON: the last event holds them all and has to fit a record. */
    private static final int MAX_PARAMS = 512 * 1024;

    private final JobSubmitted job;
    private final Consumer<Effect> effects;
    private final List<Piece> pieces = new ArrayList<>();
    private final List<Slot> slots = new ArrayList<>();
    private int paramsLeft = MAX_PARAMS;
    private long nextSeq;

    DocumentLog(JobSubmitted job, Consumer<Effect> effects) {
        this.job = job;
        this.effects = effects;
    }

    void accepted(Instant now) {
        emit(new DocumentEvent.Accepted(id(), nextSeq, now, job.prompt(), job.createdAt(), job.deadline()));
    }

    void draftStarted(DraftId draft, String backend, String model, Instant now) {
        emit(new DocumentEvent.DraftStarted(id(), nextSeq, now, draft, backend, model));
    }

    /** Drops all parts; says so only if there were any. */
    void reset(DraftId draft, String reason, Instant now) {
        if (!pieces.isEmpty()) {
            pieces.clear();
            slots.clear();
            paramsLeft = MAX_PARAMS;
            emit(new DocumentEvent.Reset(id(), nextSeq, now, draft, reason));
        }
    }

    void progress(JobControl.Progress progress, Instant now) {
        emit(new DocumentEvent.CandidateProgress(
                id(), nextSeq, now, progress.candidate(), progress.step(), progress.score(), progress.reason()));
    }

    void text(String text, Instant now) {
        if (text.isEmpty()) {
            return;
        }
        if (pieces.isEmpty() || !(pieces.getLast() instanceof Piece.Text last)) {
            pieces.add(new Piece.Text(new StringBuilder(text)));
        } else {
            last.written().append(text);
        }
        emit(new DocumentEvent.TextDelta(id(), nextSeq, now, pieces.size() - 1, text));
    }

    /** Adds the next picture's place. */
    Slot picture(CallId call, ToolCall work, Instant now) {
        return picture(call, work.tool(), work.description(), Optional.of(work.params()), now);
    }

    /** Adds the next picture's place; of the parameters only what there is room for is kept. */
    Slot picture(CallId call, String tool, String description, Optional<JsonNode> asked, Instant now) {
        Optional<JsonNode> params = asked.filter(this::fits);
        Slot slot = new Slot(call, pieces.size(), ImagePart.pending(slots.size(), tool, description, params));
        pieces.add(slot);
        slots.add(slot);
        emit(new DocumentEvent.ImagePending(
                id(), nextSeq, now, slot.part(), slot.index(), call, tool, description, params));
        return slot;
    }

    private boolean fits(JsonNode params) {
        int length = params.toString().length();
        if (length > paramsLeft) {
            return false;
        }
        paramsLeft -= length;
        return true;
    }

    /** Shows an unfinished picture, or returns false if it is no newer than the last one. */
    boolean preview(Slot slot, ToolPreview preview, Instant now) {
        if (!slot.preview(preview.number())) {
            return false;
        }
        emit(new DocumentEvent.ImagePreview(
                id(), nextSeq, now, slot.part(), slot.index(), preview.number(), preview.image()));
        return true;
    }

    void ready(Slot slot, ToolSuccess success, Instant now) {
        slot.succeed(success);
        emit(new DocumentEvent.ImageReady(
                id(), nextSeq, now, slot.part(), slot.index(), success.alt(), success.image(), success.provenance()));
    }

    void failed(Slot slot, ToolFailure failure, Instant now) {
        slot.fail(failure);
        emit(new DocumentEvent.ImageFailed(id(), nextSeq, now, slot.part(), slot.index(), failure));
    }

    void closed(Ending ending, Usage usage, Timings timings, Instant now) {
        emit(new DocumentEvent.Closed(
                id(),
                nextSeq,
                now,
                new Document(
                        id(),
                        ending.status(),
                        job.createdAt(),
                        Optional.of(now),
                        job.prompt(),
                        parts(),
                        usage,
                        timings,
                        ending.error(),
                        ending.lack())));
    }

    /** In the order of the document; the index of a slot is its place in this list. */
    List<Slot> slots() {
        return slots;
    }

    /** The slot of a call of the present draft. */
    Optional<Slot> slot(CallId call) {
        return slots.stream().filter(slot -> slot.call().equals(call)).findFirst();
    }

    Stream<Slot> unsettled() {
        return slots.stream().filter(slot -> !slot.isSettled());
    }

    /** Whether a reader would see a word. */
    boolean hasText() {
        return pieces.stream()
                .anyMatch(piece -> piece instanceof Piece.Text text
                        && !text.written().toString().isBlank());
    }

    int readyPictures() {
        return (int) slots.stream()
                .filter(slot -> slot.state() instanceof Slot.Ready)
                .count();
    }

    /** What the pictures cost that were made here, as far as that is known; empty if nothing is. */
    Optional<BigDecimal> cost() {
        return slots.stream()
                .filter(slot -> !slot.isTakenOver())
                .flatMap(slot -> slot.image().provenance().flatMap(Provenance::costUsd).stream())
                .reduce(BigDecimal::add);
    }

    /** How many events were emitted; the {@code seq} of the next one. */
    long emitted() {
        return nextSeq;
    }

    /** Goes on after the events that clients have seen; they count even if replaying gave another number. */
    void continueAt(long seq) {
        nextSeq = Math.max(nextSeq, seq);
    }

    private JobId id() {
        return job.id();
    }

    private void emit(DocumentEvent event) {
        effects.accept(new Effect.Emit(event));
        nextSeq++;
    }

    private List<Document.Part> parts() {
        return pieces.stream().map(DocumentLog::part).toList();
    }

    private static Document.Part part(Piece piece) {
        return switch (piece) {
            case Piece.Text text -> new Document.TextPart(text.written().toString());
            case Slot slot -> slot.image();
        };
    }
}
