package io.llmi.tool.search.web;

import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmi.tool.search.Requests;
import io.llmi.tool.search.brave.BraveSearch;
import io.llmi.tool.search.commons.Commons;
import io.llmi.tool.search.google.GoogleSearch;
import io.llmi.tool.search.openverse.Openverse;
import io.llmi.tool.search.searxng.SearxNg;
import io.llmi.tool.search.serpapi.SerpApi;
import io.llmi.toolkit.backend.BackendException;
import io.llmi.toolkit.http.BackendHttp;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever a service answers, it is candidates that are fit to be handled, or a typed failure. */
class HostileAnswersTest {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Endpoint HERE = Endpoint.of("service", "key", "https://service.example", "LLM-I/0.1 (x@y.z)");
    private static final List<SearchApi> APIS = List.of(
            new SerpApi(HERE, "k"),
            new GoogleSearch(HERE, "k", "cx"),
            new BraveSearch(HERE, "k"),
            new SearxNg(HERE, Optional.empty()),
            new Openverse(HERE),
            new Commons(HERE));

    @Property(tries = 400)
    void shouldReadAnythingAsFitCandidatesOrFailTyped(
            @ForAll("apis") SearchApi api, @ForAll("statuses") int status, @ForAll("objects") JsonNode body) {
        read(api, status, body.toString().getBytes(StandardCharsets.UTF_8));
    }

    @Property(tries = 300)
    void shouldReadAnyBytesAsFitCandidatesOrFailTyped(@ForAll("apis") SearchApi api, @ForAll byte[] body) {
        read(api, 200, body);
    }

    private static void read(SearchApi api, int status, byte[] body) {
        var answer = new BackendHttp.Answer(status, HttpHeaders.of(Map.of(), (name, value) -> true), body);
        try {
            api.candidates(answer, Requests.of("fox")).forEach(HostileAnswersTest::assertFit);
        } catch (BackendException e) {
            assertThat(e.reason()).isNotBlank().hasSizeLessThan(600);
        }
    }

    private static void assertFit(Candidate candidate) {
        assertThat(candidate.title().length()).isLessThanOrEqualTo(2 * UntrustedText.TITLE);
        candidate
                .attribution()
                .ifPresent(credit -> assertThat(credit.codePoints())
                        .hasSizeLessThanOrEqualTo(UntrustedText.CREDIT)
                        .noneMatch(Character::isISOControl));
        candidate.page().ifPresent(page -> assertThat(page.getScheme()).matches("(?i)https?"));
        assertThat(candidate.files()).allSatisfy(file -> {
            assertThat(file.address().getScheme()).matches("(?i)https?");
            assertThat(file.address().getHost()).isNotBlank();
        });
    }

    @Provide
    Arbitrary<SearchApi> apis() {
        return Arbitraries.of(APIS);
    }

    @Provide
    Arbitrary<Integer> statuses() {
        return Arbitraries.frequency(
                net.jqwik.api.Tuple.of(8, 200),
                net.jqwik.api.Tuple.of(1, 400),
                net.jqwik.api.Tuple.of(1, 403),
                net.jqwik.api.Tuple.of(1, 429),
                net.jqwik.api.Tuple.of(1, 500));
    }

    /** Objects with the names that the protocols use, filled with what they do not promise. */
    @Provide
    Arbitrary<JsonNode> objects() {
        return object(nodes(3));
    }

    private static Arbitrary<JsonNode> nodes(int depth) {
        Arbitrary<JsonNode> leaf = Arbitraries.oneOf(
                Arbitraries.of(
                                "https://example.org/a.jpg",
                                "//example.org/a.jpg",
                                "/a.jpg",
                                "data:x",
                                "Success",
                                "Error",
                                "customsearch#search",
                                "image/jpeg",
                                "CC BY 4.0",
                                "by",
                                "100 x 99999999999",
                                "https://creativecommons.org/licenses/by/4.0/",
                                "<b>x</b>\u202e",
                                "")
                        .map(NODES::textNode),
                Arbitraries.strings().ofMaxLength(40).map(NODES::textNode),
                Arbitraries.longs().map(NODES::numberNode),
                Arbitraries.of(800, 600, 0, -1).map(NODES::numberNode),
                Arbitraries.just(NODES.nullNode()),
                Arbitraries.of(true, false).map(NODES::booleanNode));
        if (depth == 0) {
            return leaf;
        }
        Arbitrary<JsonNode> inner = nodes(depth - 1);
        Arbitrary<JsonNode> array =
                inner.list().ofMaxSize(4).map(list -> NODES.arrayNode().addAll(list));
        return Arbitraries.oneOf(leaf, object(inner), array);
    }

    private static Arbitrary<JsonNode> object(Arbitrary<JsonNode> values) {
        Arbitrary<String> names = Arbitraries.of(
                "results",
                "items",
                "images_results",
                "query",
                "pages",
                "imageinfo",
                "extmetadata",
                "value",
                "error",
                "code",
                "detail",
                "message",
                "errors",
                "reason",
                "search_metadata",
                "status",
                "kind",
                "properties",
                "thumbnail",
                "src",
                "url",
                "link",
                "original",
                "original_width",
                "original_height",
                "image",
                "width",
                "height",
                "title",
                "img_src",
                "resolution",
                "unresponsive_engines",
                "license",
                "license_url",
                "attribution",
                "LicenseShortName",
                "Artist",
                "mime",
                "index",
                "batchcomplete",
                "thumburl");
        return Arbitraries.maps(names, values).ofMaxSize(6).map(map -> {
            ObjectNode object = NODES.objectNode();
            map.forEach(object::set);
            return object;
        });
    }
}
