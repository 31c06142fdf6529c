package io.llmi.toolkit.tool;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

import io.llmi.events.FinalOutcome;
import io.llmi.events.ToolFailure;
import io.llmi.events.ToolSuccess;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/** The figures of the tools of this process; docs/metrics.md explains them. Thread-safe. */
public final class ToolMeters {
    private static final String TOOL = "tool";
    private static final String BACKEND = "backend";
    private static final String OUTCOME = "outcome";

    private final MeterRegistry registry;

    public ToolMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    /** {@code llmi.tool.slots} and {@code llmi.tool.slots.busy}: what a tool's pool has, and how much of it works. */
    public <T> void slots(String tool, T pool, ToDoubleFunction<T> total, ToDoubleFunction<T> busy) {
        Gauge.builder("llmi.tool.slots", pool, total)
                .tag(TOOL, tool)
                .strongReference(true)
                .register(registry);
        Gauge.builder("llmi.tool.slots.busy", pool, busy)
                .tag(TOOL, tool)
                .strongReference(true)
                .register(registry);
    }

    /** {@code llmi.tool.queue.wait}: from the request to the slot that takes it up. */
    public void waited(String tool, Duration wait) {
        timer("llmi.tool.queue.wait")
                .tag(TOOL, tool)
                .register(registry)
                .record(wait.isNegative() ? Duration.ZERO : wait);
    }

    /** {@code llmi.tool.calls}: whole tool calls, by {@code success} or the failure's code. */
    public void finished(String tool, FinalOutcome outcome, Duration took) {
        timer("llmi.tool.calls")
                .tag(TOOL, tool)
                .tag(OUTCOME, name(outcome))
                .register(registry)
                .record(took);
    }

    /** {@code llmi.tool.redelivered}: calls that were answered from the ledger, without any work. */
    public void repeated(String tool) {
        registry.counter("llmi.tool.redelivered", TOOL, tool).increment();
    }

    /** {@code llmi.backend.calls}: single backend calls, by {@code success} or the failure's code. */
    public void called(String tool, String backend, Optional<ToolFailure> failure, Duration took) {
        timer("llmi.backend.calls")
                .tag(TOOL, tool)
                .tag(BACKEND, backend)
                .tag(OUTCOME, failure.map(ToolMeters::name).orElse("success"))
                .register(registry)
                .record(took);
    }

    /** {@code llmi.backend.retries}: calls after the first one of the same backend for the same tool call. */
    public void retried(String tool, String backend) {
        registry.counter("llmi.backend.retries", TOOL, tool, BACKEND, backend).increment();
    }

    /** {@code llmi.backend.cache}: look-ups in the result cache, {@code hit} or {@code miss}. */
    public void lookedUp(String tool, String backend, boolean hit) {
        registry.counter("llmi.backend.cache", TOOL, tool, BACKEND, backend, "result", hit ? "hit" : "miss")
                .increment();
    }

    /** {@code llmi.backend.breaker}: 0 closed, 1 half open, 2 open. Watching the same one again does nothing. */
    public <T> void breaker(String tool, String backend, T breaker, ToDoubleFunction<T> state) {
        Gauge.builder("llmi.backend.breaker", breaker, state)
                .tag(TOOL, tool)
                .tag(BACKEND, backend)
                .register(registry);
    }

    private static Timer.Builder timer(String name) {
        return Timer.builder(name).publishPercentileHistogram();
    }

    private static String name(FinalOutcome outcome) {
        return switch (outcome) {
            case ToolSuccess success -> "success";
            case ToolFailure failure -> failure.code().name().toLowerCase(Locale.ROOT);
        };
    }
}
