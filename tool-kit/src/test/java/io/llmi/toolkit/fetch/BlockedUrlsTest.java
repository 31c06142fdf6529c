package io.llmi.toolkit.fetch;

import java.io.IOException;
import java.util.Map;

import io.llmi.toolkit.fetch.Fetchers.Names;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * The URLs of the hardening list (1 to 15 and 20 to 26), with the default rules for addresses. A server that listens on
 * every address of this machine, under a port that is allowed, sees whether anything was sent.
 */
class BlockedUrlsTest {
    private final Names names = new Names();
    private RawServer trap;
    private SafeFetcher fetcher;

    @BeforeEach
    void start() throws IOException {
        trap = RawServer.everywhere();
        fetcher =
                new SafeFetcher(Fetchers.settings(Map.of("llmi.fetch.allowed-ports", "80,443," + trap.port())), names);
    }

    @AfterEach
    void stop() throws IOException {
        fetcher.close();
        trap.close();
    }

    @Test
    @DisplayName("bad input 1: loopback, and the default ports")
    void shouldBlockLoopback() {
        assertSendsNothing("http://127.0.0.1:PORT/");
        assertThatThrownBy(() -> fetcher.fetch("http://127.0.0.1:9092/", Fetchers.IMAGES, Fetchers.soon()))
                .isInstanceOf(BlockedUrlException.class);
    }

    @Test
    @DisplayName("bad input 2: localhost with a trailing dot")
    void shouldBlockLocalhost() {
        names.with("localhost", "127.0.0.1");
        assertSendsNothing("http://localhost.:PORT/");
        assertSendsNothing("http://localhost:PORT/");
    }

    @Test
    @DisplayName("bad input 3: decimal address")
    void shouldRefuseADecimalAddress() {
        assertSendsNothing("http://2130706433:PORT/");
    }

    @Test
    @DisplayName("bad input 4: hex and short address")
    void shouldRefuseAHexAddress() {
        assertSendsNothing("http://0x7f.1:PORT/");
    }

    @Test
    @DisplayName("bad input 5: octal address")
    void shouldRefuseAnOctalAddress() {
        assertSendsNothing("http://0177.0.0.1:PORT/");
    }

    @Test
    @DisplayName("bad input 6: short address")
    void shouldRefuseAShortAddress() {
        assertSendsNothing("http://127.1:PORT/");
    }

    @Test
    @DisplayName("bad input 7: IPv6 loopback")
    void shouldBlockIpv6Loopback() {
        assertSendsNothing("http://[::1]:PORT/");
    }

    @Test
    @DisplayName("bad input 8: IPv4 mapped into IPv6")
    void shouldUnwrapAMappedAddress() {
        assertSendsNothing("http://[::ffff:169.254.169.254]:PORT/");
        assertSendsNothing("http://[::ffff:127.0.0.1]:PORT/");
    }

    @Test
    @DisplayName("bad input 9: NAT64")
    void shouldUnwrapANat64Address() {
        assertSendsNothing("http://[64:ff9b::a9fe:a9fe]:PORT/");
    }

    @Test
    @DisplayName("bad input 10: zone")
    void shouldRefuseAZone() {
        assertSendsNothing("http://[fe80::1%25eth0]:PORT/");
    }

    @Test
    @DisplayName("bad input 11: metadata address")
    void shouldBlockTheMetadataAddress() {
        assertSendsNothing("http://169.254.169.254:PORT/latest/meta-data/");
    }

    @Test
    @DisplayName("bad input 12: metadata over IPv6 and by name")
    void shouldBlockMetadataByOtherNames() {
        names.with("metadata.google.internal", "8.8.8.8");
        assertSendsNothing("http://[fd00:ec2::254]:PORT/");
        assertSendsNothing("http://metadata.google.internal:PORT/");
        assertThat(names.asked()).isZero();
    }

    @Test
    @DisplayName("bad input 13: shared address space")
    void shouldBlockSharedAddressSpace() {
        assertSendsNothing("http://100.64.0.1:PORT/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.5", "127.0.0.1", "::1", "0.0.0.0", "169.254.169.254", "64:ff9b::7f00:1"})
    @DisplayName("bad input 14: a public name with a private address")
    void shouldBlockANameWhenItsAddressIsPrivate(String address) {
        names.with("pictures.example", address);
        assertSendsNothing("http://pictures.example:PORT/");
        assertThat(names.asked("pictures.example")).isEqualTo(1);
    }

    @Test
    @DisplayName("bad input 15: a name with a public and a private address")
    void shouldBlockANameWholeWhenOneOfItsAddressesIsPrivate() {
        names.with("first.example", "127.0.0.1", "8.8.8.8").with("last.example", "8.8.8.8", "127.0.0.1");
        assertSendsNothing("http://first.example:PORT/");
        assertSendsNothing("http://last.example:PORT/");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:///etc/passwd",
                "gopher://127.0.0.1:PORT/",
                "jar:http://127.0.0.1:PORT/a.jar!/b",
                "data:image/png;base64,AAAA"
            })
    @DisplayName("bad input 20: other schemes")
    void shouldRefuseOtherSchemes(String url) {
        assertSendsNothing(url);
    }

    @Test
    @DisplayName("bad input 21: a host as user name")
    void shouldRefuseUserInfo() {
        assertSendsNothing("http://good.com@127.0.0.1:PORT/");
    }

    @Test
    @DisplayName("bad input 22: backslash")
    void shouldRefuseABackslash() {
        names.with("good.com", "127.0.0.1");
        assertSendsNothing("http://good.com\\@127.0.0.1:PORT/");
    }

    @Test
    @DisplayName("bad input 23: circled digits")
    void shouldRefuseCircledDigits() {
        assertSendsNothing("http://①②⑦.⓪.⓪.①:PORT/");
    }

    @ParameterizedTest
    @ValueSource(ints = {22, 6379, 9092, 8080, 0, 65_536})
    @DisplayName("bad input 24: other ports")
    void shouldRefuseOtherPorts(int port) {
        names.with("pictures.example", "8.8.8.8");
        assertSendsNothing("http://pictures.example:%d/".formatted(port));
        assertThat(names.asked()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://pictures.example:PORT/%0d%0aX-Injected:1",
                "http://pictures.example:PORT/\r\nX-Injected:1",
                "http://pictures.example%0d%0a:PORT/",
                "http://pictures.example\r\n:PORT/"
            })
    @DisplayName("bad input 25: line ends in path or host")
    void shouldRefuseLineEnds(String url) {
        names.with("pictures.example", "127.0.0.1");
        assertSendsNothing(url);
        assertThat(names.asked()).isZero();
    }

    @Test
    @DisplayName("bad input 26: 64 KB of URL")
    void shouldRefuseALongUrl() {
        names.with("pictures.example", "127.0.0.1");
        assertSendsNothing("http://pictures.example:PORT/" + "a".repeat(65_536));
        assertThat(names.asked()).isZero();
    }

    private void assertSendsNothing(String url) {
        String real = url.replace("PORT", Integer.toString(trap.port()));
        assertThatThrownBy(() -> fetcher.fetch(real, Fetchers.IMAGES, Fetchers.soon()))
                .isInstanceOfSatisfying(
                        BlockedUrlException.class, e -> assertThat(e.code()).isEqualTo("url_blocked"));
        assertThat(trap.connections()).isZero();
    }
}
