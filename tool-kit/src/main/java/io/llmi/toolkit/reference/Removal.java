package io.llmi.toolkit.reference;

import java.util.HashSet;
import java.util.Set;

/**
 * What became of the blobs of a deleted job.
 *
 * @param removed those that nobody else uses
 * @param kept those that other jobs use
 */
public record Removal(Set<String> removed, Set<String> kept) {
    public Removal {
        removed = Set.copyOf(removed);
        kept = Set.copyOf(kept);
    }

    /** Both, where what one kept for the other is gone after that. */
    Removal then(Removal next) {
        Set<String> allRemoved = new HashSet<>(removed);
        allRemoved.addAll(next.removed);
        Set<String> allKept = new HashSet<>(kept);
        allKept.addAll(next.kept);
        allKept.removeAll(allRemoved);
        return new Removal(allRemoved, allKept);
    }
}
