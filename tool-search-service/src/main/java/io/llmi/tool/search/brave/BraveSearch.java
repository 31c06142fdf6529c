package io.llmi.tool.search.brave;

import java.net.http.HttpRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import io.llmi.tool.search.SearchRequest;
import io.llmi.tool.search.licence.LicencePolicy;
import io.llmi.tool.search.web.Answers;
import io.llmi.tool.search.web.Candidate;
import io.llmi.tool.search.web.Endpoint;
import io.llmi.tool.search.web.Fields;
import io.llmi.tool.search.web.QueryLimit;
import io.llmi.tool.search.web.SearchApi;
import io.llmi.toolkit.backend.BackendException;
import io.llmi.toolkit.http.BackendHttp;

/** Brave's image search. It says nothing of licences and cannot filter by them: not asked where they matter. */
public final class BraveSearch implements SearchApi {
    private static final QueryLimit LIMIT = new QueryLimit(400, 50);
    private static final int RESULTS = 50;

    private final Endpoint endpoint;
    private final String key;
    private final Answers answers;

    public BraveSearch(Endpoint endpoint, String key) {
        this.endpoint = endpoint;
        this.key = key;
        this.answers = new Answers(endpoint.name(), List.of(key));
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
    public boolean canVouchFor(LicencePolicy policy) {
        return policy == LicencePolicy.ANY;
    }

    @Override
    public HttpRequest request(SearchRequest request) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("q", LIMIT.applied(request.query()));
        query.put("count", String.valueOf(RESULTS));
        query.put("safesearch", request.safeSearch() ? "strict" : "off");
        request.language().ifPresent(language -> query.put("search_lang", searchLanguage(language)));
        return endpoint.get("/res/v1/images/search", query)
                .header("X-Subscription-Token", key)
                .build();
    }

    /** Brave names some languages in its own way. */
    private static String searchLanguage(String tag) {
        String language = tag.toLowerCase(Locale.ROOT);
        return switch (language) {
            case "ja" -> "jp";
            case "zh", "zh-cn" -> "zh-hans";
            case "zh-tw", "zh-hk" -> "zh-hant";
            case "pt" -> "pt-pt";
            case "en-gb", "pt-br", "pt-pt", "zh-hans", "zh-hant" -> language;
            default -> language.replaceAll("-.*", "");
        };
    }

    @Override
    public List<Candidate> candidates(BackendHttp.Answer answer, SearchRequest request) throws BackendException {
        if (answer.status() == 429) {
            throw RateWindows.of(answer).failure(name());
        }
        if (!answer.isSuccess()) {
            throw answers.failure(
                    answer, answers.object(answer).path("error").path("detail").asText(""));
        }
        JsonNode json = answers.promised(answer);
        if (!json.path("results").isArray()) {
            throw answers.strange();
        }
        return Fields.elements(json.path("results")).map(BraveSearch::candidate).toList();
    }

    private static Candidate candidate(JsonNode result) {
        return Candidate.unlicensed(
                Fields.files(
                        Fields.file(result.path("properties"), "url", "width", "height"),
                        Fields.file(result.path("thumbnail"), "src", "width", "height")),
                Fields.web(result, "url"),
                Fields.title(result, "title"));
    }
}
