package io.llmi.toolkit.fetch;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.llmi.toolkit.http.HttpFailures;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.ssl.SSLContexts;

/**
 * Posts JSON to a URL of unknown origin, by the rules of {@link SafeFetcher}. Follows no redirect and reads no more of
 * the answer than its head. Thread-safe.
 */
public final class SafeSender implements AutoCloseable {
    private final UrlRules rules;
    private final Duration timeout;
    private final CloseableHttpClient client;
    private final ExecutorService workers = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("send-", 0).factory());

    /**
     * @param addresses rules for the addresses that names have, asked for at each connection
     * @param timeout of a whole request, the name's look-up included
     * @param connections at the same time
     */
    public SafeSender(
            UrlRules rules,
            AddressRules addresses,
            Resolver resolver,
            String userAgent,
            Duration timeout,
            int connections,
            int connectionsPerHost) {
        this.rules = rules;
        this.timeout = timeout;
        this.client = VettedClient.create(
                connections,
                connectionsPerHost,
                userAgent,
                timeout,
                new VettingDns(resolver, addresses),
                SSLContexts.createSystemDefault());
    }

    /**
     * What a server answered.
     *
     * @param retryAfter how long it wants to be left alone
     */
    public record Answer(int status, Optional<Duration> retryAfter) {}

    /**
     * Sends over the network; blocks.
     *
     * @throws BlockedUrlException if the URL or its host's addresses may not be used; nothing was sent
     * @throws FetchException if there was no answer
     * @throws InterruptedException if interrupted; the connection is closed by then
     */
    public Answer post(String url, Map<String, String> headers, byte[] json)
            throws FetchException, InterruptedException {
        VettedUrl vetted = rules.vet(url);
        HttpPost post = new HttpPost(vetted.uri());
        headers.forEach(post::setHeader);
        post.setHeader(HttpHeaders.CONNECTION, "close");
        post.setEntity(new ByteArrayEntity(json, ContentType.APPLICATION_JSON.withCharset((String) null)));
        Future<Answer> result;
        try {
            result = workers.submit(() -> answer(post));
        } catch (RejectedExecutionException e) {
            throw new FetchException.Unreachable("Nothing is sent any more: the service is stopping.", e);
        }
        try {
            return result.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new FetchException.TimedOut("%s did not answer in time.".formatted(vetted.host()));
        } catch (CancellationException e) {
            throw new FetchException.Unreachable("Nothing is sent any more: the service is stopping.", e);
        } catch (ExecutionException e) {
            throw failure(vetted, e);
        } finally {
            post.cancel();
            result.cancel(true);
        }
    }

    /** Ends all requests. */
    @Override
    public void close() {
        workers.shutdownNow();
        client.close(CloseMode.IMMEDIATE);
    }

    private Answer answer(HttpPost post) throws IOException {
        try {
            ClassicHttpResponse response = client.executeOpen(null, post, HttpClientContext.create());
            return new Answer(
                    response.getCode(),
                    Optional.ofNullable(response.getFirstHeader(HttpHeaders.RETRY_AFTER))
                            .flatMap(header -> HttpFailures.retryAfter(header.getValue(), Clock.systemUTC())));
        } finally {
            // Unlike closing the answer, this does not first read what is left of it.
            post.cancel();
        }
    }

    private static FetchException failure(VettedUrl url, ExecutionException e) {
        return switch (e.getCause()) {
            case VettingDns.BlockedHostException blocked -> blocked.verdict();
            case IOException lost ->
                new FetchException.Unreachable(
                        "%s cannot be reached, or did not answer with proper HTTP.".formatted(url.host()), lost);
            case null, default -> throw new IllegalStateException("sending to %s failed".formatted(url.host()), e);
        };
    }
}
