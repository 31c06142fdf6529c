package io.llmi.toolkit.http;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A response body that is pulled chunk by chunk with a timeout on each. One chunk is asked for at a time, so a slow
 * reader slows the sender; closing cancels the exchange. Read by one thread.
 */
public final class ByteStream implements HttpResponse.BodySubscriber<ByteStream>, AutoCloseable {
    private final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();
    private final LinkedBlockingQueue<Signal> signals = new LinkedBlockingQueue<>();

    private sealed interface Signal {}

    private record Chunk(List<ByteBuffer> bytes) implements Signal {}

    private record Failure(Throwable cause) implements Signal {}

    private record End() implements Signal {}

    /** Nothing came in time. */
    public static final class IdleException extends Exception {
        private static final long serialVersionUID = 1L;
    }

    /**
     * Waits for the next bytes.
     *
     * @return empty at the end of the body
     * @throws IdleException if none came within the timeout
     * @throws IOException if the connection failed
     */
    public Optional<List<ByteBuffer>> next(Duration timeout) throws IdleException, IOException, InterruptedException {
        Signal signal = signals.poll(timeout.toNanos(), TimeUnit.NANOSECONDS);
        return switch (signal) {
            case null -> throw new IdleException();
            case Chunk chunk -> {
                subscription.join().request(1);
                yield Optional.of(chunk.bytes());
            }
            case Failure failure -> throw new IOException(failure.cause());
            case End end -> Optional.empty();
        };
    }

    @Override
    public void close() {
        subscription.thenAccept(Flow.Subscription::cancel);
    }

    @Override
    public CompletionStage<ByteStream> getBody() {
        return CompletableFuture.completedStage(this);
    }

    @Override
    public void onSubscribe(Flow.Subscription upstream) {
        upstream.request(1);
        subscription.complete(upstream);
    }

    @Override
    public void onNext(List<ByteBuffer> bytes) {
        signals.add(new Chunk(bytes));
    }

    @Override
    public void onError(Throwable cause) {
        signals.add(new Failure(cause));
    }

    @Override
    public void onComplete() {
        signals.add(new End());
    }
}
