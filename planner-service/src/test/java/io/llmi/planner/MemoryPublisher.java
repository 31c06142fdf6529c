package io.llmi.planner;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

import io.llmi.events.EventCodec;
import io.llmi.events.MalformedEventException;
import io.llmi.events.PlanEvent;
import io.llmi.events.TraceParent;
import io.llmi.toolkit.kafka.EventPublisher;

/** Keeps what is published, after a trip through its bytes; acknowledges at once, later, or not at all. */
final class MemoryPublisher implements EventPublisher {
    final List<Object> events = new CopyOnWriteArrayList<>();
    final List<CompletableFuture<Void>> held = new CopyOnWriteArrayList<>();
    volatile boolean hold;
    volatile boolean fail;

    @Override
    public <T> CompletableFuture<Void> publish(
            String topic, String key, T event, EventCodec<T> codec, TraceParent trace) {
        if (fail) {
            return CompletableFuture.failedFuture(new IllegalStateException("no broker"));
        }
        try {
            events.add(codec.decode(codec.encode(event)));
        } catch (MalformedEventException e) {
            throw new AssertionError(e);
        }
        if (hold) {
            CompletableFuture<Void> ack = new CompletableFuture<>();
            held.add(ack);
            return ack;
        }
        return CompletableFuture.completedFuture(null);
    }

    List<PlanEvent> plan() {
        return events.stream().map(PlanEvent.class::cast).toList();
    }

    <T extends PlanEvent> List<T> plan(Class<T> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    String text(long epoch) {
        return plan(PlanEvent.Text.class).stream()
                .filter(text -> text.epoch() == epoch)
                .map(PlanEvent.Text::text)
                .collect(Collectors.joining());
    }

    @Override
    public CompletableFuture<Void> tombstone(String topic, String key, TraceParent trace) {
        throw new AssertionError("the planner deletes nothing");
    }
}
