package io.llmi.bench;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;

/** Opens thousands of event streams, each on a connection of its own, with two threads for all of them. */
final class StreamClients implements AutoCloseable {
    private static final int OPENING = 100;

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2));
    private final HttpClient client;

    StreamClients(URI gateway, int most) {
        this.client = vertx.createHttpClient(
                new HttpClientOptions()
                        .setDefaultHost(gateway.getHost())
                        .setDefaultPort(gateway.getPort())
                        .setConnectTimeout(30_000),
                new PoolOptions().setHttp1MaxSize(most).setEventLoopSize(2));
    }

    /** A stream to open: whose events it brings and who reads it. */
    record Opening(String job, WatchedStream reader) {}

    /**
     * Opens the streams, a hundred at a time.
     *
     * @throws IOException if the gateway does not answer within a minute
     */
    void open(List<Opening> openings) throws IOException, InterruptedException {
        Semaphore turns = new Semaphore(OPENING);
        for (Opening opening : openings) {
            acquire(turns, 1);
            client.request(HttpMethod.GET, "/v1/jobs/" + opening.job() + "/events")
                    .compose(HttpClientRequest::send)
                    .onSuccess(opening.reader()::take)
                    .onComplete(answered -> turns.release());
        }
        acquire(turns, OPENING);
    }

    private static void acquire(Semaphore turns, int count) throws IOException, InterruptedException {
        if (!turns.tryAcquire(count, 60, TimeUnit.SECONDS)) {
            throw new IOException("the gateway takes no more streams");
        }
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
