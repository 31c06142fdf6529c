package io.llmi.toolkit.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

import javax.net.ssl.SSLException;

import io.llmi.toolkit.http.HttpFailures;
import org.apache.hc.client5.http.ClientProtocolException;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.jspecify.annotations.Nullable;

/** One fetch with its redirects. Runs on one thread and is aborted by another. */
final class FetchRun {
    private static final int MAX_REDIRECTS = 3;

    private final CloseableHttpClient client;
    private final UrlRules rules;
    private final String accept;
    private final int maxBytes;
    private final Clock clock;

    private boolean aborted;
    private @Nullable HttpGet current;

    FetchRun(CloseableHttpClient client, UrlRules rules, List<String> accept, int maxBytes, Clock clock) {
        this.client = client;
        this.rules = rules;
        this.accept = String.join(", ", accept);
        this.maxBytes = maxBytes;
        this.clock = clock;
    }

    /** What a server answered that did not fail. */
    private sealed interface Answer {
        record Body(Fetched fetched) implements Answer {}

        record Moved(String location) implements Answer {}
    }

    Fetched follow(VettedUrl first) throws FetchException {
        VettedUrl url = first;
        for (int redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
            switch (get(url)) {
                case Answer.Body body -> {
                    return body.fetched();
                }
                case Answer.Moved moved -> url = Redirects.next(url, moved.location(), rules);
            }
        }
        throw new FetchException.Protocol("%s redirects more than %d times.".formatted(first.host(), MAX_REDIRECTS));
    }

    /** Closes the connection, whatever it is doing. The thread that follows fails soon after. */
    synchronized void abort() {
        aborted = true;
        if (current != null) {
            current.cancel();
        }
    }

    private synchronized HttpGet begin(VettedUrl url) {
        HttpGet get = new HttpGet(url.uri());
        get.setHeader(HttpHeaders.ACCEPT, accept);
        // Pictures are packed already. A server that packs them all the same is understood.
        get.setHeader(HttpHeaders.ACCEPT_ENCODING, "identity");
        get.setHeader(HttpHeaders.CONNECTION, "close");
        current = get;
        if (aborted) {
            get.cancel();
        }
        return get;
    }

    private Answer get(VettedUrl url) throws FetchException {
        HttpGet get = begin(url);
        try {
            return answer(url, client.executeOpen(null, get, HttpClientContext.create()));
        } catch (VettingDns.BlockedHostException e) {
            throw e.verdict();
        } catch (UnknownHostException e) {
            throw new FetchException.Unreachable("There is no host %s.".formatted(url.host()), e);
        } catch (CappedInputStream.CapExceededException e) {
            throw tooLarge(url);
        } catch (SSLException e) {
            throw new FetchException.Unreachable(
                    "No secure connection to %s can be made; its certificate may not be valid.".formatted(url.host()),
                    e);
        } catch (BoundedRequestExecutor.EndlessHeadsException
                | ClientProtocolException
                | MessageConstraintException
                | NoHttpResponseException
                | ConnectionClosedException
                | MalformedChunkCodingException
                | java.util.zip.ZipException
                | java.io.EOFException e) {
            throw new FetchException.Protocol("%s did not answer with proper HTTP.".formatted(url.host()), e);
        } catch (IOException e) {
            throw new FetchException.Unreachable(
                    "%s cannot be reached, or the connection to it was lost.".formatted(url.host()), e);
        } finally {
            // Unlike closing the answer, this does not first read what is left of it.
            get.cancel();
        }
    }

    private Answer answer(VettedUrl url, ClassicHttpResponse response) throws FetchException, IOException {
        int status = response.getCode();
        return switch (status) {
            case 200, 203 ->
                new Answer.Body(new Fetched(
                        body(url, response),
                        Optional.ofNullable(response.getFirstHeader(HttpHeaders.CONTENT_TYPE))
                                .map(Header::getValue),
                        url.uri()));
            case 301, 302, 303, 307, 308 -> {
                Header location = response.getFirstHeader(HttpHeaders.LOCATION);
                if (location == null) {
                    throw new FetchException.Protocol("%s redirects to nowhere.".formatted(url.host()));
                }
                yield new Answer.Moved(location.getValue());
            }
            default ->
                throw new FetchException.Status(
                        "%s answered HTTP %d.".formatted(url.host(), status),
                        status,
                        Optional.ofNullable(response.getFirstHeader(HttpHeaders.RETRY_AFTER))
                                .flatMap(header -> HttpFailures.retryAfter(header.getValue(), clock)));
        };
    }

    private byte[] body(VettedUrl url, ClassicHttpResponse response) throws FetchException, IOException {
        HttpEntity entity = response.getEntity();
        if (entity == null) {
            return new byte[0];
        }
        if (entity.getContentLength() > maxBytes) {
            throw tooLarge(url);
        }
        InputStream sent = new CappedInputStream(entity.getContent(), maxBytes);
        String encoding = Optional.ofNullable(entity.getContentEncoding())
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .orElse("");
        return switch (encoding) {
            case "", "identity" -> sent.readAllBytes();
            case "gzip", "x-gzip" -> new CappedInputStream(new GZIPInputStream(sent), maxBytes).readAllBytes();
            default ->
                throw new FetchException.Protocol(
                        "%s packed its answer in a way that was not asked for.".formatted(url.host()));
        };
    }

    private FetchException tooLarge(VettedUrl url) {
        return new FetchException.TooLarge("What %s sends is larger than %d bytes.".formatted(url.host(), maxBytes));
    }
}
