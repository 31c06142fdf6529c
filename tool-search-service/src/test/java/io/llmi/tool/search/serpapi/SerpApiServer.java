package io.llmi.tool.search.serpapi;

import java.util.Set;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmi.tool.search.web.Listing;
import io.llmi.tool.search.web.SearchServer;

/** Speaks SerpAPI's {@code google_images}. */
final class SerpApiServer extends SearchServer {
    private final String key;

    SerpApiServer(String key) {
        this.key = key;
    }

    @Override
    protected Reply results(Exchange exchange) {
        require(exchange.path().equals("/search.json"), "no such route");
        parameters(
                exchange,
                Set.of("engine", "q", "api_key"),
                Set.of("google_domain", "gl", "hl", "cr", "tbs", "ijn", "no_cache", "output", "device", "safe"));
        require(exchange.query().get("engine").equals("google_images"), "another engine");
        oneOf(exchange, "safe", "active", "off");
        if (!exchange.query().get("api_key").equals(key)) {
            return Reply.json(401, "{\"error\": \"Invalid API key.\"}");
        }
        ObjectNode answer = object();
        answer.putObject("search_metadata").put("id", "1").put("status", "Success");
        answer.putObject("search_parameters").put("q", exchange.query().get("q"));
        if (listings().isEmpty()) {
            return ok(answer.put("error", "Google hasn't returned any results for this query."));
        }
        ArrayNode results = answer.putArray("images_results");
        for (Listing listing : listings()) {
            ObjectNode result = results.addObject()
                    .put("position", results.size())
                    .put("title", listing.title())
                    .put("link", "https://example.org/page-of-" + listing.file())
                    .put("source", "Example");
            // Some results come without their original.
            if (listing.width() > 0) {
                result.put("original", address(listing.file()))
                        .put("original_width", listing.width())
                        .put("original_height", listing.height());
            }
            listing.thumbnail().ifPresent(thumbnail -> result.put("thumbnail", address(thumbnail.file())));
        }
        return ok(answer);
    }
}
