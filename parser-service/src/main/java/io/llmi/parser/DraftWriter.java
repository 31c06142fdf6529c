package io.llmi.parser;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import io.llmi.events.CallId;
import io.llmi.events.DraftEvent;
import io.llmi.events.DraftId;
import io.llmi.events.FailureCode;
import io.llmi.events.PlanContext;
import io.llmi.events.PlanEvent;
import io.llmi.events.ToolCall;
import io.llmi.events.ToolFailure;
import io.llmi.events.ToolRequest;
import io.llmi.parser.scan.Fragment;

/**
 * Makes a plan record's fragments into records to send.
 *
 * <p>Every tag takes a slot, executed or not. Tags beyond the job's {@code max_images} become failed pictures; beyond
 * four times that, or beyond {@link ParserLimits#maxTags()}, one last failed picture says so and further tags are left
 * out.
 */
final class DraftWriter {
    /** Keeps a text record, every character escaped, far below the brokers' record limit. */
    private static final int MAX_TEXT = 64 * 1024;

    private static final int REJECTED_PER_IMAGE = 4;
    private static final int MAX_TOOL_NAME = 32;

    private final DraftId draft;
    private final long epoch;
    private final PlanContext context;
    private final int lastSlot;
    private final Instant now;
    private final List<Emission> emissions = new ArrayList<>();
    private int nextPart;
    private int nextSlot;

    DraftWriter(
            DraftId draft,
            long epoch,
            PlanContext context,
            int nextPart,
            int nextSlot,
            ParserLimits limits,
            Instant now) {
        this.draft = draft;
        this.epoch = epoch;
        this.context = context;
        this.lastSlot = context.maxImages() == 0
                ? limits.maxTags()
                : (int) Math.min(limits.maxTags(), (long) REJECTED_PER_IMAGE * context.maxImages());
        this.nextPart = nextPart;
        this.nextSlot = nextSlot;
        this.now = now;
    }

    void started() {
        part(new DraftEvent.Started(draft, epoch, nextPart, context));
    }

    void fragments(List<Fragment> fragments) {
        for (Fragment fragment : fragments) {
            switch (fragment) {
                case Fragment.Text text -> text(text.text());
                case Fragment.Call call -> call(call.call());
                case Fragment.Rejected rejected ->
                    reject(rejected.tool(), rejected.description(), rejected.failure(), Optional.empty());
            }
        }
    }

    void ended(PlanEvent.Ended end) {
        part(new DraftEvent.Ended(draft, epoch, nextPart, end.outcome(), end.message(), end.usage()));
    }

    List<Emission> emissions() {
        return emissions;
    }

    int nextPart() {
        return nextPart;
    }

    int nextSlot() {
        return nextSlot;
    }

    private void text(String text) {
        int from = 0;
        while (from < text.length()) {
            int to = Math.min(text.length(), from + MAX_TEXT);
            if (to < text.length() && Character.isHighSurrogate(text.charAt(to - 1))) {
                to--;
            }
            part(new DraftEvent.TextAppended(draft, epoch, nextPart, text.substring(from, to)));
            from = to;
        }
    }

    private void call(ToolCall call) {
        if (nextSlot >= context.maxImages()) {
            String limit =
                    "This document may have %d pictures; this one is beyond that.".formatted(context.maxImages());
            reject(call, new ToolFailure(FailureCode.LIMIT_EXCEEDED, limit));
        } else if (!isCallable(call.tool())) {
            reject(call, new ToolFailure(FailureCode.UNKNOWN_TOOL, unknownTool(call.tool())));
        } else if (nextSlot >= lastSlot) {
            rejectTheRest(Optional.of(call.tool()), call.description(), Optional.of(call.params()));
        } else {
            request(call);
        }
    }

    private void request(ToolCall call) {
        boolean dispatched = !context.sourceTools().contains(call.tool());
        int slot = nextSlot++;
        if (dispatched) {
            emissions.add(new Emission.Request(new ToolRequest(
                    new CallId(draft, slot),
                    call,
                    call.fingerprint(),
                    List.of(),
                    Optional.empty(),
                    now,
                    context.deadline(),
                    context.budget())));
        }
        part(new DraftEvent.ImageRequested(draft, epoch, nextPart, slot, call, dispatched));
    }

    private void reject(ToolCall call, ToolFailure failure) {
        reject(Optional.of(call.tool()), call.description(), failure, Optional.of(call.params()));
    }

    private void reject(Optional<String> tool, String description, ToolFailure failure, Optional<JsonNode> params) {
        if (nextSlot >= lastSlot) {
            rejectTheRest(tool, description, params);
        } else {
            part(new DraftEvent.ImageRejected(draft, epoch, nextPart, nextSlot++, tool, description, failure, params));
        }
    }

    private void rejectTheRest(Optional<String> tool, String description, Optional<JsonNode> params) {
        if (nextSlot == lastSlot) {
            ToolFailure failure = new ToolFailure(
                    FailureCode.LIMIT_EXCEEDED,
                    "The document asks for more than %d pictures; this one and all further ones are left out."
                            .formatted(lastSlot));
            part(new DraftEvent.ImageRejected(draft, epoch, nextPart, nextSlot++, tool, description, failure, params));
        }
    }

    /** A name becomes part of a topic's: it must have the form of a tool's, whatever the context says. */
    private boolean isCallable(String tool) {
        boolean wellFormed = tool.length() <= MAX_TOOL_NAME
                && tool.chars().allMatch(c -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-');
        return wellFormed && context.tools().contains(tool);
    }

    private String unknownTool(String tool) {
        String shown = tool.length() <= MAX_TOOL_NAME ? "'" + tool + "'" : "of that name";
        String known = context.tools().isEmpty() ? "none" : String.join(", ", context.tools());
        return "There is no tool %s for this document; it may use: %s.".formatted(shown, known);
    }

    private void part(DraftEvent event) {
        nextPart++;
        emissions.add(new Emission.Part(event));
    }
}
