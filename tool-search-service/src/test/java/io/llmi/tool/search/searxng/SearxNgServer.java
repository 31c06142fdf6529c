package io.llmi.tool.search.searxng;

import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmi.tool.search.web.Listing;
import io.llmi.tool.search.web.SearchServer;

/** Speaks SearXNG's search API. */
final class SearxNgServer extends SearchServer {
    private volatile boolean json = true;
    private volatile boolean relative;

    /** From now on it answers in HTML only, as it does by default. */
    void withoutJson() {
        json = false;
    }

    /** From now on addresses are paths of the instance, as with its picture proxy. */
    void relative() {
        relative = true;
    }

    @Override
    protected Reply results(Exchange exchange) {
        require(exchange.path().equals("/search"), "no such route");
        parameters(
                exchange,
                Set.of("q"),
                Set.of("format", "categories", "pageno", "language", "time_range", "safesearch", "engines"));
        oneOf(exchange, "format", "json");
        oneOf(exchange, "categories", "images");
        number(exchange, "safesearch", 0, 2);
        if (!json) {
            return new Reply(403, Map.of("Content-Type", "text/html"), "<!doctype html><h1>Forbidden".getBytes());
        }
        ObjectNode answer = object().put("query", exchange.query().get("q"));
        ArrayNode results = answer.putArray("results");
        for (Listing listing : listings()) {
            ObjectNode result = results.addObject()
                    .put("template", "images.html")
                    .put("url", "https://example.org/page-of-" + listing.file())
                    .put("title", listing.title())
                    .put("img_src", relative ? "/pictures/" + listing.file() : address(listing.file()))
                    .put("resolution", listing.width() + " x " + listing.height())
                    .put("engine", "test");
            listing.thumbnail().ifPresent(thumbnail -> result.put("thumbnail_src", address(thumbnail.file())));
        }
        answer.putArray("answers");
        answer.putArray("unresponsive_engines");
        return ok(answer);
    }
}
