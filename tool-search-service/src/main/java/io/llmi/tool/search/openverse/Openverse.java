package io.llmi.tool.search.openverse;

import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import io.llmi.tool.search.SearchRequest;
import io.llmi.tool.search.licence.Licence;
import io.llmi.tool.search.web.Answers;
import io.llmi.tool.search.web.Candidate;
import io.llmi.tool.search.web.Endpoint;
import io.llmi.tool.search.web.Fields;
import io.llmi.tool.search.web.QueryLimit;
import io.llmi.tool.search.web.SearchApi;
import io.llmi.tool.search.web.UntrustedText;
import io.llmi.toolkit.backend.BackendException;
import io.llmi.toolkit.http.BackendHttp;

/** Openverse, asked without an account. Every result carries its licence and a credit line. */
public final class Openverse implements SearchApi {
    private static final QueryLimit LIMIT = new QueryLimit(200, 200);

    /** Those without an account get no more; asking for more is answered with 401. */
    private static final int RESULTS = 20;

    private static final Pattern THROTTLED = Pattern.compile("(?s).*available in (\\d{1,9}) second.*");

    private final Endpoint endpoint;
    private final Answers answers;

    public Openverse(Endpoint endpoint) {
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
    public HttpRequest request(SearchRequest request) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("q", LIMIT.applied(request.query()));
        query.put("page_size", String.valueOf(RESULTS));
        query.put("mature", String.valueOf(!request.safeSearch()));
        query.put("filter_dead", "true");
        switch (request.licence()) {
            case ANY -> {
                // No filter: what is there is there.
            }
            case FREE_TO_REUSE -> query.put("license", "by,by-sa,cc0,pdm");
            case PUBLIC_DOMAIN -> query.put("license", "cc0,pdm");
        }
        return endpoint.get("/v1/images/", query).build();
    }

    @Override
    public List<Candidate> candidates(BackendHttp.Answer answer, SearchRequest request) throws BackendException {
        if (!answer.isSuccess()) {
            String detail = said(answers.object(answer).path("detail"));
            if (answer.status() == 429) {
                throw BackendException.busy(
                        "%s is asked too often.".formatted(name()),
                        Answers.pause(answer).or(() -> pause(detail)));
            }
            throw answers.failure(answer, detail);
        }
        JsonNode results = answers.promised(answer).path("results");
        if (!results.isArray()) {
            throw answers.strange();
        }
        return Fields.elements(results).map(Openverse::candidate).toList();
    }

    /** A sentence, or one list of sentences per field. */
    private static String said(JsonNode detail) {
        return detail.isTextual() ? detail.asText() : detail.isMissingNode() ? "" : detail.toString();
    }

    private static Optional<Duration> pause(String detail) {
        Matcher seconds = THROTTLED.matcher(detail);
        return seconds.matches() ? Optional.of(Duration.ofSeconds(Long.parseLong(seconds.group(1)))) : Optional.empty();
    }

    private static Candidate candidate(JsonNode result) {
        Optional<String> code = Fields.text(result, "license")
                .map(license -> license
                        + Fields.text(result, "license_version")
                                .map(version -> " " + version)
                                .orElse(""))
                .map(name -> UntrustedText.line(name, UntrustedText.LICENCE));
        Optional<String> credit = Fields.text(result, "attribution")
                .or(() -> Fields.text(result, "creator"))
                .map(text -> UntrustedText.line(text, UntrustedText.CREDIT));
        return new Candidate(
                Fields.files(
                        Fields.file(result, "url", "width", "height"),
                        Fields.file(result, "thumbnail", "thumbnail_width", "thumbnail_height")),
                Fields.web(result, "foreign_landing_url"),
                Fields.title(result, "title"),
                Licence.read(code, Fields.web(result, "license_url").map(Object::toString)),
                credit);
    }
}
