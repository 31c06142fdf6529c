package io.llmi.tool.search.serpapi;

import java.net.http.HttpRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import io.llmi.tool.search.SearchRequest;
import io.llmi.tool.search.licence.LicencePolicy;
import io.llmi.tool.search.web.Answers;
import io.llmi.tool.search.web.Candidate;
import io.llmi.tool.search.web.Endpoint;
import io.llmi.tool.search.web.Fields;
import io.llmi.tool.search.web.SearchApi;
import io.llmi.toolkit.backend.BackendException;
import io.llmi.toolkit.http.BackendHttp;

/**
 * SerpAPI's engine {@code google_images}. The key travels in the query, so no address of a request is ever logged.
 *
 * <p>Results carry no licence, and Google's "Creative Commons" filter also passes pictures that forbid change or
 * commercial use; so this service is not asked where the licence matters.
 */
public final class SerpApi implements SearchApi {
    private static final String NOTHING = "hasn't returned any results";

    private final Endpoint endpoint;
    private final String key;
    private final Answers answers;

    public SerpApi(Endpoint endpoint, String key) {
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
        query.put("engine", "google_images");
        query.put("q", request.query());
        query.put("api_key", key);
        query.put("safe", request.safeSearch() ? "active" : "off");
        request.language().ifPresent(language -> query.put("hl", language));
        return endpoint.get("/search.json", query).build();
    }

    @Override
    public List<Candidate> candidates(BackendHttp.Answer answer, SearchRequest request) throws BackendException {
        String said = Fields.text(answers.object(answer), "error").orElse("");
        if (answer.status() == 429 && said.matches("(?is).*(run out of searches|credits|plan|exhausted).*")) {
            throw BackendException.unusable(
                    "%s's searches are used up; its operator has to look at the plan.".formatted(name()));
        }
        if (!answer.isSuccess()) {
            throw answers.failure(answer, said);
        }
        JsonNode json = answers.promised(answer);
        if (said.contains(NOTHING)) {
            return List.of();
        }
        String status = json.path("search_metadata").path("status").asText("");
        if (!said.isEmpty() || status.equals("Error")) {
            throw BackendException.broken("%s could not search: %s".formatted(name(), answers.quoted(said)), null);
        }
        if (status.equals("Queued") || status.equals("Processing")) {
            throw BackendException.busy("%s has not finished the search.".formatted(name()), Answers.pause(answer));
        }
        if (!json.path("images_results").isArray()) {
            throw answers.strange();
        }
        return Fields.elements(json.path("images_results"))
                .map(SerpApi::candidate)
                .toList();
    }

    /** Results without {@code original} do occur; their thumbnail may still be large enough. */
    private static Candidate candidate(JsonNode result) {
        return Candidate.unlicensed(
                Fields.files(
                        Fields.file(result, "original", "original_width", "original_height"),
                        Fields.file(result, "thumbnail", "thumbnail_width", "thumbnail_height")),
                Fields.web(result, "link"),
                Fields.title(result, "title"));
    }
}
