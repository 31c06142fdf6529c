package io.llmi.toolkit.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a caller may be allowed to do. */
public enum Scope {
    /** Submit jobs, and cancel and delete the tenant's own. */
    SUBMIT,
    /** Read the tenant's jobs, documents and pictures. */
    READ,
    /** Have completions scored. */
    REWARD,
    /** All of it, for every tenant, and keys. */
    ADMIN;

    /** As it is written in keys and tokens. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The scope of this name, if there is one. */
    public static Optional<Scope> of(String wire) {
        return Arrays.stream(values())
                .filter(scope -> scope.wire().equals(wire))
                .findFirst();
    }
}
