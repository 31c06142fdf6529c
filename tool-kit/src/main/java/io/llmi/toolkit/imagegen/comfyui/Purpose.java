package io.llmi.toolkit.imagegen.comfyui;

import java.util.EnumSet;
import java.util.Set;

/** What a workflow is for, which decides what its template has to leave open. */
public enum Purpose {
    /** A picture from a prompt. */
    GENERATE(
            "text-to-image.json",
            "llmi.diffusion.comfyui",
            EnumSet.of(Placeholder.PROMPT, Placeholder.SEED),
            EnumSet.of(Placeholder.DENOISE, Placeholder.IMAGE)),
    /** A picture from a picture and a prompt. */
    EDIT(
            "image-to-image.json",
            "llmi.edit.comfyui",
            EnumSet.of(Placeholder.PROMPT, Placeholder.SEED, Placeholder.IMAGE),
            EnumSet.noneOf(Placeholder.class));

    private final String template;
    private final String settings;
    private final Set<Placeholder> required;
    private final Set<Placeholder> meaningless;

    Purpose(String template, String settings, Set<Placeholder> required, Set<Placeholder> meaningless) {
        this.template = template;
        this.settings = settings;
        this.required = required;
        this.meaningless = meaningless;
    }

    /** The template that ships with this module. */
    String template() {
        return template;
    }

    /** Where the operator sets what concerns it, for messages. */
    String settings() {
        return settings;
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
