package io.llmi.tool.search.web;

import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Stream;

import io.llmi.events.CallId;
import io.llmi.events.DraftId;
import io.llmi.events.FailureCode;
import io.llmi.events.JobId;
import io.llmi.tool.search.Requests;
import io.llmi.tool.search.SearchRequest;
import io.llmi.tool.search.picture.PictureDownload;
import io.llmi.tool.search.picture.UnusablePictureException;
import io.llmi.tool.search.picture.UnusablePictureException.Reason;
import io.llmi.toolkit.backend.BackendCall;
import io.llmi.toolkit.backend.BackendException;
import io.llmi.toolkit.backend.Remedy;
import io.llmi.toolkit.contract.Fault;
import io.llmi.toolkit.contract.ProtocolServer;
import io.llmi.toolkit.http.BackendHttp;
import io.llmi.toolkit.tool.Previews;
import io.llmi.toolkit.tool.ToolReply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** The times that a search keeps. */
class WebSearchTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ProtocolServer service = new ProtocolServer() {
        @Override
        protected Reply answer(Exchange exchange) {
            return Reply.json(200, "{}");
        }
    };

    @AfterEach
    void stop() throws Exception {
        service.close();
    }

    /** A service that always finds these, whatever it answers. */
    private SearchApi finding(String... files) {
        return new SearchApi() {
            @Override
            public String name() {
                return "service";
            }

            @Override
            public String identity() {
                return "service";
            }

            @Override
            public HttpRequest request(SearchRequest request) {
                return HttpRequest.newBuilder(service.base()).build();
            }

            @Override
            public List<Candidate> candidates(BackendHttp.Answer answer, SearchRequest request) {
                return Stream.of(files)
                        .map(file -> Candidate.unlicensed(
                                List.of(new PictureFile(URI.create("https://example.org/" + file), Optional.empty())),
                                Optional.empty(),
                                file))
                        .toList();
            }
        };
    }

    private static WebSearch search(SearchApi api, PictureDownload download, WebSearch.Limits limits) {
        return new WebSearch(api, TestIntake.of(download), limits);
    }

    private static BackendCall call() {
        CallId call = new CallId(new DraftId(JobId.derived("tenant", "times"), 0), 0);
        return new BackendCall(call, "key", Instant.now().plus(PATIENCE), Previews.NONE);
    }

    @Test
    void shouldGiveEachDownloadItsOwnTime() throws Exception {
        ConcurrentMap<String, Duration> given = new ConcurrentHashMap<>();
        PictureDownload download = (address, deadline) -> {
            given.put(address.getPath(), Duration.between(Instant.now(), deadline));
            if (address.getPath().equals("/slow")) {
                throw new UnusablePictureException(Reason.UNREACHABLE, "too slow");
            }
            return TestPictures.png(640, 480, 1);
        };
        var limits = new WebSearch.Limits(20, 1, Duration.ofSeconds(20), Duration.ofSeconds(5), Duration.ofSeconds(40));

        ToolReply.Picture picture =
                search(finding("slow", "good"), download, limits).produce(Requests.of("fox"), call());

        assertThat(picture.alt()).isEqualTo("good");
        assertThat(given.values()).hasSize(2).allMatch(time -> time.compareTo(Duration.ofSeconds(5)) <= 0);
    }

    @Test
    void shouldTakeTheBestThatCameWhenABetterOneHangs() throws Exception {
        PictureDownload download = (address, deadline) -> {
            if (address.getPath().equals("/hangs")) {
                new java.util.concurrent.CountDownLatch(1).await();
            }
            return TestPictures.png(640, 480, 1);
        };
        var limits = new WebSearch.Limits(20, 2, Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofSeconds(3));

        ToolReply.Picture picture =
                search(finding("hangs", "good"), download, limits).produce(Requests.of("fox"), call());

        assertThat(picture.alt()).isEqualTo("good");
    }

    @Test
    void shouldSayHowManyDidNotComeWhenTheTimeIsUp() {
        PictureDownload download = (address, deadline) -> {
            new java.util.concurrent.CountDownLatch(1).await();
            throw new UnusablePictureException(Reason.UNREACHABLE, "never");
        };
        var limits =
                new WebSearch.Limits(20, 2, Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofMillis(300));

        BackendException failure = catchThrowableOfType(
                BackendException.class,
                () -> search(finding("a", "b", "c"), download, limits).produce(Requests.of("fox"), call()));

        assertThat(failure.reason()).contains("2 did not come in time");
        assertThat(failure.remedy()).isEqualTo(new Remedy.TryNext());
    }

    @Test
    void shouldLeaveTimeForTheNextBackendWhenTheServiceHangs() {
        service.fail(new Fault.Hang());
        var limits =
                new WebSearch.Limits(20, 2, Duration.ofMillis(400), Duration.ofSeconds(20), Duration.ofSeconds(20));

        BackendException failure = catchThrowableOfType(
                BackendException.class,
                () -> search(finding("a"), (address, deadline) -> new byte[0], limits)
                        .produce(Requests.of("fox"), call()));

        assertThat(failure.code()).isEqualTo(FailureCode.TIMEOUT);
        assertThat(failure.remedy()).isEqualTo(new Remedy.TryNext());
    }
}
