package io.llmi.tool.search.web;

import java.net.URI;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class UntrustedTextTest {
    @Property
    void shouldBeOneShortVisibleLineWhateverCame(@ForAll String raw, @ForAll @IntRange(min = 1, max = 50) int max) {
        String line = UntrustedText.line(raw, max);

        assertThat(line.codePointCount(0, line.length())).isLessThanOrEqualTo(max);
        assertThat(line).isEqualTo(line.strip());
        assertThat(line.codePoints()).allSatisfy(c -> {
            assertThat(Character.isISOControl(c)).isFalse();
            assertThat(Character.getType(c)).isNotEqualTo(Character.SURROGATE);
        });
        assertThat(UntrustedText.line(line, max)).isEqualTo(line);
    }

    @Test
    void shouldDropWhatHidesAndTurnsText() {
        assertThat(UntrustedText.line(
                        "a\u202Eevil\u202C \u2066b\u2069\u200B \uFEFFc\u0007\u001b[31m \uDB40\uDC41d\uD800", 50))
                .isEqualTo("aevil b c[31m d");
    }

    @Test
    void shouldKeepWhatScriptsAndEmojiNeed() {
        assertThat(UntrustedText.line("می\u200cخواهم 👩\u200d🌾 Ü", 50)).isEqualTo("می\u200cخواهم 👩\u200d🌾 Ü");
    }

    @Test
    void shouldReadTheTextOfHtmlAndNothingElse() {
        assertThat(UntrustedText.ofHtml(
                        "<a href=\"//commons.wikimedia.org/wiki/User:X\" onclick=\"x()\">Jane &amp; Joe</a><script>alert(1)</script>",
                        50))
                .contains("Jane & Joe");
        assertThat(UntrustedText.ofHtml("<span style='display:none'></span>", 50))
                .isEmpty();
    }

    @Test
    void shouldNotTurnEscapedMarkupIntoMarkup() {
        assertThat(UntrustedText.ofHtml("&lt;script&gt;x&lt;/script&gt;", 50)).contains("<script>x</script>");
    }

    @ParameterizedTest
    @CsvSource({
        "https://example.org/a b.jpg,https://example.org/a%20b.jpg",
        "https://example.org/ä|ö.jpg,https://example.org/%C3%A4%7C%C3%B6.jpg",
        "https://example.org/a%20b.jpg,https://example.org/a%20b.jpg",
        "HTTP://example.org/,HTTP://example.org/"
    })
    void shouldReadAddressesAsPagesWriteThem(String raw, String address) {
        assertThat(Fields.web(raw)).contains(URI.create(address));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data:image/png;base64,AAAA",
                "javascript:alert(1)",
                "file:///etc/passwd",
                "ftp://example.org/",
                "https:///x",
                "//example.org/x",
                "x",
                "https://exa mple.org/",
                "https://example.org/%zz"
            })
    void shouldDropWhatIsNoAddressOfTheWeb(String raw) {
        assertThat(Fields.web(raw)).isEmpty();
    }

    @Property
    void shouldNeverFailOnAnAddress(@ForAll String raw) {
        Fields.web("https://" + raw).ifPresent(uri -> assertThat(uri.getHost()).isNotEmpty());
    }

    @Property
    void shouldKeepWithinTheLimitOfAQuery(
            @ForAll String raw,
            @ForAll @IntRange(min = 2, max = 40) int characters,
            @ForAll @IntRange(min = 1, max = 9) int words) {
        String query = UntrustedText.line("a " + raw, 400);
        String applied = new QueryLimit(characters, words).applied(query);

        assertThat(query).startsWith(applied);
        assertThat(applied).isNotEmpty().hasSizeLessThanOrEqualTo(characters);
        assertThat(applied.split(" ").length).isLessThanOrEqualTo(words);
        assertThat(Character.isHighSurrogate(applied.charAt(applied.length() - 1)))
                .isFalse();
    }
}
