package io.llmi.judge.endpoint;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * Where a judge's model is and how it is asked.
 *
 * @param name of the judge, for messages
 * @param baseUrl ends in {@code /v1} as a rule, without a slash after it
 * @param apiKey sent as a bearer token
 * @param model empty for the first one that the endpoint lists
 * @param temperature empty leaves it to the endpoint
 * @param timeout of one question, from 1 ms
 * @param attempts for one verdict, the first included
 * @param retryDelay before the second attempt; doubles
 * @param maxRetryAfter the longest pause that the endpoint may ask for
 * @param concurrency questions under way at once
 * @param structured whether to ask for an answer by schema
 */
public record EndpointSettings(
        String name,
        URI baseUrl,
        Optional<String> apiKey,
        Optional<String> model,
        Optional<Double> temperature,
        int maxTokens,
        Duration timeout,
        int attempts,
        Duration retryDelay,
        Duration maxRetryAfter,
        int concurrency,
        boolean structured) {
    /** @throws IllegalArgumentException with what to check, if these cannot be an endpoint */
    public EndpointSettings {
        String scheme = String.valueOf(baseUrl.getScheme());
        if (!scheme.equals("http") && !scheme.equals("https") || baseUrl.getHost() == null) {
            throw new IllegalArgumentException(
                    "the base URL of the %s is no http or https URL such as https://host/v1".formatted(name));
        }
        apiKey.ifPresent(key -> {
            if (!key.chars().allMatch(c -> c > ' ' && c < 127)) {
                throw new IllegalArgumentException(
                        "the key of the %s has characters that no header can carry".formatted(name));
            }
        });
    }

    /** Whether this is OpenAI's own service, which calls some parameters differently. */
    boolean isOpenAi() {
        return "api.openai.com".equals(baseUrl.getHost());
    }
}
