package io.llmi.toolkit.imagegen.comfyui;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a workflow template may leave open, written as <code>{{name}}</code> in a node's inputs. */
public enum Placeholder {
    /** What the picture shows, or what to change: text. */
    PROMPT,
    /** What the picture must not show: text, often empty. */
    NEGATIVE_PROMPT,
    /** A whole number from 0. */
    SEED,
    /** In pixels, a multiple of 8. */
    WIDTH,
    /** In pixels, a multiple of 8. */
    HEIGHT,
    /** A whole number from 1. */
    STEPS,
    /** The classifier-free guidance scale, a number. */
    CFG,
    /** A sampler's name. */
    SAMPLER,
    /** A scheduler's name. */
    SCHEDULER,
    /** How much of the picture to repaint, 0 to 1; edits only. */
    DENOISE,
    /** The checkpoint's file name. */
    MODEL,
    /** The name under which the picture to edit was uploaded, for {@code LoadImage}; edits only. */
    IMAGE;

    private final String key = name().toLowerCase(Locale.ROOT);

    /** As it is written between the braces. */
    public String key() {
        return key;
    }

    /** As it is written in a template. */
    public String token() {
        return "{{" + key + "}}";
    }

    static Optional<Placeholder> of(String key) {
        return Arrays.stream(values())
                .filter(placeholder -> placeholder.key.equals(key))
                .findFirst();
    }

    static String list(Iterable<Placeholder> placeholders) {
        return java.util.stream.StreamSupport.stream(placeholders.spliterator(), false)
                .map(Placeholder::token)
                .collect(Collectors.joining(", "));
    }
}
