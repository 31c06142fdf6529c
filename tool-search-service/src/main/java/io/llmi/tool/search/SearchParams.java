package io.llmi.tool.search;

import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import io.llmi.events.ToolCall;
import io.llmi.tool.search.licence.LicencePolicy;
import io.llmi.tool.search.picture.SideBounds;
import io.llmi.tool.search.web.Aspect;
import io.llmi.tool.search.web.UntrustedText;
import io.llmi.toolkit.backend.BackendException;
import io.llmi.toolkit.tool.ToolInvocation;

/** Reads a tag's parameters together with what the operator decided. */
final class SearchParams {
    /** No search service takes longer queries, in code points. */
    private static final int MAX_QUERY = 400;

    /** As far as a page of results goes at most. */
    private static final int MAX_RANK = 100;

    private final SearchConfig config;
    private final SideBounds bounds;

    SearchParams(SearchConfig config) {
        this.config = config;
        this.bounds = new SideBounds(config.minSide(), config.maxSide());
    }

    /** @throws BackendException if a parameter is missing or means nothing; the message tells the caller */
    SearchRequest read(ToolInvocation invocation) throws BackendException {
        String query = UntrustedText.line(invocation.text("query").orElse(""), MAX_QUERY)
                .replaceFirst("…$", "");
        if (query.isEmpty()) {
            throw BackendException.badRequest("The search tool needs a \"query\" that says what to look for.");
        }
        return new SearchRequest(
                query,
                config.licence().tightened(licence(invocation)),
                config.safeSearch(),
                config.language(),
                aspect(invocation),
                bounds,
                rank(invocation));
    }

    private static int rank(ToolInvocation invocation) throws BackendException {
        JsonNode rank = invocation.work().params().path(ToolCall.RANK);
        if (rank.isMissingNode() || rank.isNull()) {
            return 1;
        }
        if (!rank.isIntegralNumber() || !rank.canConvertToInt() || rank.intValue() < 1 || rank.intValue() > MAX_RANK) {
            throw BackendException.badRequest(
                    "The search tool's \"rank\" must be a whole number from 1 to " + MAX_RANK + ".");
        }
        return rank.intValue();
    }

    private static LicencePolicy licence(ToolInvocation invocation) throws BackendException {
        Optional<String> wish = invocation.text("license").or(() -> invocation.text("licence"));
        if (wish.isEmpty()) {
            return LicencePolicy.ANY;
        }
        return LicencePolicy.of(wish.get())
                .orElseThrow(() -> BackendException.badRequest("The search tool knows the licences %s, not \"%s\"."
                        .formatted(LicencePolicy.words(), UntrustedText.line(wish.get(), 40))));
    }

    /** A shape that means nothing is no reason to leave a gap: it is only a preference. */
    private static Optional<Aspect> aspect(ToolInvocation invocation) {
        return invocation.text("aspect").flatMap(Aspect::of);
    }
}
