package io.llmi.judge.http;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmi.events.Json;
import io.llmi.events.TraceParent;

/** The items of one request, all under way at once, each on a virtual thread. Closing it stops what is not done. */
final class Batch implements AutoCloseable {
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Future<ItemResult>> results = new ArrayList<>();

    /** Starts all items. */
    Batch(RewardScorer scorer, List<JsonNode> items, Instant deadline, TraceParent trace) {
        for (JsonNode item : items) {
            results.add(threads.submit(() -> scorer.score(item, deadline, trace.child())));
        }
        threads.shutdown();
    }

    /** Waits for the end of all items; false if it did not come in time. */
    boolean await(Duration time) throws InterruptedException {
        return threads.awaitTermination(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The answer, in the order of the items; items that are not done are answered with an error. */
    ObjectNode json() {
        ObjectNode answer = Json.mapper().createObjectNode();
        ArrayNode all = answer.putArray("results");
        for (int i = 0; i < results.size(); i++) {
            all.add(result(results.get(i)).json(i));
        }
        return answer;
    }

    private static ItemResult result(Future<ItemResult> future) {
        return switch (future.state()) {
            case SUCCESS -> future.resultNow();
            case RUNNING, CANCELLED -> failed(ItemError.Code.TIMEOUT);
            case FAILED ->
                failed(
                        future.exceptionNow() instanceof InterruptedException
                                ? ItemError.Code.TIMEOUT
                                : ItemError.Code.INTERNAL);
        };
    }

    private static ItemResult failed(ItemError.Code code) {
        return new ItemResult.Failed(ItemError.of(code, Optional.empty()));
    }

    /** Interrupts what is not done; may be called by any thread. */
    void stop() {
        threads.shutdownNow();
    }

    @Override
    public void close() {
        stop();
    }
}
