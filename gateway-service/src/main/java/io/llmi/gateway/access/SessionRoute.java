package io.llmi.gateway.access;

import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

import io.llmi.gateway.http.HttpProblems;
import io.llmi.gateway.http.ProblemException;
import io.llmi.toolkit.access.Access;
import io.llmi.toolkit.access.AccessGate;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;

/**
 * {@code /session}: gives the page's key to the browser to keep, in a cookie that no script reads and that is sent to this
 * site alone, because event streams and pictures cannot carry a header.
 */
@ApplicationScoped
class SessionRoute {
    private static final int MAX_BODY = 4096;
    private static final Duration KEPT = Duration.ofDays(30);

    private final GatewayAccess access;

    @Inject
    SessionRoute(GatewayAccess access) {
        this.access = access;
    }

    void register(@Observes Router router) {
        router.post("/session")
                .handler(BodyHandler.create(false).setBodyLimit(MAX_BODY))
                .blockingHandler(this::begin, false);
        router.delete("/session").handler(SessionRoute::end);
    }

    private void begin(RoutingContext context) {
        String key = key(context);
        if (key.isEmpty() || !access.isKnown(key)) {
            HttpProblems.fail(
                    context,
                    ProblemException.refused(new Access.Refused(
                            Access.Refusal.UNKNOWN, "this API key is not known here, or was revoked")));
            return;
        }
        answer(context, key, KEPT);
    }

    private static void end(RoutingContext context) {
        answer(context, "", Duration.ZERO);
    }

    private static String key(RoutingContext context) {
        try {
            JsonObject body = context.body().asJsonObject();
            return body == null ? "" : body.getString("key", "").strip();
        } catch (DecodeException | ClassCastException e) {
            return "";
        }
    }

    private static void answer(RoutingContext context, String value, Duration age) {
        Cookie cookie = Cookie.cookie(AccessGate.COOKIE, value)
                .setPath("/")
                .setHttpOnly(true)
                .setSecure(context.request().isSSL())
                .setSameSite(CookieSameSite.STRICT)
                .setMaxAge(age.toSeconds());
        context.response()
                .addCookie(cookie)
                .putHeader("Cache-Control", "no-store")
                .setStatusCode(204)
                .end();
    }
}
