package io.llmi.events;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * What is kept of an API key; the record of {@link Topics#KEYS}, compacted by its id. The key itself is kept nowhere.
 *
 * @param id the part of the key that is no secret
 * @param label what its owner calls it
 * @param scopes what it may be used for: submit, read, reward, admin
 * @param sha256 of the whole key, in hex
 * @param revokedAt since when it is refused
 */
public record AccessKey(
        String id,
        String tenant,
        String label,
        List<String> scopes,
        String sha256,
        Instant createdAt,
        Optional<Instant> revokedAt,
        Quota quota) {
    public AccessKey {
        scopes = List.copyOf(scopes);
        revokedAt = orEmpty(revokedAt);
        quota = orNone(quota);
    }

    /** The same key, refused from now on; one that was revoked before stays as it is. */
    public AccessKey revoked(Instant now) {
        return revokedAt.isPresent()
                ? this
                : new AccessKey(id, tenant, label, scopes, sha256, createdAt, Optional.of(now), quota);
    }

    private static Optional<Instant> orEmpty(@Nullable Optional<Instant> moment) {
        return moment == null ? Optional.empty() : moment;
    }

    private static Quota orNone(@Nullable Quota quota) {
        return quota == null ? Quota.NONE : quota;
    }
}
