package io.llmi.tool.search.web;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.llmi.events.FailureCode;
import io.llmi.tool.search.Requests;
import io.llmi.tool.search.SearchRequest;
import io.llmi.tool.search.picture.FetchedPictures;
import io.llmi.toolkit.backend.Backend;
import io.llmi.toolkit.backend.BackendException;
import io.llmi.toolkit.backend.Remedy;
import io.llmi.toolkit.contract.BackendContract;
import io.llmi.toolkit.contract.TestConfig;
import io.llmi.toolkit.fetch.FetchSettings;
import io.llmi.toolkit.fetch.SafeFetcher;
import io.llmi.toolkit.tool.Previews;
import io.llmi.toolkit.tool.ToolReply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What every search backend owes beyond the general contract: the best result that can really be had, and a failure that
 * says what became of the others.
 *
 * @param <S> the service
 */
public abstract class SearchContract<S extends SearchServer> extends BackendContract<SearchRequest, S> {
    protected static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final WebSearch.Limits LIMITS =
            new WebSearch.Limits(20, 3, Duration.ofSeconds(20), Duration.ofSeconds(10), Duration.ofSeconds(20));

    protected abstract SearchApi api(URI base);

    protected static Endpoint endpoint(String name, URI base) {
        return Endpoint.of(name, "llmi.search." + name + ".url", base.toString(), "LLM-I/0.1 (test@example.org)");
    }

    private final List<SafeFetcher> fetchers = new ArrayList<>();

    @Override
    protected final Backend<SearchRequest> backend(URI base) {
        // The server stands for public hosts, but lives on loopback.
        SafeFetcher fetcher = new SafeFetcher(TestConfig.of(
                FetchSettings.class,
                "llmi.fetch.allowed-networks",
                "127.0.0.1/32",
                "llmi.fetch.allowed-ports",
                String.valueOf(base.getPort())));
        fetchers.add(fetcher);
        return new WebSearch(api(base), TestIntake.of(new FetchedPictures(fetcher)), LIMITS);
    }

    @AfterEach
    final void closeFetchers() {
        fetchers.forEach(SafeFetcher::close);
    }

    @Override
    protected SearchRequest request() {
        return Requests.of("red fox");
    }

    protected final ToolReply.Picture found(SearchRequest request) throws BackendException, InterruptedException {
        return produce(request, PATIENCE, Previews.NONE);
    }

    @Test
    void shouldTakeTheFirstThatCanBeUsedWhenOthersCannot() throws Exception {
        server().list(
                        Listing.of("gone.png", 800, 600),
                        Listing.of("page.html", 800, 600),
                        Listing.of("blank.png", 640, 480),
                        // A page may name an address inside our own network.
                        Listing.at("http://169.254.169.254/latest/meta-data/", 800, 600),
                        // The service is wrong about its size.
                        Listing.of("small.png", 800, 600),
                        Listing.of("other.png", 500, 700),
                        Listing.of("photo.png", 640, 480));

        ToolReply.Picture picture = found(request());

        assertThat(picture.alt()).isEqualTo("About other.png");
        assertThat(picture.provenance().params().path("rank").asInt()).isEqualTo(6);
        assertThat(picture.provenance().sourceUrl())
                .hasValueSatisfying(page -> assertThat(page).contains("page-of-other.png"));
        assertThat(server().violations()).isEmpty();
    }

    @Test
    void shouldSayWhatBecameOfThemWhenNoneCanBeUsed() {
        server().list(
                        Listing.of("gone.png", 800, 600),
                        Listing.of("blank.png", 640, 480),
                        Listing.of("page.html", 640, 480),
                        Listing.at("http://127.0.0.2/secret.png", 640, 480),
                        Listing.of("tiny.png", 60, 40));

        BackendException failure = failure(PATIENCE);

        assertThat(failure.remedy()).isEqualTo(new Remedy.TryNext());
        assertThat(failure.code()).isEqualTo(FailureCode.UNAVAILABLE);
        assertThat(failure.reason())
                .contains("\"red fox\"", "1 could not be downloaded", "1 was blank", "1 turned out to be no usable")
                .contains("1 led to a blocked address", "1 were not between 400 and 5120 pixels");
        assertThat(server().downloads()).doesNotContain("tiny.png");
    }

    @Test
    void shouldTryTheNextBackendWhenNothingIsFound() {
        server().list();

        BackendException failure = failure(PATIENCE);

        assertThat(failure.remedy()).isEqualTo(new Remedy.TryNext());
        assertThat(failure.reason()).contains("found no picture for \"red fox\"");
        assertThat(server().violations()).isEmpty();
    }

    @Test
    void shouldPassQueriesOnUnharmed() throws Exception {
        found(Requests.of("Käse 100 % & brot + 日本 don't"));

        assertThat(words(server().query())).containsAll(List.of("Käse", "100", "brot", "日本", "don't"));
        assertThat(server().violations()).isEmpty();
    }

    @Test
    protected void shouldPassOnTheLanguageAndThatEverythingMayBeShown() throws Exception {
        found(Requests.full("red fox", "de"));

        assertThat(server().search().query().values()).contains("de");
        assertThat(server().violations()).isEmpty();
    }

    @Test
    void shouldTreatTitlesAsDataWhenTheyDeceive() throws Exception {
        server().list(Listing.of("photo.png", 640, 480)
                .withTitle("fox\u202Egnp.\u202C\u0007 \u2066x\u2069 " + "long ".repeat(200)));

        ToolReply.Picture picture = found(request());

        assertThat(picture.alt()).startsWith("foxgnp. x long").hasSizeLessThanOrEqualTo(UntrustedText.TITLE);
    }

    private static List<String> words(String query) {
        return List.of(query.split(" "));
    }
}
