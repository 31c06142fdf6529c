package io.llmi.tool.search;

import java.nio.file.Path;
import java.util.ArrayList;
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

/** Builds the configured backends; refuses a configuration that one of them cannot work with. */
final class SearchBackends {
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
        List<Backend<SearchRequest>> backends = new ArrayList<>();
        for (String name : config.backends()) {
            if (backends.stream().anyMatch(backend -> backend.name().equals(name))) {
                throw new IllegalArgumentException(KEY + "backends names " + name + " twice");
            }
            backends.add(backend(name));
        }
        return backends;
    }

    private Backend<SearchRequest> backend(String name) {
        return switch (name) {
            case "serpapi" ->
                web(new SerpApi(
                        endpoint(name, config.serpapi().url()),
                        secret(name, "serpapi.key", config.serpapi().key())));
            case "google" ->
                web(new GoogleSearch(
                        endpoint(name, config.google().url()),
                        secret(name, "google.key", config.google().key()),
                        needed(name, "google.engine-id", config.google().engineId())));
            case "brave" ->
                web(new BraveSearch(
                        endpoint(name, config.brave().url()),
                        secret(name, "brave.key", config.brave().key())));
            case "searxng" ->
                web(new SearxNg(
                        endpoint(
                                name, needed(name, "searxng.url", config.searxng().url())),
                        config.searxng().engines()));
            case "openverse" ->
                web(new Openverse(endpoint(name, config.openverse().url())));
            case "wikimedia-commons" -> {
                needed(name, "contact", config.contact());
                yield web(new Commons(endpoint(name, config.wikimediaCommons().url())));
            }
            case "local-library" -> library();
            default ->
                throw new IllegalArgumentException(
                        KEY + "backends names \"" + name + "\"; there are serpapi, google, brave, searxng, openverse,"
                                + " wikimedia-commons and local-library");
        };
    }

    private WebSearch web(SearchApi api) {
        return new WebSearch(
                api,
                pictures,
                new WebSearch.Limits(
                        config.candidates(),
                        config.parallelDownloads(),
                        config.answerTimeout(),
                        config.picturesTimeout()));
    }

    private LocalLibrary library() {
        PictureSource source = config.library()
                .<PictureSource>map(folder -> new FolderPictures(Path.of(folder)))
                .orElseGet(BundledPictures::new);
        return new LocalLibrary(source, config.maxPixels());
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
