package io.llmi.toolkit.tool;

/**
 * When a call is given up by name, instead of being tried until the broker drops it in silence. Pure.
 *
 * <p>The broker's count of deliveries says little: a process that dies is dealt its record again on the connections of
 * its other slots, which are about to break, so that one death costs two deliveries or more.
 *
 * @param deliveryLimit after how many deliveries the broker drops a record
 */
record Patience(int deliveryLimit) {
    private static final int MAX_DEFECTS = 5;

    /** The first death leaves no note, so that it is the third one that nobody risks. */
    private static final int MAX_KNOWN_DEATHS = 2;

    /** Whether the call may be given back after its handler failed by a defect. */
    boolean bearsAnotherDefect(int delivery) {
        return delivery < Math.min(MAX_DEFECTS, deliveryLimit);
    }

    /**
     * Whether the call may be tried, though its worker may die of it.
     *
     * @param deaths known of, see {@link io.llmi.toolkit.ledger.CallPage#deaths()}
     */
    boolean bearsAnotherDeath(int delivery, int deaths) {
        if (deaths == 0) {
            return true;
        }
        int costOfOne = Math.ceilDiv(delivery - 1, deaths + 1);
        // Whoever dies now could tell nobody: the one after must still be able to.
        return deaths < MAX_KNOWN_DEATHS && delivery + costOfOne <= deliveryLimit;
    }
}
