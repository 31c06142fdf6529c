package io.llmi.toolkit.tool;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import io.llmi.events.BlobRef;
import io.llmi.events.CallId;
import io.llmi.events.DeadLetter;
import io.llmi.events.DraftId;
import io.llmi.events.EventCodec;
import io.llmi.events.JobId;
import io.llmi.events.Json;
import io.llmi.events.ToolCall;
import io.llmi.events.ToolPreview;
import io.llmi.events.ToolRequest;
import io.llmi.events.ToolResult;
import io.llmi.events.Topics;
import io.llmi.events.TraceParent;
import io.llmi.toolkit.blob.FileBlobStore;
import io.llmi.toolkit.budget.Purse;
import io.llmi.toolkit.job.JobControls;
import io.llmi.toolkit.kafka.EventPublisher;
import io.llmi.toolkit.queue.ShareQueue.Delivery;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

/** Handlers on one blob store, as the workers of one tool have it, and what they publish. */
final class HandlerBench implements AutoCloseable {
    static final CallId CALL = new CallId(new DraftId(JobId.derived("t", "k"), 0), 0);

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final FileBlobStore blobs;
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final List<ToolResult> published = new CopyOnWriteArrayList<>();
    private final List<DeadLetter> letters = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Runnable> stop = new CompletableFuture<>();

    HandlerBench(Path directory) {
        this.blobs = new FileBlobStore(directory);
    }

    ToolCallHandler handler(Tool tool) {
        return handler(tool, new TestToolSettings());
    }

    ToolCallHandler handler(Tool tool, ToolSettings settings) {
        return new ToolCallHandler(
                tool,
                new CallRunner(tool, threads),
                publisher(),
                blobs,
                new Stops(),
                (request, trace) -> Purse.UNLIMITED,
                settings,
                new ToolMeters(registry),
                new Patience(10),
                Clock.systemUTC());
    }

    FileBlobStore blobs() {
        return blobs;
    }

    SimpleMeterRegistry registry() {
        return registry;
    }

    ExecutorService threads() {
        return threads;
    }

    /** Final results. */
    List<ToolResult> results() {
        return published.stream()
                .filter(result -> !(result.outcome() instanceof ToolPreview))
                .toList();
    }

    List<ToolPreview> previews() {
        return published.stream()
                .map(ToolResult::outcome)
                .filter(ToolPreview.class::isInstance)
                .map(ToolPreview.class::cast)
                .toList();
    }

    List<DeadLetter> letters() {
        return letters;
    }

    /** Stops the job of the running call. */
    void stopJob() {
        stop.join().run();
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    static ToolRequest request(List<BlobRef> inputs) {
        return new ToolRequest(
                CALL,
                new ToolCall("test", "a picture", Json.mapper().createObjectNode()),
                "fp",
                inputs,
                Optional.empty(),
                Instant.now(),
                Instant.now().plusSeconds(60));
    }

    static Delivery delivery(ToolRequest request, int deliveryCount) {
        return new Delivery(
                Topics.toolRequests("test"),
                0,
                0,
                Optional.of(CALL.job().value()),
                EventCodec.of(ToolRequest.class).encode(request),
                deliveryCount,
                TraceParent.start());
    }

    private EventPublisher publisher() {
        return new EventPublisher() {
            @Override
            public <T> CompletableFuture<Void> publish(
                    String topic, String key, T event, EventCodec<T> codec, TraceParent trace) {
                if (event instanceof ToolResult result) {
                    published.add(result);
                } else if (event instanceof DeadLetter letter) {
                    letters.add(letter);
                }
                return CompletableFuture.completedFuture(null);
            }

            @Override
            public CompletableFuture<Void> tombstone(String topic, String key, TraceParent trace) {
                throw new UnsupportedOperationException();
            }
        };
    }

    private final class Stops implements JobControls {
        @Override
        public boolean isStopped(JobId job) {
            return false;
        }

        @Override
        public AutoCloseable onStop(JobId job, Runnable whenStopped) {
            stop.complete(whenStopped);
            return () -> {};
        }
    }
}
