package io.llmi.tool.search.commons;

import java.net.http.HttpRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import io.llmi.tool.search.SearchRequest;
import io.llmi.tool.search.web.Answers;
import io.llmi.tool.search.web.Candidate;
import io.llmi.tool.search.web.Endpoint;
import io.llmi.tool.search.web.Fields;
import io.llmi.tool.search.web.QueryLimit;
import io.llmi.tool.search.web.SearchApi;
import io.llmi.toolkit.backend.BackendException;
import io.llmi.toolkit.http.BackendHttp;

/**
 * Wikimedia Commons: a search among its files, with the licence of each. Wikimedia blocks clients that do not say who
 * runs them, and wants one request at a time. It has no safe search.
 */
public final class Commons implements SearchApi {
    private static final QueryLimit LIMIT = new QueryLimit(250, 60);
    private static final String RESULTS = "20";

    /** One of the widths that Wikimedia renders anyway. */
    private static final String RENDITION_WIDTH = "1280";

    private static final String METADATA = "LicenseShortName|LicenseUrl|Artist|Attribution|ObjectName";

    private final Endpoint endpoint;
    private final Answers answers;

    /** @param endpoint its user agent names a contact */
    public Commons(Endpoint endpoint) {
        this.endpoint = endpoint;
        this.answers = new Answers(endpoint.name(), List.of());
    }

    @Override
    public String name() {
        return endpoint.name();
    }

    @Override
    public String identity() {
        return name() + " " + endpoint.base();
    }

    @Override
    public int maxConcurrent() {
        return 1;
    }

    @Override
    public HttpRequest request(SearchRequest request) throws BackendException {
        String words = plainWords(request.query());
        if (words.isEmpty()) {
            throw BackendException.nothingFound(
                    "%s needs words to search for, and %s has none.".formatted(name(), request.quoted()));
        }
        Map<String, String> query = new LinkedHashMap<>();
        query.put("action", "query");
        query.put("format", "json");
        query.put("formatversion", "2");
        query.put("generator", "search");
        query.put("gsrnamespace", "6");
        query.put("gsrsearch", "filetype:bitmap|drawing " + words);
        query.put("gsrlimit", RESULTS);
        query.put("prop", "imageinfo");
        query.put("iiprop", "url|size|mime|extmetadata");
        query.put("iiurlwidth", RENDITION_WIDTH);
        query.put("iiextmetadatafilter", METADATA);
        query.put("iiextmetadatalanguage", request.language().orElse("en"));
        query.put("maxlag", "5");
        return endpoint.get("/w/api.php", query).build();
    }

    /** What the search would take for operators are just words to us. */
    private static String plainWords(String query) {
        String words = query.replaceAll("[^\\p{L}\\p{M}\\p{N}' -]", " ")
                .replaceAll("(?<=^|\\s)['-]+|['-]+(?=\\s|$)", "")
                .replaceAll("\\s+", " ")
                .strip();
        return LIMIT.applied(words);
    }

    @Override
    public List<Candidate> candidates(BackendHttp.Answer answer, SearchRequest request) throws BackendException {
        if (!answer.isSuccess()) {
            throw answers.failure(answer, "");
        }
        JsonNode json = answers.promised(answer);
        // Errors come with status 200, sometimes with nothing but this header to tell.
        String code = Fields.text(json.path("error"), "code")
                .or(() -> answer.header("MediaWiki-API-Error"))
                .orElse("");
        if (!code.isEmpty()) {
            throw failure(code, answer, Fields.text(json.path("error"), "info").orElse(""));
        }
        if (!json.has("query") && !json.has("batchcomplete")) {
            throw answers.strange();
        }
        return CommonsPages.candidates(json.path("query").path("pages"));
    }

    private BackendException failure(String code, BackendHttp.Answer answer, String info) {
        return switch (code) {
            case "maxlag", "ratelimited", "readonly" ->
                BackendException.busy("%s is busy (%s).".formatted(name(), code), Answers.pause(answer));
            case "blocked", "autoblocked", "globalblocking-ipblocked-range", "readapidenied" ->
                BackendException.unusable("%s has blocked us (%s).".formatted(name(), answers.quoted(code)));
            default ->
                code.startsWith("internal_api_error")
                        ? BackendException.broken("%s failed (%s).".formatted(name(), answers.quoted(code)), null)
                        : BackendException.unsupported("%s did not accept the request (%s). It said: %s"
                                .formatted(name(), answers.quoted(code), answers.quoted(info)));
        };
    }
}
