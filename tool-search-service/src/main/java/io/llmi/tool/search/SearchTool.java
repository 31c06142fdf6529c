package io.llmi.tool.search;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.llmi.events.FailureCode;
import io.llmi.events.Json;
import io.llmi.events.Provenance;
import io.llmi.events.ToolManifest;
import io.llmi.tool.search.library.BundledPictures;
import io.llmi.tool.search.library.FolderPictures;
import io.llmi.tool.search.library.LibraryEntry;
import io.llmi.tool.search.library.LibraryException;
import io.llmi.tool.search.library.LocalLibrary;
import io.llmi.tool.search.library.PictureSource;
import io.llmi.toolkit.tool.Tool;
import io.llmi.toolkit.tool.ToolInvocation;
import io.llmi.toolkit.tool.ToolReply;
import org.jboss.logging.Logger;

/** The tool that finds pictures of the real world. */
@ApplicationScoped
public class SearchTool implements Tool {
    private static final Logger LOG = Logger.getLogger(SearchTool.class);
    private static final int MAX_QUOTED = 80;
    private static final String SCHEMA = """
            {"type": "object", "required": ["query"], "properties": {
              "query": {"type": "string", "description": "what to look for, a few words"}}}""";
    private static final String EXAMPLE = """
            {"source": "search", "description": "A fishing harbour", "params": {"query": "fishing harbour boats"}}""";

    private final SearchBackend backend;

    @Inject
    public SearchTool(SearchConfig config) {
        PictureSource source = config.library()
                .<PictureSource>map(folder -> new FolderPictures(Path.of(folder)))
                .orElseGet(BundledPictures::new);
        this.backend = new LocalLibrary(source, config.maxPixels());
    }

    @Override
    public ToolManifest manifest() {
        return new ToolManifest(
                "search",
                "Finds a picture of something real: places, animals, objects, events. Use it where the reader expects a"
                        + " photograph; ask with a few plain words.",
                parse(SCHEMA),
                List.of(parse(EXAMPLE)),
                false,
                List.of(backend.name()),
                30,
                Instant.EPOCH);
    }

    @Override
    public ToolReply call(ToolInvocation invocation) {
        Optional<String> query = invocation.text("query");
        if (query.isEmpty()) {
            return ToolReply.failed(
                    FailureCode.BAD_REQUEST, "The search tool needs a \"query\" that says what to look for.");
        }
        long begin = System.nanoTime();
        try {
            return backend.find(query.get())
                    .map(found -> picture(invocation, query.get(), found, (System.nanoTime() - begin) / 1_000_000))
                    .orElseGet(() -> nothing(query.get()));
        } catch (LibraryException e) {
            LOG.warnf(e, "call %s: %s", invocation.call(), e.reason());
            return ToolReply.failed(FailureCode.UNAVAILABLE, "The local picture library cannot be used at the moment.");
        }
    }

    private static ToolReply nothing(String query) {
        String quoted = query.length() > MAX_QUOTED ? query.substring(0, MAX_QUOTED) + "…" : query;
        return ToolReply.failed(
                FailureCode.UNAVAILABLE,
                "No picture in the local library matches \"" + quoted
                        + "\"; point llmi.search.library at a folder of your own or configure a web search backend.");
    }

    private ToolReply picture(ToolInvocation invocation, String query, SearchBackend.Found found, long millis) {
        LibraryEntry entry = found.entry();
        Provenance provenance = Provenance.madeBy(
                        backend.name(), Json.mapper().createObjectNode().put("query", query))
                .withCredit(
                        entry.sourceUrl(), entry.license(), entry.attribution().or(entry::author))
                .withDurationMs(millis);
        List<String> warnings = entry.license().isPresent()
                ? List.of()
                : List.of("The licence of \"" + entry.title() + "\" is unknown; clear its rights before publishing.");
        String title = entry.title().isBlank() ? query : entry.title();
        String alt = entry.description().isBlank() ? title : title + ": " + entry.description();
        return new ToolReply.Picture(found.bytes(), alt, provenance, warnings);
    }

    private static JsonNode parse(String json) {
        try {
            return Json.mapper().readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the manifest's own JSON is broken", e);
        }
    }
}
