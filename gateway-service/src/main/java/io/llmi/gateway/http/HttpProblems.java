package io.llmi.gateway.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

/** Problems on routes that are not JAX-RS resources. */
public final class HttpProblems {
    private HttpProblems() {}

    /** Answers with the problem that a failure is. */
    public static void fail(RoutingContext context, Throwable failure) {
        Problems.Answer answer = Problems.of(failure, context.request().path());
        answer.retryAfter()
                .ifPresent(wait -> context.response()
                        .putHeader(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, wait.toSeconds()))));
        send(context, answer.problem(), false);
    }

    static void send(RoutingContext context, Problem problem, boolean close) {
        if (close) {
            context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
        context.response()
                .setStatusCode(problem.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .end(Buffer.buffer(Problems.json(problem)))
                .onComplete(sent -> {
                    if (close) {
                        context.request().connection().close();
                    }
                });
    }
}
