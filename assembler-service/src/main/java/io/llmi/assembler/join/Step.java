package io.llmi.assembler.join;

import java.util.List;

/**
 * What one input did.
 *
 * @param changed false if it was a repetition or no longer mattered: the join is as it was before
 */
public record Step(boolean changed, List<Effect> effects) {
    static final Step IGNORED = new Step(false, List.of());

    public Step {
        effects = List.copyOf(effects);
    }
}
