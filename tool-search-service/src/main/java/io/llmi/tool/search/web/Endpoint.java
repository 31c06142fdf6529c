package io.llmi.tool.search.web;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Where a service is, and who we are to it.
 *
 * @param name of the backend
 * @param base its address without the route, no slash at the end
 * @param userAgent how requests introduce themselves
 */
public record Endpoint(String name, URI base, String userAgent) {
    /** @throws IllegalArgumentException if the address cannot be one; the message names the key */
    public static Endpoint of(String name, String key, String address, String userAgent) {
        URI base = Fields.web(address.replaceAll("/+$", ""))
                .filter(uri -> uri.getRawUserInfo() == null && uri.getRawQuery() == null && uri.getFragment() == null)
                .orElseThrow(() -> new IllegalArgumentException(
                        key + " has to be an http or https address without a user, query or fragment"));
        return new Endpoint(name, base, userAgent);
    }

    /** A request for JSON by GET. */
    public HttpRequest.Builder get(String route, Map<String, String> query) {
        String pairs = query.entrySet().stream()
                .map(pair -> encoded(pair.getKey()) + "=" + encoded(pair.getValue()))
                .collect(Collectors.joining("&"));
        return HttpRequest.newBuilder(URI.create(base + route + "?" + pairs))
                .header("User-Agent", userAgent)
                .header("Accept", "application/json")
                .header("Accept-Encoding", "gzip");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
