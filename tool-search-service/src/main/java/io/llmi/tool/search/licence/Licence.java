package io.llmi.tool.search.licence;

import java.util.Optional;

/**
 * The terms of one picture.
 *
 * @param name the short name to show, for example {@code CC BY-SA 4.0}
 * @param url where the terms can be read; absent for most of the public domain
 */
public record Licence(String name, Optional<String> url, Freedom freedom) {
    /** Terms that a search service warrants for all of its results, without naming them for each. */
    public static Licence warranted(String name, Freedom freedom) {
        return new Licence(name, Optional.empty(), freedom);
    }

    /**
     * Reads what a source says of a picture's licence. Where name and address name different licences the less free one
     * counts; a name that is not recognised is {@link Freedom#RESTRICTED}.
     *
     * @param name a short name, a code such as {@code by-sa}, or nothing
     * @param url the address of the terms, or nothing
     * @return empty if the source says nothing that means anything
     */
    public static Optional<Licence> read(Optional<String> name, Optional<String> url) {
        Optional<String> said = name.map(String::strip).filter(text -> !text.isEmpty());
        Optional<String> link = url.map(String::strip).filter(text -> text.matches("(?i)https?://\\S+"));
        Optional<KnownLicence> byName = said.flatMap(KnownLicence::named);
        Optional<KnownLicence> byUrl = link.flatMap(KnownLicence::at);
        Optional<KnownLicence> known = byName.isPresent() && byUrl.isPresent()
                ? Optional.of(decisive(byName.get(), byUrl.get()))
                : byName.or(() -> byUrl);
        return known.map(it -> new Licence(it.name(), link.or(it::home), it.freedom()))
                .or(() -> said.map(text -> new Licence(text, link, Freedom.RESTRICTED)));
    }

    private static KnownLicence decisive(KnownLicence byName, KnownLicence byUrl) {
        int lessFree = byName.freedom().compareTo(byUrl.freedom());
        return lessFree > 0 || lessFree == 0 && !byUrl.isAsExactAs(byName) ? byName : byUrl;
    }
}
