package io.llmi.planner.openai;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Optional;

/**
 * Where an OpenAI-compatible server is.
 *
 * @param baseUrl ends in {@code /v1} as a rule, without a slash after it
 * @param apiKey sent as a bearer token
 */
public record Endpoint(URI baseUrl, Optional<String> apiKey) {
    public Endpoint {
        String scheme = String.valueOf(baseUrl.getScheme());
        if (!scheme.equals("http") && !scheme.equals("https") || baseUrl.getHost() == null) {
            throw new IllegalArgumentException(
                    "not an http or https URL of a chat endpoint: check OPENAI_BASE_URL, such as https://host/v1");
        }
        apiKey.ifPresent(key -> {
            if (!key.chars().allMatch(c -> c > ' ' && c < 127)) {
                throw new IllegalArgumentException("the endpoint's key has characters that no header can carry: "
                        + "check OPENAI_API_KEY for line breaks and quotes");
            }
        });
    }

    /** @throws IllegalArgumentException with what to check, if these cannot be an endpoint */
    public static Endpoint of(String baseUrl, Optional<String> apiKey) {
        String trimmed = baseUrl.strip().replaceAll("/+$", "");
        return new Endpoint(URI.create(trimmed), apiKey.map(String::strip));
    }

    /** Whether this is OpenAI's own service, which calls some parameters differently. */
    boolean isOpenAi() {
        return "api.openai.com".equals(baseUrl.getHost());
    }

    HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(baseUrl + path));
        apiKey.ifPresent(key -> request.header("Authorization", "Bearer " + key));
        return request;
    }

    /** Without the key, so that it does not end up in a log. */
    @Override
    public String toString() {
        return baseUrl.toString();
    }
}
