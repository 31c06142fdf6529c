package io.llmi.tool.search;

import java.util.Optional;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmi.events.Json;
import io.llmi.tool.search.licence.LicencePolicy;
import io.llmi.tool.search.picture.SideBounds;
import io.llmi.tool.search.web.Aspect;

/**
 * What is looked for: all that decides which picture is found.
 *
 * @param query a few words, on one line
 * @param licence what the operator and the caller accept
 * @param safeSearch whether services are asked to leave out what is not for everybody
 * @param language a hint, such as {@code en} or {@code pt-BR}
 * @param aspect the shape that is preferred
 * @param bounds of the picture
 * @param rank which of the finds is wanted, from 1, the best
 */
public record SearchRequest(
        String query,
        LicencePolicy licence,
        boolean safeSearch,
        Optional<String> language,
        Optional<Aspect> aspect,
        SideBounds bounds,
        int rank) {

    /** The query's beginning, for messages. */
    public String quoted() {
        return "\"" + io.llmi.tool.search.web.UntrustedText.shortened(query, 80) + "\"";
    }

    /** For the provenance; the rank is that of the find. */
    public ObjectNode asParams() {
        ObjectNode params = Json.mapper().createObjectNode().put("query", query).put("license_policy", licence.word());
        params.put("safe_search", safeSearch);
        language.ifPresent(tag -> params.put("language", tag));
        aspect.ifPresent(shape -> params.put("aspect", shape.word()));
        return params;
    }
}
