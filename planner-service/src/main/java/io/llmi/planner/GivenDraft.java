package io.llmi.planner;

import java.util.Optional;

import io.llmi.events.ScalingReport.Writer;
import io.llmi.events.TokenUsage;
import io.llmi.planner.backend.PlanRequest;
import io.llmi.planner.backend.PlanResult;
import io.llmi.planner.backend.PlannerBackend;
import io.llmi.planner.backend.TextSink;

/**
 * A draft that came with its job, such as a completion to be judged: written as it stands, so that everything behind
 * the planner makes of it what it would make of any other.
 *
 * @param writer who wrote it, where that is known
 */
record GivenDraft(String text, Optional<Writer> writer) implements PlannerBackend {
    @Override
    public String name() {
        return writer.map(Writer::backend).orElse("given");
    }

    @Override
    public String model() {
        return writer.map(Writer::model).orElse("none");
    }

    @Override
    public PlanResult stream(PlanRequest request, TextSink sink) throws InterruptedException {
        sink.text(text);
        return PlanResult.completed(TokenUsage.NONE);
    }
}
