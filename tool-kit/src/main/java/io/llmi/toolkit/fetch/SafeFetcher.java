package io.llmi.toolkit.fetch;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import javax.net.ssl.SSLContext;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.ssl.SSLContexts;

/**
 * Gets what a URL of unknown origin names, and nothing from inside our own network.
 *
 * <p>The URL and each redirect pass {@link UrlRules}; each name is resolved once for its connection and all its
 * addresses pass {@link AddressRules}, while {@code Host}, SNI and certificate check keep the name. A deadline ends the
 * whole fetch however slowly a server drips. No cookies, credentials, proxies, caches or reused connections: a server
 * can leave nothing behind for the next fetch. Thread-safe.
 */
@ApplicationScoped
public class SafeFetcher implements AutoCloseable {
    private final FetchSettings settings;
    private final UrlRules rules;
    private final Clock clock;
    private final CloseableHttpClient client;
    private final ThreadPoolExecutor workers;

    @Inject
    public SafeFetcher(FetchSettings settings) {
        this(settings, Resolver.system());
    }

    public SafeFetcher(FetchSettings settings, Resolver resolver) {
        this(settings, resolver, SSLContexts.createSystemDefault());
    }

    SafeFetcher(FetchSettings settings, Resolver resolver, SSLContext trust) {
        AddressRules addresses = new AddressRules(
                settings.allowedNetworks().orElse(List.of()),
                settings.ownAddresses().orElse(List.of()));
        this.settings = settings;
        this.rules = new UrlRules(settings.allowedPorts(), addresses);
        this.clock = Clock.systemUTC();
        this.client = VettedClient.create(
                settings.connections(),
                settings.connectionsPerHost(),
                settings.userAgent(),
                settings.deadline(),
                new VettingDns(resolver, addresses),
                trust);
        this.workers = new ThreadPoolExecutor(
                settings.connections(),
                settings.connections(),
                30,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                Thread.ofPlatform().daemon().name("fetch-", 0).factory());
        workers.allowCoreThreadTimeOut(true);
    }

    /**
     * Fetches over the network; blocks.
     *
     * @param url as somebody else gave it
     * @param accept media types to ask for; the answer may be of another one
     * @param deadline of the caller; the fetch ends at the earlier of this and {@code llmi.fetch.deadline}
     * @throws BlockedUrlException if the URL, its host's addresses or those of a redirect may not be used
     * @throws FetchException if it failed for another reason
     * @throws InterruptedException if interrupted; the connection is closed by then
     */
    public Fetched fetch(String url, List<String> accept, Instant deadline)
            throws FetchException, InterruptedException {
        Duration left = left(deadline);
        VettedUrl vetted = rules.vet(url);
        FetchRun run = new FetchRun(client, rules, accept, settings.maxBytes(), clock);
        Future<Fetched> result;
        try {
            result = workers.submit(() -> run.follow(vetted));
        } catch (RejectedExecutionException e) {
            throw new FetchException.Unreachable("Nothing is fetched any more: the service is stopping.", e);
        }
        try {
            // Waiting here rather than reading: neither a socket nor a name look-up heeds deadlines and interrupts.
            return result.get(left.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new FetchException.TimedOut("%s did not send everything in time.".formatted(vetted.host()));
        } catch (CancellationException e) {
            throw new FetchException.Unreachable("Nothing is fetched any more: the service is stopping.", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof FetchException failure) {
                throw failure;
            }
            throw new IllegalStateException("fetching from %s failed".formatted(vetted.host()), e.getCause());
        } finally {
            run.abort();
            result.cancel(true);
        }
    }

    /** Ends all fetches. */
    @Override
    @PreDestroy
    public void close() {
        workers.shutdownNow().forEach(waiting -> ((Future<?>) waiting).cancel(true));
        client.close(CloseMode.IMMEDIATE);
    }

    private Duration left(Instant deadline) throws FetchException {
        Duration left = Duration.between(clock.instant(), deadline);
        if (left.isNegative() || left.isZero()) {
            throw new FetchException.TimedOut("There was no time left to fetch anything.");
        }
        return left.compareTo(settings.deadline()) < 0 ? left : settings.deadline();
    }
}
