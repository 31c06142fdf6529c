package io.llmi.gateway.openai;

import java.util.List;

import io.vertx.ext.web.RoutingContext;

/** Failures outside of the routes, for clients who expect OpenAI's form. */
public final class OpenAiErrors {
    private static final List<String> ROOTS = List.of("/v1/responses", "/v1/chat", "/v1/models");

    private OpenAiErrors() {}

    /** Whether this request is one of OpenAI's API. */
    public static boolean concern(RoutingContext context) {
        return ROOTS.stream().anyMatch(context.normalizedPath()::startsWith);
    }

    /** Answers with the error that a failure is. */
    public static void send(RoutingContext context, Throwable failure) {
        new OpenAiExchange(context).error(OpenAiException.of(failure));
    }
}
