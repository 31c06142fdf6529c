package io.llmi.bench;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How well a number of slots was used while there was work for all of them. Pure.
 *
 * @param calls all calls that were made, in any order
 */
record SlotUse(List<Call> calls, int slots) {
    /** One call, in milliseconds of one clock. */
    record Call(long begin, long end) {}

    /**
     * Busy time over slots times the time in which work was waiting: from the moment when every slot could have had a
     * call, which is when as many as there are slots had begun, to the beginning of the last one.
     */
    double utilisation() {
        long from = from();
        long to = to();
        long busy = calls.stream()
                .mapToLong(call -> Math.max(0, Math.min(call.end(), to) - Math.max(call.begin(), from)))
                .sum();
        return busy / (double) (slots * (to - from));
    }

    long measuredMillis() {
        return to() - from();
    }

    /** The most calls that ran at the same moment. */
    int mostAtOnce() {
        List<long[]> changes = new ArrayList<>();
        calls.forEach(call -> {
            changes.add(new long[] {call.begin(), 1});
            changes.add(new long[] {call.end(), -1});
        });
        changes.sort(Comparator.<long[]>comparingLong(change -> change[0]).thenComparingLong(change -> change[1]));
        int running = 0;
        int most = 0;
        for (long[] change : changes) {
            running += (int) change[1];
            most = Math.max(most, running);
        }
        return most;
    }

    private long from() {
        return begins().get(slots - 1);
    }

    private long to() {
        return begins().getLast();
    }

    private List<Long> begins() {
        return calls.stream().map(Call::begin).sorted().toList();
    }
}
