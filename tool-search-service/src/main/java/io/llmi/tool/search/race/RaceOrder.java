package io.llmi.tool.search.race;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalInt;

/**
 * Which candidates to try next, and when the winner is certain: the first in rank order that succeeds, as if they had
 * been tried one by one, although several are tried at a time. Not thread-safe.
 */
final class RaceOrder {
    private final int candidates;
    private final int parallel;
    private final BitSet running = new BitSet();
    private int next;
    private int best;

    /**
     * @param candidates how many there are; numbered from 0, the best first
     * @param parallel how many are tried at a time, at least 1
     */
    RaceOrder(int candidates, int parallel) {
        if (candidates < 0 || parallel < 1) {
            throw new IllegalArgumentException("%d candidates, %d at a time".formatted(candidates, parallel));
        }
        this.candidates = candidates;
        this.parallel = parallel;
        this.best = candidates;
    }

    /** The candidates to try now; they count as running from here on. */
    List<Integer> start() {
        List<Integer> started = new ArrayList<>();
        // What ranks below a success cannot win any more.
        while (running.cardinality() < parallel && next < best) {
            running.set(next);
            started.add(next);
            next++;
        }
        return started;
    }

    /** @return the running candidates that cannot win any more; they no longer count as running */
    List<Integer> succeeded(int candidate) {
        ended(candidate);
        best = Math.min(best, candidate);
        List<Integer> beaten = running.stream().filter(i -> i > best).boxed().toList();
        beaten.forEach(running::clear);
        return beaten;
    }

    void failed(int candidate) {
        ended(candidate);
    }

    private void ended(int candidate) {
        if (!running.get(candidate)) {
            throw new IllegalStateException("candidate " + candidate + " is not running");
        }
        running.clear(candidate);
    }

    boolean isRunning(int candidate) {
        return running.get(candidate);
    }

    /** How many are being tried. */
    int inFlight() {
        return running.cardinality();
    }

    /** Whether no further try can change the result. */
    boolean decided() {
        return running.isEmpty() && next >= best;
    }

    /** The best success so far; final once {@link #decided()}. */
    OptionalInt best() {
        return best < candidates ? OptionalInt.of(best) : OptionalInt.empty();
    }
}
