package io.llmi.tool.search.library;

import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * One picture of a library; an element of {@code index.json}.
 *
 * @param file its path inside the library
 * @param license short name of the licence
 * @param sourceUrl the page that it comes from
 * @param attribution the credit line to show; the author's name stands in for a missing one
 */
public record LibraryEntry(
        String file,
        String title,
        String description,
        List<String> tags,
        Optional<String> license,
        Optional<String> licenseUrl,
        Optional<String> author,
        Optional<String> sourceUrl,
        Optional<String> attribution) {
    public LibraryEntry {
        title = text(title);
        description = text(description);
        tags = list(tags);
        license = present(license);
        licenseUrl = present(licenseUrl);
        author = present(author);
        sourceUrl = present(sourceUrl);
        attribution = present(attribution);
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static List<String> list(@Nullable List<String> list) {
        return list == null ? List.of() : List.copyOf(list);
    }

    private static Optional<String> present(@Nullable Optional<String> optional) {
        return optional == null ? Optional.empty() : optional.filter(value -> !value.isBlank());
    }
}
