package io.llmi.tool.search.licence;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Which pictures may be used. Ordered: each policy accepts less than the one before it. */
public enum LicencePolicy {
    /** Every picture; one of unknown licence carries a warning. */
    ANY,
    /** Pictures that anyone may share, change and sell: CC BY, CC BY-SA, the public domain and the like. */
    FREE_TO_REUSE,
    /** Pictures that nobody holds rights in: CC0, the public domain mark, expired copyright. */
    PUBLIC_DOMAIN;

    /** @param licence what the source says, or empty if it says nothing: that satisfies only {@link #ANY} */
    public boolean accepts(Optional<Licence> licence) {
        return switch (this) {
            case ANY -> true;
            case FREE_TO_REUSE ->
                licence.filter(known -> known.freedom() != Freedom.RESTRICTED).isPresent();
            case PUBLIC_DOMAIN ->
                licence.filter(known -> known.freedom() == Freedom.PUBLIC_DOMAIN)
                        .isPresent();
        };
    }

    /** The stricter of both: a caller cannot undo what the operator decided. */
    public LicencePolicy tightened(LicencePolicy other) {
        return compareTo(other) >= 0 ? this : other;
    }

    /** As configuration and tags write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Reads {@link #word()}, however it is cased and whatever stands for the dashes. */
    public static Optional<LicencePolicy> of(String word) {
        String plain = word.strip().toUpperCase(Locale.ROOT).replaceAll("[\\s_-]+", "_");
        return Arrays.stream(values())
                .filter(policy -> policy.name().equals(plain))
                .findFirst();
    }

    /** All words, for messages. */
    public static String words() {
        return Arrays.stream(values()).map(LicencePolicy::word).collect(Collectors.joining(", "));
    }
}
