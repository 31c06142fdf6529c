package io.llmi.tool.search.commons;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.llmi.events.CallId;
import io.llmi.events.DraftId;
import io.llmi.events.FailureCode;
import io.llmi.events.JobId;
import io.llmi.tool.search.Requests;
import io.llmi.tool.search.SearchRequest;
import io.llmi.tool.search.licence.LicencePolicy;
import io.llmi.tool.search.web.Candidate;
import io.llmi.tool.search.web.Listing;
import io.llmi.tool.search.web.SearchApi;
import io.llmi.tool.search.web.SearchContract;
import io.llmi.toolkit.backend.Backend;
import io.llmi.toolkit.backend.BackendCall;
import io.llmi.toolkit.backend.BackendException;
import io.llmi.toolkit.backend.Remedy;
import io.llmi.toolkit.contract.Fault;
import io.llmi.toolkit.http.BackendHttp;
import io.llmi.toolkit.tool.Previews;
import io.llmi.toolkit.tool.ToolReply;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class CommonsContractTest extends SearchContract<CommonsServer> {
    @Override
    protected CommonsServer startServer() {
        return new CommonsServer();
    }

    @Override
    protected SearchApi api(URI base) {
        return new Commons(endpoint("wikimedia-commons", base));
    }

    @Test
    void shouldCarryLicenceAndCredit() throws Exception {
        ToolReply.Picture picture = found(request());

        assertThat(picture.provenance().license()).contains("CC BY-SA 4.0");
        assertThat(picture.provenance().attribution())
                .contains("About photo.png — Jane Doe, CC BY-SA 4.0 (https://creativecommons.org/licenses/by-sa/4.0)");
        assertThat(picture.provenance().sourceUrl()).contains("https://commons.wikimedia.org/wiki/page-of-photo.png");
        assertThat(picture.warnings()).isEmpty();
    }

    @Test
    void shouldMakePlainTextOfTheHtmlThatAuthorsWrite() throws Exception {
        server().describe(Map.of(
                "LicenseShortName", "Public domain",
                "ObjectName", "<b>Red</b> fox<script>alert(1)</script>",
                "Artist", "<a href=\"javascript:alert(1)\">J. &quot;Jo&quot; Doe</a>\u202E<img src=x onerror=y>"));

        ToolReply.Picture picture = found(request());

        assertThat(picture.alt()).isEqualTo("Red fox");
        assertThat(picture.provenance().attribution()).contains("Red fox — J. \"Jo\" Doe, Public domain");
    }

    @Test
    void shouldHonourTheCreditThatTheAuthorWishes() throws Exception {
        server().describe(Map.of(
                "LicenseShortName", "CC BY 3.0",
                "Artist", "User:Jd",
                "Attribution", "© Jane Doe / <i>Fox Archive</i>"));

        assertThat(found(request()).provenance().attribution().orElse(""))
                .contains("© Jane Doe / Fox Archive")
                .doesNotContain("User:Jd");
    }

    @ParameterizedTest
    @ValueSource(strings = {"image/svg+xml", "image/tiff", "application/pdf"})
    void shouldTakeTheRenditionWhenTheOriginalIsNoRasterPicture(String mime) throws Exception {
        server().mime(mime);
        server().list(Listing.of("drawing.svg", 512, 512).withThumbnail("photo.png", 1280, 960));

        found(request());

        assertThat(server().downloads()).containsExactly("photo.png");
    }

    @Test
    void shouldTakeTheRenditionWhenTheOriginalIsTooLarge() throws Exception {
        server().list(Listing.of("huge.png", 12000, 9000).withThumbnail("photo.png", 1280, 960));

        found(request());

        assertThat(server().downloads()).containsExactly("photo.png");
    }

    @Test
    void shouldPassThePauseOnWhenTheServersLag() {
        server().fail(new Fault.Status(
                200,
                Map.of("MediaWiki-API-Error", "maxlag", "Retry-After", "5"),
                "{\"error\":{\"code\":\"maxlag\",\"info\":\"Waiting for db1: 6.3 seconds lagged.\",\"lag\":6.3}}"));

        assertThat(failure(PATIENCE).remedy()).isEqualTo(new Remedy.TryAgain(Optional.of(Duration.ofSeconds(5))));
    }

    @Test
    void shouldNoticeAnErrorThatOnlyTheHeaderTells() {
        server().fail(new Fault.Status(200, Map.of("MediaWiki-API-Error", "ratelimited"), "{\"batchcomplete\":true}"));

        assertThat(failure(PATIENCE).remedy()).isInstanceOf(Remedy.TryAgain.class);
    }

    @Test
    void shouldTryTheNextWhenTheRequestIsNotAccepted() {
        server().fail(new Fault.Status(
                200,
                Map.of("MediaWiki-API-Error", "badvalue"),
                "{\"error\":{\"code\":\"badvalue\",\"info\":\"Unrecognized value for parameter.\"}}"));

        BackendException failure = failure(PATIENCE);

        assertThat(failure.remedy()).isEqualTo(new Remedy.TryNext());
        assertThat(failure.reason()).contains("Unrecognized value");
    }

    @Test
    void shouldTryAgainWhenTheCdnLimitsUs() {
        server().fail(new Fault.Status(
                429, Map.of("Retry-After", "9", "Content-Type", "text/html"), "<!doctype html><title>Too many"));

        assertThat(failure(PATIENCE).remedy()).isEqualTo(new Remedy.TryAgain(Optional.of(Duration.ofSeconds(9))));
    }

    @Test
    void shouldSendOneRequestAtATime() throws Exception {
        server().fail(new Fault.Hang());
        Backend<SearchRequest> backend = backend(server().base());
        Thread first = Thread.ofPlatform().start(() -> ask(backend));
        Awaitility.await().until(() -> server().calls() == 1);
        Thread second = Thread.ofPlatform().start(() -> ask(backend));
        Awaitility.await().until(() -> second.getState() == Thread.State.TIMED_WAITING);

        assertThat(server().calls()).isEqualTo(1);
        first.interrupt();

        Awaitility.await().until(() -> server().calls() == 2);
        second.join(Duration.ofSeconds(20));
        assertThat(second.isAlive()).isFalse();
    }

    private void ask(Backend<SearchRequest> backend) {
        CallId call = new CallId(new DraftId(JobId.derived("tenant", "serial"), 0), 0);
        try {
            backend.produce(
                    request(), new BackendCall(call, "key", Instant.now().plus(PATIENCE), Previews.NONE));
        } catch (BackendException | InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void shouldRejectFilesOfOtherLicencesUnderAStricterPolicy() throws Exception {
        server().describe(Map.of("LicenseShortName", "Some house licence", "Artist", "Jane Doe"));

        BackendException failure = failure(Requests.of("fox", LicencePolicy.FREE_TO_REUSE), PATIENCE);

        assertThat(failure.code()).isEqualTo(FailureCode.UNAVAILABLE);
        assertThat(failure.reason()).contains("1 had a licence");
    }

    @Test
    void shouldTakeOperatorsForWords() throws Exception {
        found(Requests.of("-intitle:\"fox\" OR (den|burrow)~2 - 'quoted'"));

        assertThat(server().violations()).isEmpty();
        assertThat(server().query()).isEqualTo("intitle fox OR den burrow 2 quoted");
    }

    @Test
    void shouldReadTheFirstVersionOfTheFormatToo() throws Exception {
        String body = """
                {"batchcomplete": "", "query": {"pages": {
                  "7": {"index": 2, "title": "File:B.jpg", "imageinfo": [{"url": "https://u.example/b.jpg", "mime": "image/jpeg"}]},
                  "3": {"index": 1, "title": "File:A.jpg", "imageinfo": [{"url": "https://u.example/a.jpg", "mime": "image/jpeg"}]}}}}""";
        var answer = new BackendHttp.Answer(200, HttpHeaders.of(Map.of(), (name, value) -> true), body.getBytes());

        List<Candidate> candidates = api(URI.create("https://commons.example")).candidates(answer, request());

        assertThat(candidates).extracting(Candidate::title).containsExactly("A", "B");
    }
}
