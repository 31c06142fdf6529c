package io.llmi.toolkit.access;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.llmi.events.AccessKey;
import io.llmi.events.EventCodec;
import io.llmi.events.Quota;

/** Settings and keys of tests. */
final class TestAccess {
    private static final SecureRandom RANDOM = new SecureRandom();

    private TestAccess() {}

    static AccessConfig config(AccessConfig.Mode mode) {
        return config(mode, Optional.empty(), Optional.empty());
    }

    static AccessConfig config(AccessConfig.Mode mode, Optional<String> adminKey, Optional<URI> jwks) {
        return new AccessConfig() {
            @Override
            public Mode mode() {
                return mode;
            }

            @Override
            public Optional<String> adminKey() {
                return adminKey;
            }

            @Override
            public Oidc oidc() {
                return TestAccess.oidc(jwks, Optional.of("https://issuer.test"), Optional.of("llmi"));
            }
        };
    }

    static AccessConfig.Oidc oidc(Optional<URI> jwks, Optional<String> issuer, Optional<String> audience) {
        return new AccessConfig.Oidc() {
            @Override
            public Optional<URI> jwksUrl() {
                return jwks;
            }

            @Override
            public Optional<String> issuer() {
                return issuer;
            }

            @Override
            public Optional<String> audience() {
                return audience;
            }

            @Override
            public String tenantClaim() {
                return "org";
            }

            @Override
            public String scopeClaim() {
                return "scope";
            }

            @Override
            public String scopePrefix() {
                return "llmi:";
            }
        };
    }

    static KeyText key() {
        return KeyText.random(RANDOM);
    }

    /** Puts a key into a table as its topic would. */
    static AccessKey put(KeyTable table, KeyText text, String tenant, Scope... scopes) {
        AccessKey key = new AccessKey(
                text.id(),
                tenant,
                "",
                List.of(scopes).stream().map(Scope::wire).toList(),
                text.sha256(),
                Instant.EPOCH,
                Optional.empty(),
                Quota.NONE);
        put(table, key);
        return key;
    }

    static void put(KeyTable table, AccessKey key) {
        table.apply(key.id(), Optional.of(EventCodec.of(AccessKey.class).encode(key)));
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
