package io.llmi.toolkit.fetch;

import java.util.List;
import java.util.Set;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class UrlRulesTest {
    private static final UrlRules RULES = new UrlRules(Set.of(80, 443), new AddressRules(List.of(), List.of()));

    @ParameterizedTest
    @CsvSource({
        "https://pictures.example/a.png, https://pictures.example/a.png",
        "HTTPS://Pictures.Example/A.png, https://pictures.example/A.png",
        "http://pictures.example, http://pictures.example/",
        "https://pictures.example:443/a?b=c#d, https://pictures.example/a?b=c",
        "http://pictures.example:443/, http://pictures.example:443/",
        "https://pictures.example./a, https://pictures.example/a",
        "https://bücher.example/ä b.png, https://xn--bcher-kva.example/%C3%A4%20b.png",
        "https://ｐｉｃｔｕｒｅｓ．example/, https://pictures.example/",
        "https://pictures.example/a%20b[1].png?x={y}, https://pictures.example/a%20b%5B1%5D.png?x=%7By%7D",
        "http://8.8.8.8/, http://8.8.8.8/",
        "'http://[2606:4700::1111]/', 'http://[2606:4700:0:0:0:0:0:1111]/'",
        "'http://[::ffff:8.8.8.8]/', http://8.8.8.8/",
    })
    void shouldNormaliseWhenTheUrlIsFine(String url, String normal) throws Exception {
        assertThat(RULES.vet(url).uri()).asString().isEqualTo(normal);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1/",
                "http://10.0.0.5/",
                "http://0.0.0.0/",
                "http://[::]/",
                "http://[::1]/",
                "http://[::ffff:127.0.0.1]/",
                "http://[::ffff:7f00:1]/",
                "http://[::127.0.0.1]/",
                "http://[64:ff9b::169.254.169.254]/",
                "http://[2002:7f00:1::]/",
                "http://[fe80::1]/",
                "http://localhost/",
                "http://LOCALHOST/",
                "http://localhost./",
                "http://a.localhost/",
                "http://metadata.google.internal./",
                "http://ｌｏｃａｌｈｏｓｔ/",
                "http://localhost。/"
            })
    void shouldBlockWhenTheHostIsNotPublic(String url) {
        assertThatThrownBy(() -> RULES.vet(url))
                .isInstanceOf(BlockedUrlException.class)
                .hasMessageContaining("is not on the public internet");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://2130706433/", "http://0x7f000001/", "http://0x7f.1/", "http://0177.0.0.1/", "http://127.1/",
                "http://127.0.1/", "http://127.0.0.1./", "http://08.8.8.8/", "http://8.8.8.8.8/", "http://256.8.8.8/",
                "http://①②⑦.⓪.⓪.①/", "http://８.８.８.８/", "http://127。0。0。1/", "http://8.8.8.0x8/", "http://a.1/",
                "http://0x/", "http://8.8.8.8./"
            })
    void shouldRefuseWhenTheIpAddressIsNotWrittenTheOnlyWay(String url) {
        assertThatThrownBy(() -> RULES.vet(url))
                .isInstanceOf(BlockedUrlException.class)
                .hasMessageContaining("four decimal numbers");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/a",
                "//pictures.example/",
                "pictures.example",
                "http:",
                "http:/pictures.example/",
                "http://",
                "http:///a",
                "http://?a",
                "http://:80/",
                "https:pictures.example/",
                " http://pictures.example/",
                "http://pictures.example :80/",
                "http://pictures .example/",
                "http://a..example/",
                "http://.example/",
                "http://-a.example/",
                "http://a_b.example/",
                "http://pictures.example:/",
                "http://pictures.example:080/",
                "http://pictures.example:-80/",
                "http://pictures.example:99999/",
                "http://pictures.example:80:80/",
                "http://[::1/",
                "http://::1/",
                "http://[1.2.3.4]/",
                "http://[::1]a/",
                "http://[fe80::1%25eth0]/",
                "http://[fe80::1%eth0]/",
                "http://[::ffff:0177.0.0.1]/",
                "http://[::ffff:1.2.3]/",
                "http://[]/",
                "http://a%2eexample/",
                "http://127%2e0.0.1/",
                "http://℀.example/",
                "http://127.0.0.1http/",
                "http://a／b.example/",
                "http://user@pictures.example/",
                "http://user:pass@pictures.example/",
                "http://@pictures.example/",
                "http://good.example@127.0.0.1/",
                "http://good.example\\@127.0.0.1/",
                "http:\\\\pictures.example\\",
                "http://pictures.example/a\\b",
                "http://pictures.example/%0d%0aX:y",
                "http://pictures.example/a\r\nb",
                "http://pictures.example%0d%0a/",
                "http://pictures.example/?%0A",
                "http://pictures.example/%00",
                "http://pictures.example/\t",
                "http://pictures.example/\u2028",
                "http://pictures.example/\u0085",
                "http://pictures.example/%zz",
                "http://pictures.example/%",
                "http://pictures.example/\ud800",
                "file:///etc/passwd",
                "gopher://pictures.example/",
                "jar:http://pictures.example/a.jar!/b",
                "data:image/png;base64,AAAA",
                "ftp://pictures.example/",
                "javascript:alert(1)",
                "http://pictures.example:22/",
                "http://pictures.example:6379/",
                "https://pictures.example:9092/"
            })
    void shouldRefuseWhenTheUrlIsOdd(String url) {
        assertThatThrownBy(() -> RULES.vet(url))
                .isInstanceOfSatisfying(
                        BlockedUrlException.class, e -> assertThat(e.code()).isEqualTo("url_blocked"));
    }

    @Test
    void shouldTakeExactlyTwoKilobytes() throws Exception {
        String longest = "http://pictures.example/" + "a".repeat(UrlRules.MAX_BYTES - 24);

        assertThat(RULES.vet(longest).uri().toString()).hasSize(UrlRules.MAX_BYTES);
        assertThatThrownBy(() -> RULES.vet(longest + "a")).isInstanceOf(BlockedUrlException.class);
        assertThatThrownBy(() -> RULES.vet("http://pictures.example/" + "ä".repeat(1013)))
                .isInstanceOf(BlockedUrlException.class);
    }

    @Provide
    Arbitrary<String> nearlyUrls() {
        Arbitrary<String> pieces = Arbitraries.of(
                "http",
                "https",
                "://",
                ":",
                "/",
                "//",
                "@",
                "\\",
                "[",
                "]",
                "::1",
                "::ffff:",
                "127.0.0.1",
                "0x7f",
                "1",
                ".",
                "。",
                "①",
                "%",
                "%0d",
                "%25",
                "?",
                "#",
                "a",
                "Ä",
                "localhost",
                "example",
                ":80",
                "\r",
                " ",
                "\ud83d");
        return Arbitraries.of("http://", "https://", "")
                .flatMap(start -> pieces.list().ofMaxSize(8).map(list -> start + String.join("", list)));
    }

    @Property(tries = 5000)
    void shouldLetNothingAmbiguousPassWhateverTheText(@ForAll("nearlyUrls") String text) {
        VettedUrl vetted;
        try {
            vetted = RULES.vet(text);
        } catch (BlockedUrlException e) {
            return;
        }
        assertThat(vetted.uri().toString()).matches("https?://[\\x21-\\x7e]+").doesNotContain("\\", "#");
        assertThat(vetted.uri().getHost().replaceAll("[\\[\\]]", "")).isEqualTo(vetted.host());
        assertThat(vetted.host()).matches("[a-z0-9.:-]+").isNotEqualTo("localhost");
        assertThat(Literals.parse(vetted.host()))
                .hasValueSatisfying(address -> assertThat(address.isLoopbackAddress() || address.isAnyLocalAddress())
                        .isFalse());
        assertThat(vetted.port()).isIn(80, 443);
        assertThat(vetted.uri().getRawUserInfo()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "b.png, https://pictures.example/dir/b.png",
        "/b.png, https://pictures.example/b.png",
        "?page=2, https://pictures.example/dir/a.png?page=2",
        "//other.example/x, https://other.example/x",
        "../x, https://pictures.example/x",
        "https://other.example/ä, https://other.example/%C3%A4",
        "/ä [1].png#top, https://pictures.example/%C3%A4%20%5B1%5D.png"
    })
    void shouldFollowARedirectAsTheStandardSays(String location, String next) throws Exception {
        VettedUrl from = RULES.vet("https://pictures.example/dir/a.png");

        assertThat(Redirects.next(from, location, RULES).uri()).asString().isEqualTo(next);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1/",
                "//127.0.0.1/",
                "http://pictures.example/",
                "file:///etc/passwd",
                "//a@b/",
                "\\\\127.0.0.1\\",
                "/a\\b",
                "/%0d%0a",
                "//localhost",
                "//[::1]/",
                "javascript:x",
                "/%"
            })
    void shouldBlockARedirectThatLeadsAstray(String location) throws Exception {
        VettedUrl from = RULES.vet("https://pictures.example/dir/a.png");

        assertThatThrownBy(() -> Redirects.next(from, location, RULES)).isInstanceOf(BlockedUrlException.class);
    }
}
