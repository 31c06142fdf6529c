package io.llmi.gateway.access;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.llmi.events.AccessKey;
import io.llmi.events.Quota;

/**
 * A key as the API shows it.
 *
 * @param key in full, in the answer to its making alone
 */
record KeyView(
        String id,
        String tenant,
        String label,
        List<String> scopes,
        Instant createdAt,
        Optional<Instant> revokedAt,
        Quota quota,
        Optional<String> key) {
    static KeyView of(AccessKey key) {
        return of(key, Optional.empty());
    }

    static KeyView of(KeyStore.Made made) {
        return of(made.key(), Optional.of(made.text()));
    }

    private static KeyView of(AccessKey key, Optional<String> text) {
        return new KeyView(
                key.id(), key.tenant(), key.label(), key.scopes(), key.createdAt(), key.revokedAt(), key.quota(), text);
    }
}
