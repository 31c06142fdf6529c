package io.llmi.judge.monitor;

/**
 * How far the recent mean of something has moved from its long-time mean: two exponentially weighted means, a quick and a
 * slow one. Thread-safe.
 */
final class Drift {
    private final double quickShare;
    private final double slowShare;
    private double quick;
    private double slow;
    private long count;

    /**
     * @param quickMemory values that the quick mean looks back on, at least 1
     * @param slowMemory values that the slow mean looks back on, more than that
     */
    Drift(int quickMemory, int slowMemory) {
        this.quickShare = 1.0 / quickMemory;
        this.slowShare = 1.0 / slowMemory;
    }

    synchronized void add(double value) {
        count++;
        // A plain mean until there are enough values, so that the first one does not count for ever.
        quick += (value - quick) * Math.max(quickShare, 1.0 / count);
        slow += (value - slow) * Math.max(slowShare, 1.0 / count);
    }

    /** The recent mean. */
    synchronized double recent() {
        return quick;
    }

    /** The recent mean less the long-time mean, in the unit of the values. */
    synchronized double value() {
        return quick - slow;
    }
}
