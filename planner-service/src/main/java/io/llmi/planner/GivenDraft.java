package io.llmi.planner;

import io.llmi.events.TokenUsage;
import io.llmi.planner.backend.PlanRequest;
import io.llmi.planner.backend.PlanResult;
import io.llmi.planner.backend.PlannerBackend;
import io.llmi.planner.backend.TextSink;

/**
 * A draft that came with its job, such as a completion to be judged: written as it stands, so that everything behind
 * the planner makes of it what it would make of any other.
 */
record GivenDraft(String text) implements PlannerBackend {
    @Override
    public String name() {
        return "given";
    }

    @Override
    public String model() {
        return "none";
    }

    @Override
    public PlanResult stream(PlanRequest request, TextSink sink) throws InterruptedException {
        sink.text(text);
        return PlanResult.completed(TokenUsage.NONE);
    }
}
