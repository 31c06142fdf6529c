package io.llmi.tool.search;

import java.time.Instant;
import java.util.List;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.llmi.events.Json;
import io.llmi.events.ToolManifest;
import io.llmi.tool.search.picture.FetchedPictures;
import io.llmi.tool.search.picture.PictureIntake;
import io.llmi.toolkit.backend.BackendChain;
import io.llmi.toolkit.backend.BackendException;
import io.llmi.toolkit.backend.BackendSettings;
import io.llmi.toolkit.fetch.SafeFetcher;
import io.llmi.toolkit.image.ImageSanitizer;
import io.llmi.toolkit.tool.Tool;
import io.llmi.toolkit.tool.ToolInvocation;
import io.llmi.toolkit.tool.ToolReply;

/**
 * The tool that finds pictures of the real world. Created with whoever runs the tools, not when it is first called: a
 * configuration that cannot work fails the start.
 */
@Singleton
public class SearchTool implements Tool {
    private static final String SCHEMA = """
            {"type": "object", "required": ["query"], "properties": {
              "query": {"type": "string", "description": "what to look for: two to six plain words"},
              "aspect": {"type": "string", "enum": ["wide", "tall", "square"], "description": "preferred shape"},
              "license": {"type": "string", "enum": ["any", "free-to-reuse", "public-domain"],
                "description": "only where the reader asks for it: the least freedom the picture has to come with"},
              "rank": {"type": "integer", "minimum": 1, "maximum": 100,
                "description": "2 takes the second best find, and so on; the best is taken without it"}}}""";

    private static final String EXAMPLE = """
            {"source": "search", "description": "A fishing harbour", "params": {"query": "fishing harbour boats"}}""";

    private static final String SHAPED_EXAMPLE = """
            {"source": "search", "description": "The Eiffel Tower by night",
             "params": {"query": "Eiffel Tower night", "aspect": "tall"}}""";

    private static final int TIMEOUT_SECONDS = 60;

    private final BackendChain<SearchRequest> backends;
    private final SearchParams params;

    /** @throws IllegalArgumentException if the configuration cannot work; the message names the setting */
    @Inject
    public SearchTool(SearchConfig config, BackendSettings settings, SafeFetcher fetcher, ImageSanitizer sanitizer) {
        this(config, settings, new PictureIntake(new FetchedPictures(fetcher), sanitizer));
    }

    SearchTool(SearchConfig config, BackendSettings settings, PictureIntake pictures) {
        this.params = new SearchParams(config);
        this.backends = new BackendChain<>(new SearchBackends(config, pictures).configured(), settings);
    }

    @Override
    public ToolManifest manifest() {
        return new ToolManifest(
                "search",
                "Finds a picture of something real: places, people, animals, objects, events. Use it where the reader"
                        + " expects a photograph of the real thing; ask with a few plain words. It finds, it does not"
                        + " invent: what never existed has to be drawn.",
                parse(SCHEMA),
                List.of(parse(EXAMPLE), parse(SHAPED_EXAMPLE)),
                false,
                backends.names(),
                TIMEOUT_SECONDS,
                Instant.EPOCH);
    }

    @Override
    public ToolReply call(ToolInvocation invocation) throws InterruptedException {
        try {
            return backends.run(params.read(invocation), invocation);
        } catch (BackendException e) {
            return ToolReply.failed(e.code(), e.reason());
        }
    }

    private static JsonNode parse(String json) {
        try {
            return Json.mapper().readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the manifest's own JSON is broken", e);
        }
    }
}
