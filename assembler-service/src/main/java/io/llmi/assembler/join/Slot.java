package io.llmi.assembler.join;

import java.time.Instant;

import io.llmi.events.BlobRef;
import io.llmi.events.CallId;
import io.llmi.events.Document.ImagePart;
import io.llmi.events.ToolCall;
import io.llmi.events.ToolFailure;
import io.llmi.events.ToolPreview;
import io.llmi.events.ToolSuccess;

/** The place of one picture in the document, and how far its call has come. */
final class Slot implements Piece {
    /** How far a call has come. */
    sealed interface State {}

    /** Its tag was read, and what to do about it is not decided yet. */
    record Placed() implements State {}

    /** Its source, the document's picture number {@code source}, is not ready; then {@code work} can be done. */
    record Waiting(int source, ToolCall work) implements State {}

    /** A tool has it, and only an answer with this fingerprint counts. */
    record Running(String fingerprint, Instant deadline) implements State {}

    record Ready(BlobRef image) implements State {}

    record Failed() implements State {}

    private final CallId call;
    private final int part;
    private ImagePart image;
    private State state = new Placed();
    private int nextPreview;
    private boolean takenOver;

    Slot(CallId call, int part, ImagePart image) {
        this.call = call;
        this.part = part;
        this.image = image;
    }

    CallId call() {
        return call;
    }

    /** Index into the document's parts. */
    int part() {
        return part;
    }

    /** Counts the document's pictures from 0. */
    int index() {
        return image.index();
    }

    ImagePart image() {
        return image;
    }

    State state() {
        return state;
    }

    boolean isSettled() {
        return switch (state) {
            case Placed p -> false;
            case Waiting w -> false;
            case Running r -> false;
            case Ready r -> true;
            case Failed f -> true;
        };
    }

    /** Whether it comes from the document that this one revises. */
    boolean isTakenOver() {
        return takenOver;
    }

    void takeOver() {
        takenOver = true;
    }

    void await(Waiting waiting) {
        state = waiting;
    }

    void await(Running running) {
        state = running;
    }

    /** Takes a preview by its number, or returns false if one of that number or a later one was taken. */
    boolean preview(int number) {
        if (number < nextPreview || number >= ToolPreview.MAX_PER_CALL) {
            return false;
        }
        nextPreview = number + 1;
        return true;
    }

    void succeed(ToolSuccess success) {
        state = new Ready(success.image());
        image = image.ready(success.alt(), success.image(), success.provenance());
    }

    void fail(ToolFailure failure) {
        state = new Failed();
        image = image.failed(failure);
    }
}
