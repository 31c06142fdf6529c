package io.llmi.gateway.quota;

import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

import io.llmi.toolkit.access.AccessGate;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;

/** Tells callers whose submissions are limited how they stand, in the names that OpenAI's clients and others read. */
@ApplicationScoped
class RateHeaders {
    private final Quotas quotas;

    @Inject
    RateHeaders(Quotas quotas) {
        this.quotas = quotas;
    }

    void register(@Observes Filters filters) {
        filters.register(this::announce, AccessGate.PRIORITY - 1);
    }

    private void announce(RoutingContext context) {
        if (context.request().method() == HttpMethod.POST && AccessGate.passed(context)) {
            context.addHeadersEndHandler(end -> write(context));
        }
        context.next();
    }

    private void write(RoutingContext context) {
        quotas.standing(AccessGate.caller(context)).ifPresent(standing -> {
            MultiMap headers = context.response().headers();
            long seconds = Math.ceilDiv(standing.reset().toMillis(), 1000);
            headers.set("RateLimit-Limit", Integer.toString(standing.limit()));
            headers.set("RateLimit-Remaining", Integer.toString(standing.remaining()));
            headers.set("RateLimit-Reset", Long.toString(seconds));
            headers.set("x-ratelimit-limit-requests", Integer.toString(standing.limit()));
            headers.set("x-ratelimit-remaining-requests", Integer.toString(standing.remaining()));
            headers.set("x-ratelimit-reset-requests", text(standing.reset()));
        });
    }

    /** As {@code 850ms} or {@code 12s}. */
    private static String text(Duration wait) {
        return wait.toMillis() < 1000 ? wait.toMillis() + "ms" : Math.ceilDiv(wait.toMillis(), 1000) + "s";
    }
}
