package io.llmi.toolkit.http;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Optional;

/** Where a configured server is, and the key for it, which this class keeps out of all texts. Thread-safe. */
public final class ServerAddress {
    private final URI base;
    private final Optional<String> key;

    private ServerAddress(URI base, Optional<String> key) {
        this.base = base;
        this.key = key;
    }

    /**
     * Checks what the configuration says.
     *
     * @param setting the group of keys, such as {@code llmi.edit.openai}, for messages
     * @param urlKey the key of the address in that group
     * @throws IllegalArgumentException with a message for the operator, without the key
     */
    public static ServerAddress of(String setting, String urlKey, URI url, Optional<String> key) {
        boolean web = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
        if (!web || url.getHost() == null || url.getRawUserInfo() != null || url.getRawQuery() != null) {
            throw new IllegalArgumentException(
                    "%s.%s has to be an http or https address without user, password and query, such as https://host/v1."
                            .formatted(setting, urlKey));
        }
        Optional<String> present = key.map(String::strip).filter(text -> !text.isEmpty());
        if (present.isPresent() && !present.get().chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new IllegalArgumentException(
                    "%s.api-key contains characters that no key has; check it for line breaks and quotes."
                            .formatted(setting));
        }
        String text = url.toString();
        return new ServerAddress(URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text), present);
    }

    public boolean hasKey() {
        return key.isPresent();
    }

    /** Without port; {@code api.openai.com}. */
    public String host() {
        return base.getHost();
    }

    /** A request with the key as a bearer token, where there is one. */
    public HttpRequest.Builder request(String path) {
        return request(URI.create(base + path));
    }

    /** The address as an answer gives it, if it is on the same server; the key may go nowhere else. */
    public Optional<HttpRequest.Builder> followed(String given) {
        URI target;
        try {
            target = base.resolve(given);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        boolean same = base.getScheme().equals(target.getScheme())
                && base.getHost().equals(target.getHost())
                && base.getPort() == target.getPort();
        return same ? Optional.of(request(target)) : Optional.empty();
    }

    /** Words with the key struck out, should a server repeat it. */
    public String redacted(String words) {
        return key.map(secret -> words.replace(secret, "…")).orElse(words);
    }

    /** The address. */
    @Override
    public String toString() {
        return base.toString();
    }

    private HttpRequest.Builder request(URI target) {
        HttpRequest.Builder request = HttpRequest.newBuilder(target);
        key.ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
        return request;
    }
}
