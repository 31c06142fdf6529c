package io.llmi.toolkit.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

import io.llmi.toolkit.fetch.Fetchers.Names;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** TLS: the address is pinned, the name stays. The server's certificate is for {@code pictures.example} alone. */
@Timeout(60)
class SecureFetchTest {
    private static final String PASSWORD = "changeit";

    @TempDir
    static Path directory;

    private static SSLContext tls;

    private final Names names = Names.of("pictures.example", "127.0.0.1").with("other.example", "127.0.0.1");
    private final List<AutoCloseable> opened = new ArrayList<>();

    @BeforeAll
    static void makeCertificate() throws Exception {
        Path store = directory.resolve("server.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD,
                        "-dname",
                        "CN=test",
                        "-validity",
                        "30",
                        "-ext",
                        "SAN=dns:pictures.example")
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("keytool.log").toFile())
                .start();
        assertThat(keytool.waitFor())
                .as(() -> read(directory.resolve("keytool.log")))
                .isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("server", keys.getCertificate("server"));
        KeyManagerFactory keyManagers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keyManagers.init(keys, PASSWORD.toCharArray());
        TrustManagerFactory trustManagers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trustManagers.init(trusted);
        tls = SSLContext.getInstance("TLS");
        tls.init(keyManagers.getKeyManagers(), trustManagers.getTrustManagers(), null);
    }

    @AfterEach
    void stop() throws Exception {
        for (AutoCloseable each : opened) {
            each.close();
        }
    }

    @Test
    void shouldKeepTheNameForServerNameHostAndCertificateWhenTheAddressIsPinned() throws Exception {
        RawServer server = serve((head, out) -> out.write(RawServer.ok("image/png", "picture")));

        Fetched fetched = fetcher(server, tls).fetch(url("pictures.example", server), Fetchers.IMAGES, Fetchers.soon());

        assertThat(fetched.body()).hasSize(7);
        assertThat(server.serverNames()).containsExactly("pictures.example");
        assertThat(server.requests().getFirst()).contains("Host: pictures.example:%d\r\n".formatted(server.port()));
        assertThat(names.asked("pictures.example")).isEqualTo(1);
    }

    @Test
    void shouldFailWhenTheCertificateIsForAnotherName() throws Exception {
        RawServer server = serve((head, out) -> out.write(RawServer.ok("image/png", "picture")));

        assertThatThrownBy(() ->
                        fetcher(server, tls).fetch(url("other.example", server), Fetchers.IMAGES, Fetchers.soon()))
                .isInstanceOf(FetchException.Unreachable.class)
                .hasMessageContaining("certificate");
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void shouldFailWhenNobodyKnownSignedTheCertificate() throws Exception {
        RawServer server = serve((head, out) -> out.write(RawServer.ok("image/png", "picture")));
        SafeFetcher fetcher = new SafeFetcher(Fetchers.open(server.port(), Map.of()), names);
        opened.add(fetcher);

        assertThatThrownBy(() -> fetcher.fetch(url("pictures.example", server), Fetchers.IMAGES, Fetchers.soon()))
                .isInstanceOf(FetchException.Unreachable.class)
                .hasMessageContaining("certificate");
        assertThat(server.requests()).isEmpty();
    }

    @Test
    @DisplayName("bad input 19: a redirect from https to http")
    void shouldRefuseADowngrade() throws Exception {
        RawServer plain = RawServer.start((head, out) -> out.write(RawServer.ok("image/png", "picture")));
        opened.add(plain);
        RawServer server = serve((head, out) ->
                out.write(RawServer.redirect(302, "http://pictures.example:%d/".formatted(plain.port()))));
        SafeFetcher fetcher = new SafeFetcher(
                Fetchers.open(server.port(), Map.of("llmi.fetch.allowed-ports", server.port() + "," + plain.port())),
                names,
                tls);
        opened.add(fetcher);

        assertThatThrownBy(() -> fetcher.fetch(url("pictures.example", server), Fetchers.IMAGES, Fetchers.soon()))
                .isInstanceOf(BlockedUrlException.class)
                .hasMessageContaining("from https to http");
        assertThat(plain.connections()).isZero();
    }

    @Test
    void shouldEndAtTheDeadlineWhenTheHandshakeHangs() throws Exception {
        // Waits for the end of a head that never comes.
        CountDownLatch over = new CountDownLatch(1);
        RawServer mute = RawServer.start((head, out) -> over.await());
        opened.add(mute);
        SafeFetcher fetcher =
                new SafeFetcher(Fetchers.open(mute.port(), Map.of("llmi.fetch.deadline", "1s")), names, tls);
        opened.add(fetcher);

        assertThatThrownBy(() -> fetcher.fetch(url("pictures.example", mute), Fetchers.IMAGES, Fetchers.soon()))
                .isInstanceOf(FetchException.TimedOut.class);
        over.countDown();
        await().until(() -> mute.open() == 0);
    }

    private RawServer serve(RawServer.Script script) throws IOException {
        RawServer server = RawServer.secure(tls.getServerSocketFactory(), script);
        opened.add(server);
        return server;
    }

    private SafeFetcher fetcher(RawServer server, SSLContext trust) {
        SafeFetcher fetcher = new SafeFetcher(Fetchers.open(server.port(), Map.of()), names, trust);
        opened.add(fetcher);
        return fetcher;
    }

    private static String url(String host, RawServer server) {
        return "https://%s:%d/picture.png".formatted(host, server.port());
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
