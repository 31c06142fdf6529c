package io.llmi.toolkit.imagegen.comfyui;

import java.util.EnumSet;
import java.util.Set;

/** What a workflow is for, which decides what its template has to leave open. */
public enum Purpose {
    /** A picture from a prompt. */
    GENERATE(EnumSet.of(Placeholder.PROMPT, Placeholder.SEED), EnumSet.of(Placeholder.DENOISE, Placeholder.IMAGE)),
    /** A picture from a picture and a prompt. */
    EDIT(EnumSet.of(Placeholder.PROMPT, Placeholder.SEED, Placeholder.IMAGE), EnumSet.noneOf(Placeholder.class));

    private final Set<Placeholder> required;
    private final Set<Placeholder> meaningless;

    Purpose(Set<Placeholder> required, Set<Placeholder> meaningless) {
        this.required = required;
        this.meaningless = meaningless;
    }

    /** Without these a picture would not depend on what was asked. */
    Set<Placeholder> required() {
        return required;
    }

    boolean knows(Placeholder placeholder) {
        return !meaningless.contains(placeholder);
    }

    Set<Placeholder> known() {
        Set<Placeholder> known = EnumSet.allOf(Placeholder.class);
        known.removeAll(meaningless);
        return known;
    }
}
