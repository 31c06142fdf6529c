package io.llmi.tool.search.openverse;

import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmi.tool.search.web.Listing;
import io.llmi.tool.search.web.SearchServer;

/** Speaks Openverse's API to clients without an account. */
final class OpenverseServer extends SearchServer {
    private static final Set<String> LICENCES =
            Set.of("by", "by-sa", "by-nc", "by-nd", "by-nc-sa", "by-nc-nd", "cc0", "pdm", "sampling+", "nc-sampling+");

    @Override
    protected Reply results(Exchange exchange) {
        require(exchange.path().equals("/v1/images/"), "no such route");
        parameters(
                exchange,
                Set.of("q"),
                Set.of(
                        "page",
                        "page_size",
                        "license",
                        "license_type",
                        "source",
                        "extension",
                        "category",
                        "aspect_ratio",
                        "size",
                        "mature",
                        "filter_dead"));
        require(exchange.query().get("q").length() <= 200, "the query is longer than 200 characters");
        oneOf(exchange, "mature", "true", "false");
        if (number(exchange, "page_size", 1, 500) > 20) {
            return Reply.json(401, "{\"detail\":\"page_size may not be above 20 for anonymous requests.\"}");
        }
        if (exchange.query().containsKey("license")) {
            require(LICENCES.containsAll(List.of(exchange.query().get("license").split(","))), "unknown licence");
        }
        ObjectNode answer = object().put("result_count", listings().size())
                .put("page_count", 1)
                .put("page_size", 20)
                .put("page", 1);
        ArrayNode results = answer.putArray("results");
        for (Listing listing : listings()) {
            ObjectNode result = results.addObject()
                    .put("id", "00000000-0000-4000-8000-00000000000" + results.size())
                    .put("title", listing.title())
                    .put("foreign_landing_url", "https://example.org/page-of-" + listing.file())
                    .put("url", address(listing.file()))
                    .put("creator", "Jane Doe")
                    .put("license", listing.licence().orElse("by-sa"))
                    .put("license_version", "2.0")
                    .put(
                            "license_url",
                            "https://creativecommons.org/licenses/"
                                    + listing.licence().orElse("by-sa") + "/2.0/")
                    .put("attribution", "\"" + listing.title() + "\" by Jane Doe is licensed under CC BY-SA 2.0.")
                    .put("mature", false)
                    .put("width", listing.width())
                    .put("height", listing.height());
            listing.thumbnail().ifPresent(thumbnail -> result.put("thumbnail", address(thumbnail.file())));
        }
        return ok(answer);
    }
}
