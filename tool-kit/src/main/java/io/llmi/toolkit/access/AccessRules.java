package io.llmi.toolkit.access;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a request needs, by method and path. Whatever is not known to be public needs something. Pure. */
final class AccessRules {
    private static final Set<String> PUBLIC = Set.of("/", "/index.html", "/favicon.ico", "/session");
    private static final List<String> PUBLIC_PREFIXES = List.of("/page/", "/q/");
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    /** Names under which people put keys into addresses, where logs and histories keep them. */
    private static final Set<String> KEYS_IN_QUERIES =
            Set.of("key", "api_key", "api-key", "apikey", "token", "access_token", "authorization");

    private AccessRules() {}

    /** @param path normalised: without dots and needless escapes */
    static Optional<Scope> needed(String method, String path) {
        if (PUBLIC.contains(path) || PUBLIC_PREFIXES.stream().anyMatch(path::startsWith)) {
            return Optional.empty();
        }
        if (isBelow(path, "/v1/keys")) {
            return Optional.of(Scope.ADMIN);
        }
        if (isBelow(path, "/v1/rewards")) {
            return Optional.of(Scope.REWARD);
        }
        return Optional.of(READING.contains(method) ? Scope.READ : Scope.SUBMIT);
    }

    /** The parameter that holds a key, if one does. */
    static Optional<String> leak(Set<String> parameters) {
        return parameters.stream()
                .filter(name -> KEYS_IN_QUERIES.contains(name.toLowerCase(java.util.Locale.ROOT)))
                .findFirst();
    }

    private static boolean isBelow(String path, String root) {
        return path.equals(root) || path.startsWith(root + "/");
    }
}
