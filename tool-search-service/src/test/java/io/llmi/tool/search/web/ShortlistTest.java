package io.llmi.tool.search.web;

import java.net.URI;
import java.util.List;
import java.util.Optional;

import io.llmi.tool.search.Requests;
import io.llmi.tool.search.licence.Licence;
import io.llmi.tool.search.licence.LicencePolicy;
import io.llmi.tool.search.picture.Size;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ShortlistTest {
    private static PictureFile file(String name, int width, int height) {
        return new PictureFile(URI.create("https://example.org/" + name), Optional.of(new Size(width, height)));
    }

    private static Candidate candidate(String title, PictureFile... files) {
        return Candidate.unlicensed(List.of(files), Optional.empty(), title);
    }

    private static Candidate licensed(String title, String licence) {
        return new Candidate(
                List.of(file(title, 800, 600)),
                Optional.empty(),
                title,
                Licence.read(Optional.of(licence), Optional.empty()),
                Optional.empty());
    }

    private static List<String> titles(Shortlist shortlist) {
        return shortlist.worthwhile().stream().map(Candidate::title).toList();
    }

    @Test
    void shouldLeaveOutWhatItsServiceCallsTooSmallOrTooLarge() {
        Shortlist shortlist = Shortlist.of(
                List.of(
                        candidate("small", file("a", 399, 1000)),
                        candidate("large", file("b", 5121, 1000)),
                        candidate("least", file("c", 400, 400)),
                        candidate("most", file("d", 5120, 5120)),
                        candidate("unknown", new PictureFile(URI.create("https://example.org/e"), Optional.empty()))),
                Requests.of("x"),
                20);

        assertThat(titles(shortlist)).containsExactly("least", "most", "unknown");
        assertThat(shortlist.wrongSize()).isEqualTo(2);
    }

    @Test
    void shouldFallBackToAThumbnailOnlyWhenItIsLargeEnough() {
        Shortlist shortlist = Shortlist.of(
                List.of(
                        candidate("both", file("a", 9000, 9000), file("a-small", 1280, 1280)),
                        candidate("tiny", file("b", 9000, 9000), file("b-small", 200, 200)),
                        candidate("kept", file("c", 900, 900), file("c-small", 200, 200))),
                Requests.of("x"),
                20);

        assertThat(titles(shortlist)).containsExactly("both", "kept");
        assertThat(shortlist.worthwhile())
                .allSatisfy(candidate -> assertThat(candidate.files()).hasSize(1));
        assertThat(shortlist.worthwhile().getFirst().files().getFirst().address())
                .hasPath("/a-small");
    }

    @Test
    void shouldRejectUnknownLicencesUnderTheStricterPolicies() {
        List<Candidate> found = List.of(
                candidate("unknown", file("u", 800, 600)),
                licensed("nc", "CC BY-NC 4.0"),
                licensed("by", "CC BY 4.0"),
                licensed("cc0", "CC0"));

        assertThat(titles(Shortlist.of(found, Requests.of("x"), 20))).hasSize(4);
        Shortlist free = Shortlist.of(found, Requests.of("x", LicencePolicy.FREE_TO_REUSE), 20);
        assertThat(titles(free)).containsExactly("by", "cc0");
        assertThat(free.wrongLicence()).isEqualTo(2);
        assertThat(titles(Shortlist.of(found, Requests.of("x", LicencePolicy.PUBLIC_DOMAIN), 20)))
                .containsExactly("cc0");
    }

    @Test
    void shouldPreferTheShapeAndKeepTheRankOtherwise() {
        List<Candidate> found = List.of(
                candidate("wide", file("a", 800, 500)),
                candidate("tall", file("b", 500, 800)),
                candidate("square", file("c", 800, 760)),
                candidate("wider", file("d", 1800, 500)));

        assertThat(titles(Shortlist.of(found, Requests.shaped("x", Aspect.WIDE), 20)))
                .containsExactly("wide", "wider", "tall", "square");
        assertThat(titles(Shortlist.of(found, Requests.shaped("x", Aspect.TALL), 20))
                        .getFirst())
                .isEqualTo("tall");
        assertThat(titles(Shortlist.of(found, Requests.shaped("x", Aspect.SQUARE), 20))
                        .getFirst())
                .isEqualTo("square");
    }

    @Test
    void shouldTryNoAddressTwiceAndNoMoreThanAsked() {
        Shortlist shortlist = Shortlist.of(
                List.of(
                        candidate("one", file("a", 800, 600)),
                        candidate("again", file("a", 800, 600)),
                        candidate("two", file("b", 800, 600)),
                        candidate("three", file("c", 800, 600))),
                Requests.of("x"),
                2);

        assertThat(titles(shortlist)).containsExactly("one", "two");
    }

    @Test
    void shouldPassOverTheBestWhenALowerRankIsAskedFor() {
        List<Candidate> found = List.of(
                candidate("one", file("a", 800, 600)),
                candidate("small", file("s", 10, 10)),
                candidate("two", file("b", 800, 600)),
                candidate("three", file("c", 800, 600)));

        assertThat(titles(Shortlist.of(found, Requests.ranked("x", 2), 1))).containsExactly("two");
        assertThat(titles(Shortlist.of(found, Requests.ranked("x", 3), 5))).containsExactly("three");
        assertThat(titles(Shortlist.of(found, Requests.ranked("x", 4), 5))).isEmpty();
    }
}
