package io.llmi.toolkit.access;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

import io.llmi.events.Topics;
import io.llmi.toolkit.access.Access.Refusal;
import io.llmi.toolkit.kafka.KafkaSettings;
import io.llmi.toolkit.kafka.TopicTail;
import io.vertx.core.http.Cookie;
import io.vertx.ext.web.RoutingContext;
import org.jboss.logging.Logger;

/** Stands before all routes of a service and lets through who may. Thread-safe. */
public final class AccessGate {
    /** Before everything that reads or writes. */
    public static final int PRIORITY = 9_000;

    /** The cookie that a browser keeps its key in. */
    public static final String COOKIE = "llmi_key";

    private static final Logger LOG = Logger.getLogger(AccessGate.class);
    private static final String CALLER = "llmi.caller";

    private final KeyTable keys = new KeyTable();
    private final Authenticator authenticator;
    private final TopicTail tail;
    private final Refuser refuser;

    /** Writes the answer to a request that ends at the gate. */
    @FunctionalInterface
    public interface Refuser {
        void refuse(RoutingContext context, Access.Refused refused);
    }

    /** @param host the address that the server listens on */
    public AccessGate(AccessConfig config, KafkaSettings kafka, String host, Refuser refuser) {
        this.authenticator = new Authenticator(config, isLoopback(host), keys, OidcTokens.of(config.oidc()));
        this.tail = new TopicTail(
                Topics.KEYS,
                kafka,
                new TopicTail.From.Beginning(),
                record -> keys.apply(record.key(), Optional.ofNullable(record.value())));
        this.refuser = refuser;
    }

    /** Reads the keys where they count, and lets callers in from then on. */
    public void start() {
        if (!authenticator.isAlwaysOpen()) {
            tail.start();
        }
        authenticator.begin();
        LOG.info(authenticator.isOpen() ? "the API is open to everybody who reaches it" : "the API asks for keys");
    }

    public void stop() {
        tail.stop();
    }

    public KeyTable keys() {
        return keys;
    }

    public Authenticator authenticator() {
        return authenticator;
    }

    /** For the server's filters. */
    public void check(RoutingContext context) {
        String path = context.normalizedPath();
        Optional<Scope> needed = AccessRules.needed(context.request().method().name(), path);
        // In one process two services stand behind the same server: one look is enough.
        if (needed.isEmpty() || context.get(CALLER) != null) {
            context.next();
            return;
        }
        Optional<String> leak = AccessRules.leak(context.queryParams().names());
        if (leak.isPresent() || path.contains(";")) {
            refuser.refuse(
                    context,
                    new Access.Refused(
                            Refusal.LEAKING,
                            leak.map(name ->
                                            ("the parameter \"%s\" does not belong into an address, where logs and histories"
                                                            + " keep it; send keys in the header Authorization, and revoke this one")
                                                    .formatted(name))
                                    .orElse("this path has parameters, which are not used here")));
            return;
        }
        Optional<String> authorization = Optional.ofNullable(context.request().getHeader("Authorization"));
        Optional<String> session =
                Optional.ofNullable(context.request().getCookie(COOKIE)).map(Cookie::getValue);
        if (!authenticator.mayBlock(authorization)) {
            proceed(context, authenticator.check(authorization, session, needed.get()));
            return;
        }
        // What comes meanwhile of the body would find nobody to read it.
        context.request().pause();
        context.vertx()
                .executeBlocking(() -> authenticator.check(authorization, session, needed.get()), false)
                .onComplete(done -> context.request().resume())
                .onSuccess(access -> proceed(context, access))
                .onFailure(context::fail);
    }

    /** Whether this request had to say who makes it, and did. */
    public static boolean passed(RoutingContext context) {
        return context.get(CALLER) != null;
    }

    /** Who makes this request; only behind the gate. */
    public static Caller caller(RoutingContext context) {
        Caller caller = context.get(CALLER);
        if (caller == null) {
            throw new IllegalStateException("nobody asked who calls " + context.normalizedPath());
        }
        return caller;
    }

    private void proceed(RoutingContext context, Access access) {
        switch (access) {
            case Access.Granted(Caller caller) -> {
                context.put(CALLER, caller);
                context.next();
            }
            case Access.Refused refused -> {
                LOG.debugf("%s %s: %s", context.request().method(), context.normalizedPath(), refused.reason());
                refuser.refuse(context, refused);
            }
        }
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
