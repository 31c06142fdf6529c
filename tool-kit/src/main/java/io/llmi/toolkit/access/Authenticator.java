package io.llmi.toolkit.access;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

import io.llmi.events.AccessKey;
import io.llmi.events.Quota;
import io.llmi.toolkit.access.Access.Refusal;

/** Decides who is calling and whether they may. Thread-safe. */
public final class Authenticator {
    private static final String BEARER = "bearer ";

    /** Compared with where there is no such key, so that the answer takes as long. */
    private static final String NO_KEY = "0".repeat(64);

    private final AccessConfig config;
    private final boolean loopback;
    private final KeyTable keys;
    private final Tokens tokens;
    private volatile boolean ready;

    /**
     * @param loopback whether only this machine reaches the server
     * @param tokens for bearer tokens that are no keys
     */
    Authenticator(AccessConfig config, boolean loopback, KeyTable keys, Tokens tokens) {
        this.config = config;
        this.loopback = loopback;
        this.keys = keys;
        this.tokens = tokens;
    }

    /** The keys that exist are known from now on. */
    void begin() {
        ready = true;
    }

    /** Whether keys mean nothing. */
    public boolean isAlwaysOpen() {
        return config.mode() == AccessConfig.Mode.OPEN;
    }

    /** Whether everybody may do everything at this moment. */
    public boolean isOpen() {
        return switch (config.mode()) {
            case OPEN -> true;
            case REQUIRED -> false;
            case AUTO ->
                loopback
                        && keys.isEmpty()
                        && config.adminKey().isEmpty()
                        && config.oidc().jwksUrl().isEmpty();
        };
    }

    /** Whether {@link #check} may wait for an identity provider. */
    boolean mayBlock(Optional<String> authorization) {
        return tokens != Tokens.NONE
                && authorization
                        .flatMap(Authenticator::bearer)
                        .filter(secret -> KeyText.parse(secret).isEmpty())
                        .isPresent();
    }

    /**
     * @param authorization the header, if there is one
     * @param session the key that a browser was given to keep, if it was
     */
    Access check(Optional<String> authorization, Optional<String> session, Scope needed) {
        if (!ready) {
            return new Access.Refused(Refusal.STARTING, "the keys are still being read; try again in a second");
        }
        Optional<String> secret = authorization.isPresent() ? bearer(authorization.get()) : session;
        Optional<Caller> caller = secret.flatMap(this::caller);
        if (caller.isEmpty() && isOpen()) {
            // Clients send some key, because their libraries insist on one.
            return new Access.Granted(Caller.ANYBODY);
        }
        if (caller.isEmpty()) {
            return new Access.Refused(
                    Refusal.UNKNOWN,
                    secret.isEmpty()
                            ? "send an API key as \"Authorization: Bearer llmi_...\"; `llmi keys create` makes one"
                            : "this API key is not known here, or was revoked");
        }
        if (!caller.get().may(needed)) {
            return new Access.Refused(
                    Refusal.FORBIDDEN,
                    "this key lacks the scope \"%s\"; it has %s"
                            .formatted(
                                    needed.wire(),
                                    caller.get().scopes().stream()
                                            .map(Scope::wire)
                                            .sorted()
                                            .toList()));
        }
        return new Access.Granted(caller.get());
    }

    /** Who this key or token belongs to, if to anybody. */
    public Optional<Caller> caller(String secret) {
        Optional<KeyText> text = KeyText.parse(secret);
        if (text.isPresent()) {
            Optional<AccessKey> key = keys.find(text.get().id());
            boolean same =
                    KeyText.same(text.get().sha256(), key.map(AccessKey::sha256).orElse(NO_KEY));
            if (same && key.isPresent() && key.get().revokedAt().isEmpty()) {
                return Optional.of(caller(key.get()));
            }
        }
        if (config.adminKey().filter(admin -> KeyText.same(admin, secret)).isPresent()) {
            return Optional.of(new Caller(Caller.DEFAULT_TENANT, "admin key", EnumSet.of(Scope.ADMIN), Quota.NONE));
        }
        return text.isPresent() ? Optional.empty() : tokens.verify(secret);
    }

    private static Caller caller(AccessKey key) {
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        key.scopes().forEach(scope -> Scope.of(scope).ifPresent(scopes::add));
        return new Caller(key.tenant(), "key " + key.id(), scopes, key.quota());
    }

    private static Optional<String> bearer(String header) {
        return header.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? Optional.of(header.substring(BEARER.length()).strip())
                : Optional.empty();
    }
}
