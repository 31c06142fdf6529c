package io.llmi.gateway.http;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Refuses bodies that announce to be larger than {@code quarkus.http.limits.max-body-size} before a byte of them is
 * read, with a problem in place of the server's empty 413. Bodies that do not announce their size are cut off by the
 * server at the same limit.
 */
@ApplicationScoped
public class BodyLimit {
    /** Ahead of the server's own limit, so that its answer is ours. */
    private static final int PRIORITY = 10_000;

    private final long maxBytes;

    @Inject
    public BodyLimit(@ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize max) {
        this.maxBytes = max.asLongValue();
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, PRIORITY);
    }

    private void check(RoutingContext context) {
        if (announcedBytes(context) <= maxBytes) {
            context.next();
            return;
        }
        HttpProblems.send(context, Problems.ofStatus(413, context.request().path()), true);
    }

    private static long announcedBytes(RoutingContext context) {
        String length = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length == null) {
            return 0;
        }
        try {
            return Long.parseLong(length);
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }
}
