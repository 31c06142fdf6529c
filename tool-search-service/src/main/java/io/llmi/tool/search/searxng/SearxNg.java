package io.llmi.tool.search.searxng;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import io.llmi.tool.search.SearchRequest;
import io.llmi.tool.search.licence.LicencePolicy;
import io.llmi.tool.search.picture.Size;
import io.llmi.tool.search.web.Answers;
import io.llmi.tool.search.web.Candidate;
import io.llmi.tool.search.web.Endpoint;
import io.llmi.tool.search.web.Fields;
import io.llmi.tool.search.web.PictureFile;
import io.llmi.tool.search.web.SearchApi;
import io.llmi.toolkit.backend.BackendException;
import io.llmi.toolkit.http.BackendHttp;

/**
 * A SearXNG instance. {@code json} has to be listed under {@code search.formats} in its settings, and its limiter has to
 * let us through. Results carry no licence, so it is not asked where the licence matters.
 */
public final class SearxNg implements SearchApi {
    private static final Pattern RESOLUTION = Pattern.compile("(\\d{1,6})\\s*[x×X]\\s*(\\d{1,6}).*");

    private final Endpoint endpoint;
    private final Optional<String> engines;
    private final Answers answers;

    /** @param engines names of the instance's engines to ask, separated by commas; without them all of its image engines */
    public SearxNg(Endpoint endpoint, Optional<String> engines) {
        this.endpoint = endpoint;
        this.engines = engines;
        this.answers = new Answers(endpoint.name(), List.of());
    }

    @Override
    public String name() {
        return endpoint.name();
    }

    @Override
    public String identity() {
        return "%s %s engines=%s".formatted(name(), endpoint.base(), engines.orElse("all"));
    }

    @Override
    public boolean canVouchFor(LicencePolicy policy) {
        return policy == LicencePolicy.ANY;
    }

    @Override
    public HttpRequest request(SearchRequest request) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("q", request.query());
        query.put("format", "json");
        query.put("categories", "images");
        query.put("pageno", "1");
        query.put("safesearch", request.safeSearch() ? "2" : "0");
        request.language().ifPresent(language -> query.put("language", language));
        engines.ifPresent(names -> query.put("engines", names));
        return endpoint.get("/search", query).build();
    }

    @Override
    public List<Candidate> candidates(BackendHttp.Answer answer, SearchRequest request) throws BackendException {
        if (answer.status() == 403) {
            throw BackendException.unusable(
                    "%s does not answer in JSON; its operator has to list json under search.formats in its settings."
                            .formatted(name()));
        }
        if (!answer.isSuccess()) {
            throw answers.failure(
                    answer, Fields.text(answers.object(answer), "error").orElse(""));
        }
        JsonNode json = answers.promised(answer);
        JsonNode results = json.path("results");
        if (!results.isArray()) {
            throw answers.strange();
        }
        if (results.isEmpty() && !json.path("unresponsive_engines").isEmpty()) {
            throw BackendException.unusable("None of %s's engines answered: %s."
                    .formatted(name(), answers.quoted(unresponsive(json.path("unresponsive_engines")))));
        }
        return Fields.elements(results).map(this::candidate).toList();
    }

    private static String unresponsive(JsonNode engines) {
        return Fields.elements(engines)
                .map(pair -> pair.path(0).asText("?") + " (" + pair.path(1).asText("?") + ")")
                .collect(Collectors.joining(", "));
    }

    private Candidate candidate(JsonNode result) {
        return Candidate.unlicensed(
                Fields.files(
                        address(result, "img_src").map(uri -> new PictureFile(uri, resolution(result))),
                        address(result, "thumbnail_src").map(uri -> new PictureFile(uri, Optional.empty()))),
                Fields.web(result, "url"),
                Fields.title(result, "title"));
    }

    /** Engines hand on what pages write: also addresses without a scheme, and paths of the instance's own proxy. */
    private Optional<URI> address(JsonNode result, String field) {
        return Fields.text(result, field).map(String::strip).flatMap(text -> {
            if (text.startsWith("//")) {
                return Fields.web("https:" + text);
            }
            if (text.startsWith("/")) {
                return Fields.web(origin() + text);
            }
            return Fields.web(text);
        });
    }

    private String origin() {
        return endpoint.base().getScheme() + "://" + endpoint.base().getRawAuthority();
    }

    private static Optional<Size> resolution(JsonNode result) {
        Matcher sides = RESOLUTION.matcher(result.path("resolution").asText("").strip());
        if (!sides.matches()) {
            return Optional.empty();
        }
        int width = Integer.parseInt(sides.group(1));
        int height = Integer.parseInt(sides.group(2));
        return width > 0 && height > 0 ? Optional.of(new Size(width, height)) : Optional.empty();
    }
}
