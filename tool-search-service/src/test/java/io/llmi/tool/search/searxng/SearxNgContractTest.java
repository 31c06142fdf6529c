package io.llmi.tool.search.searxng;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.Map;
import java.util.Optional;

import io.llmi.tool.search.Requests;
import io.llmi.tool.search.licence.LicencePolicy;
import io.llmi.tool.search.picture.Size;
import io.llmi.tool.search.web.PictureFile;
import io.llmi.tool.search.web.SearchApi;
import io.llmi.tool.search.web.SearchContract;
import io.llmi.toolkit.backend.BackendException;
import io.llmi.toolkit.backend.Remedy;
import io.llmi.toolkit.contract.Fault;
import io.llmi.toolkit.http.BackendHttp;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SearxNgContractTest extends SearchContract<SearxNgServer> {
    @Override
    protected SearxNgServer startServer() {
        return new SearxNgServer();
    }

    @Override
    protected SearchApi api(URI base) {
        return new SearxNg(endpoint("searxng", base), Optional.of("wikicommons.images,openverse"));
    }

    @Test
    void shouldAskTheChosenEnginesSafely() throws Exception {
        found(request());

        assertThat(server().search().query())
                .containsEntry("engines", "wikicommons.images,openverse")
                .containsEntry("safesearch", "2");
    }

    @Test
    void shouldResolveAddressesWhenTheyAreRelative() throws Exception {
        server().relative();

        found(request());

        assertThat(server().downloads()).containsExactly("photo.png");
    }

    @Test
    void shouldReadAddressesAndSizesAsEnginesWriteThem() throws Exception {
        String body = """
                {"results": [
                  {"img_src": "//upload.example.org/a.jpg", "resolution": "1920 x 1080"},
                  {"img_src": "/image_proxy?url=x", "resolution": "800×600 px"},
                  {"img_src": "data:image/png;base64,AA", "thumbnail_src": "https://t.example.org/b.jpg", "resolution": "large"}
                ], "unresponsive_engines": [["flickr", "timeout"]]}""";
        var answer = new BackendHttp.Answer(200, HttpHeaders.of(Map.of(), (name, value) -> true), body.getBytes());

        var candidates = api(URI.create("https://searx.example/sub")).candidates(answer, request());

        assertThat(candidates)
                .extracting(candidate -> candidate.files().getFirst())
                .containsExactly(
                        new PictureFile(
                                URI.create("https://upload.example.org/a.jpg"), Optional.of(new Size(1920, 1080))),
                        new PictureFile(
                                URI.create("https://searx.example/image_proxy?url=x"), Optional.of(new Size(800, 600))),
                        new PictureFile(URI.create("https://t.example.org/b.jpg"), Optional.empty()));
    }

    @Test
    void shouldTellTheOperatorWhenJsonIsOff() {
        server().withoutJson();

        BackendException failure = failure(PATIENCE);

        assertThat(failure.remedy()).isEqualTo(new Remedy.TryNext());
        assertThat(failure.reason()).contains("search.formats");
    }

    @Test
    void shouldNameTheEnginesWhenNoneAnswered() {
        server().fail(new Fault.Status(
                200,
                Map.of(),
                "{\"results\":[],\"unresponsive_engines\":[[\"bing images\",\"CAPTCHA\"],[\"flickr\",\"timeout\"]]}"));

        BackendException failure = failure(PATIENCE);

        assertThat(failure.remedy()).isEqualTo(new Remedy.TryNext());
        assertThat(failure.reason()).contains("bing images (CAPTCHA)", "flickr (timeout)");
    }

    @Test
    void shouldTryAgainWhenItsLimiterSteppedIn() {
        server().fail(new Fault.Status(429, Map.of("Content-Type", "text/plain"), "Too Many Requests"));

        assertThat(failure(PATIENCE).remedy()).isInstanceOf(Remedy.TryAgain.class);
    }

    @Test
    void shouldNotBeAskedWhenLicencesMatter() {
        BackendException failure = failure(Requests.of("fox", LicencePolicy.FREE_TO_REUSE), PATIENCE);

        assertThat(failure.remedy()).isEqualTo(new Remedy.TryNext());
        assertThat(failure.reason()).contains("does not tell the licences", "free-to-reuse");
        assertThat(server().received()).isEmpty();
    }
}
