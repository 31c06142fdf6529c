package io.llmi.tool.search.google;

import java.util.Set;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmi.tool.search.web.Listing;
import io.llmi.tool.search.web.SearchServer;

/** Speaks Google's Custom Search JSON API. */
final class GoogleServer extends SearchServer {
    static final String ENGINE = "engine-1";
    private final String key;

    GoogleServer(String key) {
        this.key = key;
    }

    @Override
    protected Reply results(Exchange exchange) {
        require(exchange.path().equals("/customsearch/v1"), "no such route");
        parameters(
                exchange,
                Set.of("key", "cx", "q", "searchType"),
                Set.of("num", "start", "safe", "rights", "imgSize", "imgType", "fileType", "gl", "hl", "lr"));
        require(exchange.query().get("searchType").equals("image"), "no image search");
        require(exchange.query().get("cx").equals(ENGINE), "another engine");
        oneOf(exchange, "safe", "active", "off");
        number(exchange, "num", 1, 10);
        if (exchange.query().containsKey("rights")) {
            require(
                    exchange.query().get("rights").matches("[a-z_|().-]+"),
                    "rights are cc_… with | . - and parentheses");
        }
        if (!exchange.query().get("key").equals(key)) {
            return Reply.json(
                    400,
                    "{\"error\":{\"code\":400,\"message\":\"API key not valid. Please pass a valid API key.\",\"status\":\"INVALID_ARGUMENT\"}}");
        }
        ObjectNode answer = object().put("kind", "customsearch#search");
        answer.putObject("searchInformation")
                .put("totalResults", String.valueOf(listings().size()));
        if (!listings().isEmpty()) {
            ArrayNode items = answer.putArray("items");
            for (Listing listing : listings()) {
                ObjectNode image = items.addObject()
                        .put("kind", "customsearch#result")
                        .put("title", listing.title())
                        .put("link", address(listing.file()))
                        .put("mime", "image/png")
                        .putObject("image")
                        .put("contextLink", "https://example.org/page-of-" + listing.file())
                        .put("width", listing.width())
                        .put("height", listing.height());
                listing.thumbnail()
                        .ifPresent(thumbnail -> image.put("thumbnailLink", address(thumbnail.file()))
                                .put("thumbnailWidth", thumbnail.width())
                                .put("thumbnailHeight", thumbnail.height()));
            }
        }
        return ok(answer);
    }
}
