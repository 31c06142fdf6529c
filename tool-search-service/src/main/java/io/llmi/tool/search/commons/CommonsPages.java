package io.llmi.tool.search.commons;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import io.llmi.tool.search.licence.Licence;
import io.llmi.tool.search.web.Candidate;
import io.llmi.tool.search.web.Fields;
import io.llmi.tool.search.web.PictureFile;
import io.llmi.tool.search.web.UntrustedText;

/** Reads the pages of an answer: files with their metadata, which is HTML that anyone may have written. */
final class CommonsPages {
    /** Originals of other kinds (SVG, TIFF, PDF) are only of use as the rendition that Commons makes of them. */
    private static final Set<String> TAKEN = Set.of("image/jpeg", "image/png", "image/webp");

    private CommonsPages() {}

    /** @param pages an array, or an object by page id in the first version of the format */
    static List<Candidate> candidates(JsonNode pages) {
        return StreamSupport.stream(pages.spliterator(), false)
                .sorted(Comparator.comparingInt(page -> page.path("index").asInt(Integer.MAX_VALUE)))
                .flatMap(page -> candidate(page).stream())
                .toList();
    }

    private static Optional<Candidate> candidate(JsonNode page) {
        JsonNode info = page.path("imageinfo").path(0);
        if (info.isMissingNode()) {
            return Optional.empty();
        }
        JsonNode metadata = info.path("extmetadata");
        Optional<Licence> licence = Licence.read(
                plain(metadata, "LicenseShortName", UntrustedText.LICENCE),
                Fields.web(metadata.path("LicenseUrl"), "value").map(Object::toString));
        String title = plain(metadata, "ObjectName", UntrustedText.TITLE)
                .orElseGet(() -> UntrustedText.line(
                        page.path("title").asText("").replaceFirst("^File:", "").replaceFirst("\\.\\w{2,5}$", ""),
                        UntrustedText.TITLE));
        return Optional.of(new Candidate(
                files(info), Fields.web(info, "descriptionurl"), title, licence, credit(title, metadata, licence)));
    }

    private static List<PictureFile> files(JsonNode info) {
        Optional<PictureFile> original = Optional.of(info.path("mime").asText(""))
                .filter(TAKEN::contains)
                .flatMap(mime -> Fields.file(info, "url", "width", "height"));
        return Fields.files(original, Fields.file(info, "thumburl", "thumbwidth", "thumbheight"));
    }

    /** The author's own wish goes before the author's name. */
    private static Optional<String> credit(String title, JsonNode metadata, Optional<Licence> licence) {
        Optional<String> author = plain(metadata, "Attribution", UntrustedText.TITLE)
                .or(() -> plain(metadata, "Artist", UntrustedText.TITLE));
        Optional<String> terms = licence.map(
                known -> known.name() + known.url().map(url -> " (" + url + ")").orElse(""));
        String who = Stream.of(Optional.of(title).filter(text -> !text.isEmpty()), author)
                .flatMap(Optional::stream)
                .reduce((one, other) -> one + " — " + other)
                .orElse("");
        return Stream.of(Optional.of(who).filter(text -> !text.isEmpty()), terms)
                .flatMap(Optional::stream)
                .reduce((one, other) -> one + ", " + other)
                .map(text -> UntrustedText.line(text, UntrustedText.CREDIT));
    }

    private static Optional<String> plain(JsonNode metadata, String key, int max) {
        return Fields.text(metadata.path(key), "value").flatMap(html -> UntrustedText.ofHtml(html, max));
    }
}
