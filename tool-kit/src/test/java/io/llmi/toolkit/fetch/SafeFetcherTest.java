package io.llmi.toolkit.fetch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;

import io.llmi.toolkit.fetch.Fetchers.Names;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** Fetches over real sockets, from servers that keep to HTTP and others; loopback is allowed by setting. */
@Timeout(60)
class SafeFetcherTest {
    private static final String HOST = "pictures.example";

    private final Names names = Names.of(HOST, "127.0.0.1");
    private final CountDownLatch over = new CountDownLatch(1);
    private final List<AutoCloseable> opened = new ArrayList<>();

    @AfterEach
    void stop() throws Exception {
        over.countDown();
        for (AutoCloseable each : opened) {
            each.close();
        }
    }

    @Test
    void shouldReturnBodyClaimAndAddressWhenAllIsWell() throws Exception {
        RawServer server = serve((head, out) -> out.write(RawServer.ok("image/png; x=y", "picture")));

        Fetched fetched = fetcher(server).fetch(url(server, "/ä b.png?x=1#top"), Fetchers.IMAGES, Fetchers.soon());

        assertThat(fetched.body()).asString(StandardCharsets.UTF_8).isEqualTo("picture");
        assertThat(fetched.contentType()).contains("image/png; x=y");
        assertThat(fetched.url()).asString().isEqualTo(url(server, "/%C3%A4%20b.png?x=1"));
        assertThat(server.requests())
                .singleElement()
                .satisfies(head -> assertThat(head.lines())
                        .containsExactlyInAnyOrder(
                                "GET /%C3%A4%20b.png?x=1 HTTP/1.1",
                                "Host: %s:%d".formatted(HOST, server.port()),
                                "Accept: image/png, image/jpeg",
                                "Accept-Encoding: identity",
                                "Connection: close",
                                "User-Agent: LLM-I-fetcher/0.1",
                                ""));
        assertThat(names.asked(HOST)).isEqualTo(1);
    }

    @Test
    void shouldSayWhoWeAreAsConfigured() throws Exception {
        RawServer server = serve((head, out) -> out.write(RawServer.ok("image/png", "picture")));

        fetcher(server, Map.of("llmi.fetch.user-agent", "Gallery/2 (+https://gallery.example)"))
                .fetch(url(server, "/"), Fetchers.IMAGES, Fetchers.soon());

        assertThat(server.requests().getFirst()).contains("User-Agent: Gallery/2 (+https://gallery.example)\r\n");
    }

    @Test
    void shouldReachAnAddressWithoutAskingForNames() throws Exception {
        RawServer server = serve((head, out) -> out.write(RawServer.ok("image/png", "picture")));

        fetcher(server).fetch("http://127.0.0.1:%d/".formatted(server.port()), Fetchers.IMAGES, Fetchers.soon());

        assertThat(server.requests().getFirst()).contains("Host: 127.0.0.1:%d\r\n".formatted(server.port()));
        assertThat(names.asked()).isZero();
    }

    @Test
    void shouldNeitherKeepCookiesNorConnectionsNorFollowSystemProxies() throws Exception {
        RawServer server = serve((head, out) -> out.write(
                "HTTP/1.1 200 OK\r\nSet-Cookie: a=b\r\nContent-Length: 1\r\n\r\nx".getBytes(StandardCharsets.UTF_8)));
        RawServer proxy = serve((head, out) -> out.write(RawServer.ok("image/png", "by proxy")));
        System.setProperty("http.proxyHost", "127.0.0.1");
        System.setProperty("http.proxyPort", Integer.toString(proxy.port()));
        System.setProperty("http.nonProxyHosts", "");
        try {
            SafeFetcher fetcher = fetcher(server);
            fetcher.fetch(url(server, "/"), Fetchers.IMAGES, Fetchers.soon());
            fetcher.fetch(url(server, "/"), Fetchers.IMAGES, Fetchers.soon());
        } finally {
            List.of("http.proxyHost", "http.proxyPort", "http.nonProxyHosts").forEach(System::clearProperty);
        }

        assertThat(proxy.connections()).isZero();
        assertThat(server.connections()).isEqualTo(2);
        assertThat(server.requests()).hasSize(2).noneMatch(head -> head.contains("Cookie"));
        assertThat(names.asked(HOST)).isEqualTo(2);
    }

    @Test
    void shouldTryTheNextAddressWhenOneIsDead() throws Exception {
        RawServer server = serve((head, out) -> out.write(RawServer.ok("image/png", "picture")));
        names.with("two.example", "127.0.0.9", "127.0.0.1");

        Fetched fetched = fetcher(server)
                .fetch("http://two.example:%d/".formatted(server.port()), Fetchers.IMAGES, Fetchers.soon());

        assertThat(fetched.body()).asString(StandardCharsets.UTF_8).isEqualTo("picture");
    }

    @Test
    @DisplayName("bad input 16: rebinding, public first and private at the next look-up")
    void shouldConnectOnlyToTheVettedAddressWhenANameChangesItsMind() throws Exception {
        RawServer vetted = serve((head, out) -> out.write(RawServer.ok("image/png", "public")));
        RawServer inner = RawServer.on("127.0.0.2", (head, out) -> out.write(RawServer.ok("image/png", "secret")));
        opened.add(inner);
        names.with("rebind.example", "127.0.0.1").with("rebind.example", "127.0.0.2");
        Map<String, String> onlyFirst = Map.of(
                "llmi.fetch.allowed-networks",
                "127.0.0.1/32",
                "llmi.fetch.allowed-ports",
                vetted.port() + "," + inner.port());
        SafeFetcher fetcher = fetcher(vetted, onlyFirst);

        Fetched fetched =
                fetcher.fetch("http://rebind.example:%d/".formatted(vetted.port()), Fetchers.IMAGES, Fetchers.soon());

        assertThat(fetched.body()).asString(StandardCharsets.UTF_8).isEqualTo("public");
        assertThat(names.asked("rebind.example")).isEqualTo(1);
        // The second answer is vetted for the second fetch: nothing of the first one is remembered.
        assertThatThrownBy(() -> fetcher.fetch(
                        "http://rebind.example:%d/".formatted(inner.port()), Fetchers.IMAGES, Fetchers.soon()))
                .isInstanceOf(BlockedUrlException.class);
        assertThat(inner.connections()).isZero();
    }

    @Test
    @DisplayName("bad input 16: rebinding between the hops of one fetch")
    void shouldVetTheNameAnewWhenItRedirectsToItself() throws Exception {
        RawServer server = serve((head, out) -> out.write(RawServer.redirect(302, "/again")));
        RawServer inner = RawServer.on("127.0.0.2", (head, out) -> out.write(RawServer.ok("image/png", "secret")));
        opened.add(inner);
        names.with("rebind.example", "127.0.0.1").with("rebind.example", "127.0.0.2");
        SafeFetcher fetcher = fetcher(server, Map.of("llmi.fetch.allowed-networks", "127.0.0.1/32"));

        assertThatThrownBy(() -> fetcher.fetch(
                        "http://rebind.example:%d/".formatted(server.port()), Fetchers.IMAGES, Fetchers.soon()))
                .isInstanceOf(BlockedUrlException.class);
        assertThat(server.connections()).isEqualTo(1);
        assertThat(inner.connections()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.2:PORT/", "//127.0.0.2:PORT/", "http://inner.example:PORT/"})
    @DisplayName("bad input 17: a redirect to an inner address")
    void shouldBlockARedirectWhenItLeadsInside(String location) throws Exception {
        RawServer inner = RawServer.on("127.0.0.2", (head, out) -> out.write(RawServer.ok("image/png", "secret")));
        opened.add(inner);
        RawServer server = serve((head, out) ->
                out.write(RawServer.redirect(302, location.replace("PORT", Integer.toString(inner.port())))));
        names.with("inner.example", "127.0.0.2");
        SafeFetcher fetcher = fetcher(
                server,
                Map.of(
                        "llmi.fetch.allowed-networks",
                        "127.0.0.1/32",
                        "llmi.fetch.allowed-ports",
                        server.port() + "," + inner.port()));

        assertThatThrownBy(() -> fetcher.fetch(url(server, "/"), Fetchers.IMAGES, Fetchers.soon()))
                .isInstanceOf(BlockedUrlException.class);
        assertThat(inner.connections()).isZero();
    }

    @Test
    void shouldFollowThreeRedirects() throws Exception {
        RawServer server = serve((head, out) -> {
            int hop = Integer.parseInt(head.substring(5, 6));
            out.write(hop < 3 ? RawServer.redirect(301 + hop, "/" + (hop + 1)) : RawServer.ok("image/png", "there"));
        });

        Fetched fetched = fetcher(server).fetch(url(server, "/0"), Fetchers.IMAGES, Fetchers.soon());

        assertThat(fetched.url()).asString().isEqualTo(url(server, "/3"));
        assertThat(names.asked(HOST)).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    @DisplayName("bad input 18: endless redirects")
    void shouldStopAfterThreeRedirects(int status) throws Exception {
        RawServer server = serve((head, out) -> out.write(RawServer.redirect(status, "/")));

        assertFails(fetcher(server), url(server, "/"), FetchException.Protocol.class);
        assertThat(server.requests()).hasSize(4);
    }

    @Test
    void shouldUnderstandARedirectInUtf8() throws Exception {
        RawServer server = serve((head, out) ->
                out.write(head.startsWith("GET / ") ? RawServer.redirect(302, "/ä") : RawServer.ok("image/png", "x")));

        assertThat(fetcher(server)
                        .fetch(url(server, "/"), Fetchers.IMAGES, Fetchers.soon())
                        .url())
                .asString()
                .endsWith("/%C3%A4");
    }

    @Test
    @DisplayName("bad input 27: a body without end")
    void shouldCutOffABodyThatExceedsTheCap() throws Exception {
        AtomicLong written = new AtomicLong();
        RawServer server = serve((head, out) -> {
            out.write(head("Transfer-Encoding: chunked"));
            byte[] chunk = ("10000\r\n" + "x".repeat(0x10000) + "\r\n").getBytes(StandardCharsets.UTF_8);
            while (true) {
                out.write(chunk);
                written.addAndGet(chunk.length);
            }
        });

        assertFails(small(server), url(server, "/"), FetchException.TooLarge.class);
        await().until(() -> server.broken() == 1);
        assertThat(written.get()).isLessThan(100 << 20);
    }

    @Test
    @DisplayName("bad input 28: a claimed length above the cap")
    void shouldRejectEarlyWhenTheClaimedLengthIsTooMuch() throws Exception {
        RawServer server = serve((head, out) -> {
            out.write(head("Content-Length: 10000000000"));
            out.flush();
            over.await();
        });

        assertFails(small(server), url(server, "/"), FetchException.TooLarge.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: -5", "Content-Length: 99999999999999999999", "X-None: 1"})
    @DisplayName("bad input 28: a senseless or missing length")
    void shouldStillCapTheBodyWhenTheClaimedLengthIsNone(String header) throws Exception {
        RawServer server = serve((head, out) -> {
            out.write(head(header));
            while (true) {
                out.write(new byte[0x10000]);
            }
        });

        assertThatThrownBy(() -> small(server).fetch(url(server, "/"), Fetchers.IMAGES, Fetchers.soon()))
                .isInstanceOfAny(FetchException.TooLarge.class, FetchException.Protocol.class);
        await().until(() -> server.broken() == 1);
    }

    @Test
    @DisplayName("bad input 28: a length that is claimed too small or too large")
    void shouldNotBelieveTheClaimedLength() throws Exception {
        RawServer more = serve((head, out) -> {
            out.write(head("Content-Length: 3"));
            out.write("pictures and more".getBytes(StandardCharsets.UTF_8));
        });
        RawServer less = serve((head, out) -> {
            out.write(head("Content-Length: 300"));
            out.write("picture".getBytes(StandardCharsets.UTF_8));
        });

        assertThat(fetcher(more)
                        .fetch(url(more, "/"), Fetchers.IMAGES, Fetchers.soon())
                        .body())
                .hasSize(3);
        assertFails(fetcher(less), url(less, "/"), FetchException.Protocol.class);
    }

    @Test
    @DisplayName("bad input 29: gzip bomb")
    void shouldCapTheBodyAfterUnpacking() throws Exception {
        byte[] bomb = gzip(new byte[64 << 20]);
        assertThat(bomb.length).isLessThan(70_000);
        RawServer server = serve((head, out) -> {
            out.write(head("Content-Encoding: gzip", "Content-Length: " + bomb.length));
            out.write(bomb);
        });

        assertFails(
                fetcher(server, Map.of("llmi.fetch.max-bytes", "1048576")),
                url(server, "/"),
                FetchException.TooLarge.class);
    }

    @Test
    void shouldUnpackWhatWasPackedUnasked() throws Exception {
        byte[] packed = gzip("picture".getBytes(StandardCharsets.UTF_8));
        RawServer server = serve((head, out) -> {
            out.write(head("Content-Encoding: gzip", "Content-Length: " + packed.length));
            out.write(packed);
        });

        assertThat(fetcher(server)
                        .fetch(url(server, "/"), Fetchers.IMAGES, Fetchers.soon())
                        .body())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("picture");
    }

    @ParameterizedTest
    @ValueSource(strings = {"br", "gzip, gzip", "deflate"})
    void shouldRefuseAnEncodingThatWasNotAskedFor(String encoding) throws Exception {
        RawServer server = serve((head, out) -> {
            out.write(head("Content-Encoding: " + encoding, "Content-Length: 1"));
            out.write('x');
        });

        assertFails(fetcher(server), url(server, "/"), FetchException.Protocol.class);
    }

    @Test
    void shouldFailWhenThePackedBodyIsDamaged() throws Exception {
        RawServer server = serve((head, out) -> {
            out.write(head("Content-Encoding: gzip", "Content-Length: 7"));
            out.write("picture".getBytes(StandardCharsets.UTF_8));
        });

        assertFails(fetcher(server), url(server, "/"), FetchException.Protocol.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"body", "head"})
    @DisplayName("bad input 30: one byte at a time")
    void shouldEndAtTheDeadlineWhenTheServerDrips(String part) throws Exception {
        RawServer server = serve((head, out) -> {
            out.write(part.equals("body") ? head("Content-Length: 100000") : bytes("HTTP/1.1 200 OK\r\nX-A: "));
            while (!over.await(50, TimeUnit.MILLISECONDS)) {
                out.write('x');
                out.flush();
            }
        });

        assertFails(hasty(server), url(server, "/"), FetchException.TimedOut.class);
        await().until(() -> server.broken() == 1);
    }

    @Test
    void shouldCountRedirectsTowardsTheDeadline() throws Exception {
        RawServer server = serve((head, out) -> {
            over.await(400, TimeUnit.MILLISECONDS);
            out.write(RawServer.redirect(302, "/"));
        });

        assertFails(hasty(server), url(server, "/"), FetchException.TimedOut.class);
        assertThat(server.requests()).hasSizeBetween(2, 3);
    }

    @Test
    void shouldEndAtTheDeadlineWhenTheNameDoesNotResolve() throws Exception {
        RawServer server = serve((head, out) -> {});
        SafeFetcher fetcher =
                open(new SafeFetcher(Fetchers.open(server.port(), Map.of("llmi.fetch.deadline", "1s")), host -> {
                    try {
                        over.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    return List.of(Literals.parse("127.0.0.1").orElseThrow());
                }));

        assertFails(fetcher, url(server, "/"), FetchException.TimedOut.class);
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void shouldEndAtTheDeadlineOfTheCallerWhenThatIsEarlier() throws Exception {
        RawServer server = serve((head, out) -> over.await());
        SafeFetcher fetcher = fetcher(server);

        assertThatThrownBy(() -> fetcher.fetch(
                        url(server, "/"), Fetchers.IMAGES, Instant.now().plus(Duration.ofMillis(500))))
                .isInstanceOf(FetchException.TimedOut.class);
        assertThatThrownBy(() -> fetcher.fetch(
                        url(server, "/"), Fetchers.IMAGES, Instant.now().minusSeconds(1)))
                .isInstanceOf(FetchException.TimedOut.class);
    }

    @Test
    void shouldCloseTheConnectionWhenTheCallerIsInterrupted() throws Exception {
        RawServer server = serve((head, out) -> {
            out.write(head("Content-Length: 100000"));
            while (!over.await(20, TimeUnit.MILLISECONDS)) {
                out.write('x');
                out.flush();
            }
        });
        SafeFetcher fetcher = fetcher(server);
        CompletableFuture<Throwable> end = new CompletableFuture<>();
        Thread caller = Thread.ofPlatform().start(() -> {
            try {
                fetcher.fetch(url(server, "/"), Fetchers.IMAGES, Fetchers.soon());
                end.complete(new AssertionError("fetched"));
            } catch (Throwable e) {
                end.complete(e);
            }
        });
        await().until(() -> !server.requests().isEmpty());

        caller.interrupt();

        assertThat(end.get(10, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
        await().until(() -> server.broken() == 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 102, 103})
    @DisplayName("bad input 31: endless interim responses")
    void shouldFailWhenInterimResponsesDoNotEnd(int status) throws Exception {
        RawServer server = serve((head, out) -> {
            while (true) {
                out.write(bytes("HTTP/1.1 %d Wait\r\n\r\n".formatted(status)));
            }
        });

        assertFails(fetcher(server), url(server, "/"), FetchException.Protocol.class);
        await().until(() -> server.broken() == 1);
    }

    @Test
    void shouldReadPastAFewInterimResponses() throws Exception {
        RawServer server = serve((head, out) -> {
            out.write(bytes("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: <a>\r\n\r\n"));
            out.write(RawServer.ok("image/png", "picture"));
        });

        assertThat(fetcher(server)
                        .fetch(url(server, "/"), Fetchers.IMAGES, Fetchers.soon())
                        .body())
                .hasSize(7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-A: 1\r\n", "X", "\r\n", "HTTP/1.1 200 OK\r\n"})
    @DisplayName("bad input 31: endless header")
    void shouldFailWhenTheHeaderDoesNotEnd(String piece) throws Exception {
        RawServer server = serve((head, out) -> {
            out.write(piece.isBlank() ? new byte[0] : bytes("HTTP/1.1 200 OK\r\n"));
            while (true) {
                out.write(bytes(piece.repeat(100)));
            }
        });

        assertFails(fetcher(server), url(server, "/"), FetchException.Protocol.class);
        await().until(() -> server.broken() == 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-A: 1\r\n", "X"})
    @DisplayName("bad input 31: endless trailer")
    void shouldFailWhenTheTrailerDoesNotEnd(String piece) throws Exception {
        RawServer server = serve((head, out) -> {
            out.write(head("Transfer-Encoding: chunked"));
            out.write(bytes("1\r\nx\r\n0\r\n"));
            while (true) {
                out.write(bytes(piece.repeat(100)));
            }
        });

        assertFails(fetcher(server), url(server, "/"), FetchException.Protocol.class);
        await().until(() -> server.broken() == 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "SSH-2.0-OpenSSH\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
                "HTTP/9.9 200 OK\r\n\r\n",
                "HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 2"
            })
    void shouldFailWhenTheAnswerIsNoHttp(String answer) throws Exception {
        RawServer server = serve((head, out) -> out.write(bytes(answer)));

        assertFails(fetcher(server), url(server, "/"), FetchException.Protocol.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 206, 304, 400, 401, 404, 429, 503})
    void shouldTellTheStatusWhenItIsNoSuccess(int status) throws Exception {
        RawServer server = serve((head, out) -> out.write(bytes(
                "HTTP/1.1 %d Sorry\r\nRetry-After: 7\r\nWWW-Authenticate: Basic realm=x\r\nContent-Length: 0\r\n\r\n"
                        .formatted(status))));

        assertThatThrownBy(() -> fetcher(server).fetch(url(server, "/"), Fetchers.IMAGES, Fetchers.soon()))
                .isInstanceOfSatisfying(FetchException.Status.class, e -> {
                    assertThat(e.code()).isEqualTo("http_status");
                    assertThat(e.status()).isEqualTo(status);
                    assertThat(e.retryAfter()).contains(Duration.ofSeconds(7));
                });
        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void shouldSayUnreachableWhenThereIsNoSuchHostOrNobodyListens() throws Exception {
        RawServer server = serve((head, out) -> {});
        SafeFetcher fetcher = fetcher(server);
        server.close();

        assertFails(fetcher, "http://nowhere.example/", FetchException.Unreachable.class);
        assertFails(fetcher, url(server, "/"), FetchException.Unreachable.class);
    }

    @Test
    void shouldGiveConnectionsBackHoweverFetchesEnd() throws Exception {
        RawServer server = serve((head, out) -> {
            switch (head.substring(5, 6)) {
                case "m" -> out.write(RawServer.redirect(302, "/ok"));
                case "l" -> {
                    out.write(head("Content-Length: 5000000"));
                    out.write(new byte[5_000_000]);
                }
                case "s" -> out.write(bytes("HTTP/1.1 404 No\r\nContent-Length: 5000000\r\n\r\nx"));
                case "b" -> out.write(bytes("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nx"));
                default -> out.write(RawServer.ok("image/png", "x"));
            }
        });
        SafeFetcher fetcher = fetcher(
                server,
                Map.of(
                        "llmi.fetch.max-bytes", "4096",
                        "llmi.fetch.connections", "2",
                        "llmi.fetch.connections-per-host", "1"));

        for (int round = 0; round < 3; round++) {
            assertThat(fetcher.fetch(url(server, "/moved"), Fetchers.IMAGES, Fetchers.soon())
                            .body())
                    .hasSize(1);
            assertFails(fetcher, url(server, "/large"), FetchException.TooLarge.class);
            assertFails(fetcher, url(server, "/status"), FetchException.Status.class);
            assertFails(fetcher, url(server, "/broken"), FetchException.Protocol.class);
        }
        assertThat(server.requests()).hasSize(15);
    }

    @Test
    void shouldHoldNoMoreConnectionsToOneHostThanAllowed() throws Exception {
        RawServer server = serve((head, out) -> {
            over.await();
            out.write(RawServer.ok("image/png", "x"));
        });
        SafeFetcher fetcher = fetcher(server, Map.of("llmi.fetch.connections-per-host", "2"));
        List<CompletableFuture<Fetched>> all = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            all.add(CompletableFuture.supplyAsync(
                    () -> {
                        try {
                            return fetcher.fetch(url(server, "/"), Fetchers.IMAGES, Fetchers.soon());
                        } catch (FetchException | InterruptedException e) {
                            throw new IllegalStateException(e);
                        }
                    },
                    task -> Thread.ofVirtual().start(task)));
        }
        await().until(() -> server.requests().size() == 2);
        await().during(Duration.ofMillis(300)).until(() -> server.connections() == 2);

        over.countDown();

        assertThat(all)
                .allSatisfy(each ->
                        assertThat(each.get(20, TimeUnit.SECONDS).body()).hasSize(1));
    }

    @Test
    void shouldEndRunningFetchesWhenItIsClosed() throws Exception {
        RawServer server = serve((head, out) -> over.await());
        SafeFetcher fetcher = fetcher(server);
        CompletableFuture<Throwable> end = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try {
                fetcher.fetch(url(server, "/"), Fetchers.IMAGES, Fetchers.soon());
            } catch (Throwable e) {
                end.complete(e);
            }
        });
        await().until(() -> !server.requests().isEmpty());

        fetcher.close();

        assertThat(end.get(10, TimeUnit.SECONDS)).isInstanceOf(FetchException.class);
        assertFails(fetcher, url(server, "/"), FetchException.Unreachable.class);
    }

    private RawServer serve(RawServer.Script script) throws IOException {
        return open(RawServer.start(script));
    }

    private <T extends AutoCloseable> T open(T resource) {
        opened.add(resource);
        return resource;
    }

    private SafeFetcher fetcher(RawServer server) {
        return fetcher(server, Map.of());
    }

    private SafeFetcher small(RawServer server) {
        return fetcher(server, Map.of("llmi.fetch.max-bytes", "100000"));
    }

    private SafeFetcher hasty(RawServer server) {
        return fetcher(server, Map.of("llmi.fetch.deadline", "1s"));
    }

    private SafeFetcher fetcher(RawServer server, Map<String, String> changed) {
        return open(new SafeFetcher(Fetchers.open(server.port(), changed), names));
    }

    private static String url(RawServer server, String path) {
        return "http://%s:%d%s".formatted(HOST, server.port(), path);
    }

    private static void assertFails(SafeFetcher fetcher, String url, Class<? extends FetchException> type) {
        assertThatThrownBy(() -> fetcher.fetch(url, Fetchers.IMAGES, Fetchers.soon()))
                .isInstanceOf(type);
    }

    private static byte[] head(String... headers) {
        return bytes("HTTP/1.1 200 OK\r\n" + String.join("\r\n", headers) + "\r\n\r\n");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(content);
        }
        return packed.toByteArray();
    }
}
