package io.llmi.toolkit.fetch;

import java.io.IOException;

import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpConnection;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.impl.Http1StreamListener;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.io.HttpResponseInformationCallback;
import org.apache.hc.core5.http.protocol.HttpContext;

/**
 * Reads a few interim responses (1xx) before the final one, and no more; by itself the HTTP client would read them for
 * ever. Its callback for them leaves out 100, so the heads are counted where all of them pass.
 */
final class BoundedRequestExecutor extends HttpRequestExecutor {
    private static final int MAX_HEADS = 8;

    /** Unchecked, as a listener may throw nothing else; the executor closes the connection on it. */
    static final class EndlessHeadsException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        EndlessHeadsException() {
            super("more than %d responses to one request".formatted(MAX_HEADS));
        }
    }

    private static final class HeadCounter implements Http1StreamListener {
        private int heads;

        @Override
        public void onRequestHead(HttpConnection connection, HttpRequest request) {}

        @Override
        public void onResponseHead(HttpConnection connection, HttpResponse response) {
            if (++heads > MAX_HEADS) {
                throw new EndlessHeadsException();
            }
        }

        @Override
        public void onExchangeComplete(HttpConnection connection, boolean keepAlive) {}
    }

    @Override
    public ClassicHttpResponse execute(
            ClassicHttpRequest request,
            HttpClientConnection connection,
            HttpResponseInformationCallback callback,
            HttpContext context)
            throws IOException, HttpException {
        return new HttpRequestExecutor(DEFAULT_WAIT_FOR_CONTINUE, null, new HeadCounter())
                .execute(request, connection, callback, context);
    }
}
