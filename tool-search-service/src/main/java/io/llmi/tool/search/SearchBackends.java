package io.llmi.tool.search;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import io.llmi.tool.search.brave.BraveSearch;
import io.llmi.tool.search.commons.Commons;
import io.llmi.tool.search.google.GoogleSearch;
import io.llmi.tool.search.library.BundledPictures;
import io.llmi.tool.search.library.FolderPictures;
import io.llmi.tool.search.library.LocalLibrary;
import io.llmi.tool.search.library.PictureSource;
import io.llmi.tool.search.openverse.Openverse;
import io.llmi.tool.search.picture.PictureIntake;
import io.llmi.tool.search.searxng.SearxNg;
import io.llmi.tool.search.serpapi.SerpApi;
import io.llmi.tool.search.web.Endpoint;
import io.llmi.tool.search.web.SearchApi;
import io.llmi.tool.search.web.WebSearch;
import io.llmi.toolkit.backend.Backend;
import io.llmi.toolkit.imagegen.BackendMenu;
import org.jboss.logging.Logger;

/** Builds the configured backends; refuses a configuration that one of them cannot work with. */
final class SearchBackends {
    private static final Logger LOG = Logger.getLogger(SearchBackends.class);
    private static final String KEY = "llmi.search.";
    private static final String PRODUCT = "LLM-I/0.1";

    private final SearchConfig config;
    private final PictureIntake pictures;

    SearchBackends(SearchConfig config, PictureIntake pictures) {
        this.config = config;
        this.pictures = pictures;
    }

    /**
     * In the configured order.
     *
     * @throws IllegalArgumentException whose message names the setting to mend, never a secret
     */
    List<Backend<SearchRequest>> configured() {
        return new BackendMenu<SearchRequest>(KEY + "backends")
                .offer("serpapi", this::serpapi)
                .offer("google", this::google)
                .offer("brave", this::brave)
                .offer("searxng", this::searxng)
                .offer("openverse", this::openverse)
                .offer("wikimedia-commons", this::commons)
                .offer("local-library", this::library)
                .order(config.backends());
    }

    private Backend<SearchRequest> serpapi() {
        String name = "serpapi";
        String key = secret(name, "serpapi.key", config.serpapi().key());
        return web(new SerpApi(endpoint(name, config.serpapi().url()), key));
    }

    private Backend<SearchRequest> google() {
        String name = "google";
        String key = secret(name, "google.key", config.google().key());
        String engine = needed(name, "google.engine-id", config.google().engineId());
        return web(new GoogleSearch(endpoint(name, config.google().url()), key, engine));
    }

    private Backend<SearchRequest> brave() {
        String name = "brave";
        String key = secret(name, "brave.key", config.brave().key());
        return web(new BraveSearch(endpoint(name, config.brave().url()), key));
    }

    private Backend<SearchRequest> searxng() {
        String name = "searxng";
        String url = needed(name, "searxng.url", config.searxng().url());
        return web(new SearxNg(endpoint(name, url), config.searxng().engines()));
    }

    private Backend<SearchRequest> openverse() {
        return web(new Openverse(endpoint("openverse", config.openverse().url())));
    }

    private Backend<SearchRequest> commons() {
        String name = "wikimedia-commons";
        // Wikimedia blocks those who do not say who they are.
        needed(name, "contact", config.contact());
        return web(new Commons(endpoint(name, config.wikimediaCommons().url())));
    }

    private Backend<SearchRequest> library() {
        PictureSource source = config.library()
                .<PictureSource>map(folder -> new FolderPictures(Path.of(folder)))
                .orElseGet(BundledPictures::new);
        return new LocalLibrary(source, config.maxPixels());
    }

    private WebSearch web(SearchApi api) {
        if (!api.canVouchFor(config.licence())) {
            LOG.warnf(
                    "the search backend %s will not be asked: it does not tell licences, and %slicence is %s",
                    api.name(), KEY, config.licence().word());
        }
        return new WebSearch(
                api,
                pictures,
                new WebSearch.Limits(
                        config.candidates(),
                        config.parallelDownloads(),
                        config.answerTimeout(),
                        config.pictureTimeout(),
                        config.picturesTimeout()));
    }

    private Endpoint endpoint(String name, String url) {
        return Endpoint.of(name, KEY + name + ".url", url, userAgent());
    }

    private String userAgent() {
        return config.contact()
                .map(contact -> {
                    if (!isPrintable(contact)) {
                        throw new IllegalArgumentException(
                                KEY + "contact has characters that no header can carry: plain ASCII only");
                    }
                    return PRODUCT + " (" + contact + ")";
                })
                .orElse(PRODUCT);
    }

    private static String needed(String backend, String key, Optional<String> value) {
        return value.filter(text -> !text.isBlank())
                .orElseThrow(() -> new IllegalArgumentException(
                        "the search backend %s needs %s%s; set it or take %s out of llmi.search.backends"
                                .formatted(backend, KEY, key, backend)));
    }

    private static String secret(String backend, String key, Optional<String> value) {
        String secret = needed(backend, key, value).strip();
        if (!isPrintable(secret)) {
            throw new IllegalArgumentException(KEY + key + " has characters that no key has");
        }
        return secret;
    }

    private static boolean isPrintable(String text) {
        return text.chars().allMatch(c -> c >= 0x20 && c < 0x7f);
    }
}
