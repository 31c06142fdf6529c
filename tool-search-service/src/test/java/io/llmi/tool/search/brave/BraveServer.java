package io.llmi.tool.search.brave;

import java.util.Set;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmi.tool.search.web.Listing;
import io.llmi.tool.search.web.SearchServer;

/** Speaks Brave's image search. */
final class BraveServer extends SearchServer {
    private final String key;

    BraveServer(String key) {
        this.key = key;
    }

    @Override
    protected Reply results(Exchange exchange) {
        require(exchange.path().equals("/res/v1/images/search"), "no such route");
        require(exchange.header("accept").orElse("").contains("application/json"), "Accept is not JSON");
        parameters(exchange, Set.of("q"), Set.of("country", "search_lang", "count", "safesearch", "spellcheck"));
        String query = exchange.query().get("q");
        require(query.length() <= 400 && query.split("\\s+").length <= 50, "the query is too long");
        oneOf(exchange, "safesearch", "off", "strict");
        number(exchange, "count", 1, 200);
        if (!exchange.header("x-subscription-token").orElse("").equals(key)) {
            return Reply.json(
                    401,
                    "{\"type\":\"ErrorResponse\",\"error\":{\"code\":\"SUBSCRIPTION_TOKEN_INVALID\",\"detail\":\"no\"}}");
        }
        ObjectNode answer = object().put("type", "images");
        answer.putObject("query").put("original", query);
        ArrayNode results = answer.putArray("results");
        for (Listing listing : listings()) {
            ObjectNode result = results.addObject()
                    .put("type", "image_result")
                    .put("title", listing.title())
                    .put("url", "https://example.org/page-of-" + listing.file())
                    .put("source", "example.org")
                    .put("confidence", "high");
            result.putObject("properties")
                    .put("url", address(listing.file()))
                    .put("width", listing.width())
                    .put("height", listing.height());
            listing.thumbnail()
                    .ifPresent(thumbnail -> result.putObject("thumbnail").put("src", address(thumbnail.file())));
        }
        return packed(exchange, answer);
    }
}
