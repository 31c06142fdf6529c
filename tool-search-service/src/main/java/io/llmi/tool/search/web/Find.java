package io.llmi.tool.search.web;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmi.events.Provenance;
import io.llmi.tool.search.SearchRequest;
import io.llmi.tool.search.licence.Freedom;
import io.llmi.tool.search.licence.Licence;
import io.llmi.toolkit.tool.ToolReply;

/**
 * The candidate that was taken.
 *
 * @param number its place among those worth a download, from 0
 * @param file the one of its files that was of use
 */
record Find(Candidate candidate, int number, PictureFile file) {
    /** The tool's answer, with licence and credit in its provenance. */
    ToolReply.Picture picture(String backend, SearchRequest request, byte[] bytes, Duration took) {
        Optional<Licence> licence = candidate.licence();
        ObjectNode params = request.asParams()
                .put("rank", number + 1)
                .put("picture_url", file.address().toString());
        licence.flatMap(Licence::url).ifPresent(url -> params.put("license_url", url));
        Provenance provenance = Provenance.madeBy(backend, params)
                .withCredit(candidate.page().map(Object::toString), licence.map(Licence::name), candidate.attribution())
                .withDurationMs(took.toMillis());
        String alt = candidate.title().isEmpty() ? request.query() : candidate.title();
        return new ToolReply.Picture(bytes, alt, provenance, warnings(alt, licence));
    }

    private static List<String> warnings(String title, Optional<Licence> licence) {
        if (licence.isEmpty()) {
            return List.of("The licence of \"%s\" is unknown; clear its rights before publishing.".formatted(title));
        }
        return licence.get().freedom() == Freedom.RESTRICTED
                ? List.of("The licence of \"%s\" (%s) restricts its use; read it before publishing."
                        .formatted(title, licence.get().name()))
                : List.of();
    }
}
