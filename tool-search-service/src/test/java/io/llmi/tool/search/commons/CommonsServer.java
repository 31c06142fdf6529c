package io.llmi.tool.search.commons;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmi.tool.search.web.Listing;
import io.llmi.tool.search.web.SearchServer;

/** Speaks the MediaWiki API as Wikimedia Commons does. */
final class CommonsServer extends SearchServer {
    private volatile Optional<Map<String, String>> metadata = Optional.empty();
    private volatile String mime = "image/png";

    /** Replaces the metadata of all files. */
    void describe(Map<String, String> fields) {
        metadata = Optional.of(fields);
    }

    /** All originals are of this kind from now on. */
    void mime(String other) {
        mime = other;
    }

    @Override
    public String query() {
        return super.search().query().get("gsrsearch").replaceFirst("^filetype:bitmap\\|drawing ", "");
    }

    @Override
    protected Reply results(Exchange exchange) {
        require(exchange.path().equals("/w/api.php"), "no such route");
        String agent = exchange.header("user-agent").orElse("");
        if (!agent.matches("\\S+/\\S+ \\(.*(@|https?://).*\\).*")) {
            throw new Violation("the User-Agent names no contact: " + agent);
        }
        parameters(
                exchange,
                Set.of("action", "format", "generator", "gsrsearch", "prop", "iiprop"),
                Set.of(
                        "formatversion",
                        "gsrnamespace",
                        "gsrlimit",
                        "gsroffset",
                        "iiurlwidth",
                        "iiextmetadatafilter",
                        "iiextmetadatalanguage",
                        "maxlag"));
        require(exchange.query().get("gsrnamespace").equals("6"), "files are in namespace 6");
        number(exchange, "gsrlimit", 1, 50);
        number(exchange, "maxlag", 0, 60);
        require(
                exchange.query().get("gsrsearch").matches("filetype:bitmap\\|drawing [\\p{L}\\p{N}' -]+"),
                "the search has operators of its own");
        ObjectNode answer = object().put("batchcomplete", true);
        if (!listings().isEmpty()) {
            ArrayNode pages = answer.putObject("query").putArray("pages");
            List<Listing> found = listings();
            // The API orders pages by their id; only the index tells the rank.
            for (int i = found.size() - 1; i >= 0; i--) {
                page(pages.addObject(), found.get(i), i + 1);
            }
            pages.addObject()
                    .put("pageid", 1)
                    .put("ns", 6)
                    .put("title", "File:Gone.png")
                    .put("index", 0);
        }
        return packed(exchange, answer);
    }

    private void page(ObjectNode page, Listing listing, int index) {
        page.put("pageid", 100 + index).put("ns", 6).put("title", "File:" + listing.title() + ".png");
        page.put("index", index);
        ObjectNode info = page.putArray("imageinfo").addObject();
        info.put("url", address(listing.file()))
                .put("descriptionurl", "https://commons.wikimedia.org/wiki/page-of-" + listing.file())
                .put("width", listing.width())
                .put("height", listing.height())
                .put("size", 1000)
                .put("mime", mime);
        listing.thumbnail()
                .ifPresent(thumbnail -> info.put("thumburl", address(thumbnail.file()))
                        .put("thumbwidth", thumbnail.width())
                        .put("thumbheight", thumbnail.height()));
        ObjectNode extra = info.putObject("extmetadata");
        metadata.orElseGet(() -> Map.of(
                        "LicenseShortName", listing.licence().orElse("CC BY-SA 4.0"),
                        "LicenseUrl", "https://creativecommons.org/licenses/by-sa/4.0",
                        "Artist", "Jane Doe",
                        "AttributionRequired", "true"))
                .forEach(
                        (key, value) -> extra.putObject(key).put("value", value).put("source", "commons-desc-page"));
    }
}
