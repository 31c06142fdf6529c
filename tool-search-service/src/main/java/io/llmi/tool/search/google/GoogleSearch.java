package io.llmi.tool.search.google;

import java.net.http.HttpRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import io.llmi.tool.search.SearchRequest;
import io.llmi.tool.search.licence.Freedom;
import io.llmi.tool.search.licence.Licence;
import io.llmi.tool.search.licence.LicencePolicy;
import io.llmi.tool.search.web.Answers;
import io.llmi.tool.search.web.Candidate;
import io.llmi.tool.search.web.Endpoint;
import io.llmi.tool.search.web.Fields;
import io.llmi.tool.search.web.PictureFile;
import io.llmi.tool.search.web.SearchApi;
import io.llmi.toolkit.backend.BackendException;
import io.llmi.toolkit.http.BackendHttp;

/**
 * Google's Custom Search JSON API. Closed to new customers, and announced to end in January 2027.
 *
 * <p>Results carry no licence. Under the stricter policies the {@code rights} filter asks for those only that the policy
 * accepts, and its word is taken and named as such.
 */
public final class GoogleSearch implements SearchApi {
    private static final int MOST_RESULTS = 10;

    private final Endpoint endpoint;
    private final String key;
    private final String engine;
    private final Answers answers;

    /** @param engine the search engine's id, {@code cx} */
    public GoogleSearch(Endpoint endpoint, String key, String engine) {
        this.endpoint = endpoint;
        this.key = key;
        this.engine = engine;
        this.answers = new Answers(endpoint.name(), List.of(key));
    }

    @Override
    public String name() {
        return endpoint.name();
    }

    @Override
    public String identity() {
        return "%s %s cx=%s".formatted(name(), endpoint.base(), engine);
    }

    @Override
    public HttpRequest request(SearchRequest request) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("key", key);
        query.put("cx", engine);
        query.put("q", request.query());
        query.put("searchType", "image");
        query.put("num", String.valueOf(MOST_RESULTS));
        query.put("safe", request.safeSearch() ? "active" : "off");
        rights(request.licence()).ifPresent(rights -> query.put("rights", rights));
        request.language().ifPresent(language -> query.put("hl", language));
        return endpoint.get("/customsearch/v1", query).build();
    }

    private static Optional<String> rights(LicencePolicy policy) {
        return switch (policy) {
            case ANY -> Optional.empty();
            case FREE_TO_REUSE ->
                Optional.of("(cc_publicdomain|cc_attribute|cc_sharealike).-(cc_noncommercial|cc_nonderived)");
            case PUBLIC_DOMAIN -> Optional.of("cc_publicdomain");
        };
    }

    private static Optional<Licence> warranted(LicencePolicy policy) {
        return switch (policy) {
            case ANY -> Optional.empty();
            case FREE_TO_REUSE ->
                Optional.of(Licence.warranted("Free to reuse, by Google's rights filter", Freedom.FREE));
            case PUBLIC_DOMAIN ->
                Optional.of(Licence.warranted("Public domain, by Google's rights filter", Freedom.PUBLIC_DOMAIN));
        };
    }

    @Override
    public List<Candidate> candidates(BackendHttp.Answer answer, SearchRequest request) throws BackendException {
        if (!answer.isSuccess()) {
            throw failure(answer);
        }
        JsonNode json = answers.promised(answer);
        if (!json.path("kind").asText("").equals("customsearch#search")) {
            throw answers.strange();
        }
        Optional<Licence> licence = warranted(request.licence());
        return Fields.elements(json.path("items"))
                .map(GoogleSearch::candidate)
                .map(candidate -> licence.map(candidate::withLicence).orElse(candidate))
                .toList();
    }

    private BackendException failure(BackendHttp.Answer answer) {
        JsonNode error = answers.object(answer).path("error");
        String said = Fields.text(error, "message").orElse("");
        String reason = error.path("errors").path(0).path("reason").asText("");
        // The day's quota comes back at midnight in California; waiting for it is no use to anyone.
        if (reason.equals("dailyLimitExceeded") || said.toLowerCase(Locale.ROOT).contains("per day")) {
            return BackendException.unusable("%s's quota of the day is used up.".formatted(name()));
        }
        if (reason.equals("rateLimitExceeded") || reason.equals("userRateLimitExceeded")) {
            return BackendException.busy("%s is asked too often.".formatted(name()), Answers.pause(answer));
        }
        if (said.contains("API key not valid") || reason.equals("keyInvalid")) {
            return BackendException.unusable(
                    "%s refused our key; its operator has to check llmi.search.google.key.".formatted(name()));
        }
        return answers.failure(answer, said);
    }

    private static Candidate candidate(JsonNode item) {
        JsonNode image = item.path("image");
        return Candidate.unlicensed(
                Fields.files(
                        Fields.web(item, "link")
                                .map(link -> new PictureFile(link, Fields.size(image, "width", "height"))),
                        Fields.file(image, "thumbnailLink", "thumbnailWidth", "thumbnailHeight")),
                Fields.web(image, "contextLink"),
                Fields.title(item, "title"));
    }
}
