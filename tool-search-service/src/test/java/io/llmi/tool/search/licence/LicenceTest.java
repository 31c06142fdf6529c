package io.llmi.tool.search.licence;

import java.util.Optional;

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

class LicenceTest {
    private static Optional<Licence> named(String name) {
        return Licence.read(Optional.of(name), Optional.empty());
    }

    private static Optional<Licence> at(String url) {
        return Licence.read(Optional.empty(), Optional.of(url));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "CC BY 4.0;CC BY 4.0;FREE",
                "CC BY-SA 4.0;CC BY-SA 4.0;FREE",
                "cc-by-sa-3.0;CC BY-SA 3.0;FREE",
                "cc-by-sa-4.0,3.0,2.5;CC BY-SA 4.0;FREE",
                "CC BY 2.0 de;CC BY 2.0;FREE",
                "CC BY-SA 3.0 migrated;CC BY-SA 3.0;FREE",
                "CC SA 1.0;CC SA 1.0;FREE",
                "by;CC BY;FREE",
                "by-sa 2.0;CC BY-SA 2.0;FREE",
                "by-nc 2.0;CC BY-NC 2.0;RESTRICTED",
                "by-nd;CC BY-ND;RESTRICTED",
                "by-nc-sa 4.0;CC BY-NC-SA 4.0;RESTRICTED",
                "CC BY-NC-ND 4.0;CC BY-NC-ND 4.0;RESTRICTED",
                "Creative Commons Attribution-ShareAlike 4.0 International;CC BY-SA 4.0;FREE",
                "Creative Commons Attribution-Share Alike 3.0;CC BY-SA 3.0;FREE",
                "Creative Commons Attribution-NonCommercial-NoDerivs 2.0;CC BY-NC-ND 2.0;RESTRICTED",
                "CC0;CC0;PUBLIC_DOMAIN",
                "cc0 1.0;CC0 1.0;PUBLIC_DOMAIN",
                "CC-Zero;CC0;PUBLIC_DOMAIN",
                "pdm 1.0;Public Domain Mark 1.0;PUBLIC_DOMAIN",
                "Public Domain Mark 1.0;Public Domain Mark 1.0;PUBLIC_DOMAIN",
                "Public domain;Public domain;PUBLIC_DOMAIN",
                "pd;Public domain;PUBLIC_DOMAIN",
                "PD-old-70;Public domain;PUBLIC_DOMAIN",
                "GFDL 1.2;GFDL;FREE",
                "FAL;FAL;FREE",
                "Attribution;Attribution;FREE",
                "Copyrighted free use;Copyrighted free use;FREE",
                "All rights reserved;All rights reserved;RESTRICTED",
                "sampling+;sampling+;RESTRICTED",
                "CC BY 4.0, NC for prints;CC BY 4.0, NC for prints;RESTRICTED",
                "Public domain outside the US;Public domain outside the US;RESTRICTED",
                "by-by;by-by;RESTRICTED"
            })
    void shouldReadNamesAndCodesAsSourcesWriteThem(String said, String name, Freedom freedom) {
        assertThat(named(said)).hasValueSatisfying(licence -> {
            assertThat(licence.name()).isEqualTo(name);
            assertThat(licence.freedom()).isEqualTo(freedom);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "https://creativecommons.org/licenses/by/4.0/,CC BY 4.0,FREE",
        "http://creativecommons.org/licenses/by-sa/3.0/de/deed.en,CC BY-SA 3.0,FREE",
        "https://www.creativecommons.org/licenses/by-nc/2.0,CC BY-NC 2.0,RESTRICTED",
        "https://creativecommons.org/publicdomain/zero/1.0/,CC0 1.0,PUBLIC_DOMAIN",
        "https://creativecommons.org/publicdomain/mark/1.0/deed.en,Public Domain Mark 1.0,PUBLIC_DOMAIN",
        "http://creativecommons.org/licenses/publicdomain/,Public domain,PUBLIC_DOMAIN",
        "https://creativecommons.org/licenses/sampling+/1.0/,CC sampling+ 1.0,RESTRICTED"
    })
    void shouldReadAddressesOfCreativeCommons(String url, String name, Freedom freedom) {
        assertThat(at(url)).contains(new Licence(name, Optional.of(url), freedom));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://creativecommons.org.example/licenses/by/4.0/",
                "https://example.org/?x=https://creativecommons.org/licenses/by/4.0/",
                "javascript:alert(1)",
                ""
            })
    void shouldNotTakeOtherAddressesForLicences(String url) {
        assertThat(at(url)).isEmpty();
    }

    @Test
    void shouldCountTheLessFreeOneWhenNameAndAddressDisagree() {
        String restricted = "https://creativecommons.org/licenses/by-nc/4.0/";
        assertThat(Licence.read(Optional.of("CC BY 4.0"), Optional.of(restricted)))
                .contains(new Licence("CC BY-NC 4.0", Optional.of(restricted), Freedom.RESTRICTED));
        String free = "https://creativecommons.org/licenses/by/4.0/";
        assertThat(Licence.read(Optional.of("CC BY-ND 4.0"), Optional.of(free)))
                .contains(new Licence("CC BY-ND 4.0", Optional.of(free), Freedom.RESTRICTED));
    }

    @Test
    void shouldTakeTheVersionFromTheAddressWhenTheNameHasNone() {
        String url = "https://creativecommons.org/licenses/by-sa/2.0/";
        assertThat(Licence.read(Optional.of("by-sa"), Optional.of(url)))
                .contains(new Licence("CC BY-SA 2.0", Optional.of(url), Freedom.FREE));
    }

    @Test
    void shouldLinkTheTermsWhenTheSourceDoesNot() {
        assertThat(named("CC BY-SA 4.0").orElseThrow().url())
                .contains("https://creativecommons.org/licenses/by-sa/4.0/");
        assertThat(named("Public domain").orElseThrow().url()).isEmpty();
    }

    @Property
    void shouldFindTheSameTermsInNameCodeAndAddress(@ForAll("codes") String code, @ForAll("versions") String version) {
        Licence byName = named("CC " + code.toUpperCase(java.util.Locale.ROOT) + " " + version)
                .orElseThrow();
        Licence byCode = named(code + " " + version).orElseThrow();
        Licence byUrl = at(byName.url().orElseThrow()).orElseThrow();

        assertThat(byCode).isEqualTo(byName);
        assertThat(byUrl).isEqualTo(byName);
        boolean restricted = code.contains("nc") || code.contains("nd");
        assertThat(byName.freedom()).isEqualTo(restricted ? Freedom.RESTRICTED : Freedom.FREE);
    }

    @Property
    void shouldNeverFailAndNeverBeFreerThanTheNameWhateverTheTextsAre(@ForAll String name, @ForAll String url) {
        Optional<Licence> both = Licence.read(Optional.of(name), Optional.of(url));
        named(name)
                .ifPresent(alone -> assertThat(both)
                        .hasValueSatisfying(
                                licence -> assertThat(licence.freedom()).isGreaterThanOrEqualTo(alone.freedom())));
    }

    @Property
    void shouldOnlyTightenWhenPoliciesMeet(
            @ForAll LicencePolicy operator,
            @ForAll LicencePolicy caller,
            @ForAll("licences") Optional<Licence> licence) {
        LicencePolicy together = operator.tightened(caller);

        assertThat(together).isEqualTo(caller.tightened(operator));
        assertThat(together.accepts(licence)).isEqualTo(operator.accepts(licence) && caller.accepts(licence));
    }

    @ParameterizedTest
    @CsvSource({"free-to-reuse,FREE_TO_REUSE", "Free to reuse,FREE_TO_REUSE", "PUBLIC_DOMAIN,PUBLIC_DOMAIN", "any,ANY"})
    void shouldReadPoliciesHoweverTheyAreWritten(String word, LicencePolicy policy) {
        assertThat(LicencePolicy.of(word)).contains(policy);
        assertThat(LicencePolicy.of(policy.word())).contains(policy);
    }

    @Provide
    Arbitrary<String> codes() {
        return Arbitraries.of("by", "by-sa", "by-nd", "by-nc", "by-nc-sa", "by-nc-nd");
    }

    @Provide
    Arbitrary<String> versions() {
        return Arbitraries.of("1.0", "2.0", "2.5", "3.0", "4.0");
    }

    @Provide
    Arbitrary<Optional<Licence>> licences() {
        return Arbitraries.of(Freedom.values())
                .map(freedom -> new Licence("x", Optional.empty(), freedom))
                .optional();
    }
}
