package io.llmi.gateway;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.enterprise.context.ApplicationScoped;

import io.llmi.events.EventCodec;
import io.llmi.events.Json;
import io.llmi.events.ToolManifest;
import io.llmi.events.TraceParent;
import io.llmi.toolkit.kafka.EventPublisher;
import io.llmi.toolkit.tool.ToolRegistry;
import org.apache.kafka.common.errors.TimeoutException;

/** Remembers what was published, and knows two tools. */
@ApplicationScoped
public class FakeKafka implements EventPublisher, ToolRegistry {
    public record Sent(String topic, String key, Object event, TraceParent trace) {}

    private final List<Sent> sent = new CopyOnWriteArrayList<>();
    private volatile boolean down;

    public List<Sent> sent() {
        return sent;
    }

    public void setDown(boolean nowDown) {
        down = nowDown;
    }

    @Override
    public <T> CompletableFuture<Void> publish(
            String topic, String key, T event, EventCodec<T> codec, TraceParent trace) {
        return send(new Sent(topic, key, event, trace));
    }

    @Override
    public CompletableFuture<Void> tombstone(String topic, String key, TraceParent trace) {
        return send(new Sent(topic, key, "tombstone", trace));
    }

    @Override
    public List<ToolManifest> tools() {
        return List.of(tool("diffusion"), tool("search"));
    }

    private CompletableFuture<Void> send(Sent record) {
        if (down) {
            return CompletableFuture.failedFuture(new TimeoutException("no broker"));
        }
        sent.add(record);
        return CompletableFuture.completedFuture(null);
    }

    private static ToolManifest tool(String name) {
        return new ToolManifest(
                name, "always", Json.mapper().createObjectNode(), List.of(), false, List.of("fake"), 60, Instant.now());
    }
}
