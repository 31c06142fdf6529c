package io.llmi.toolkit.queue;

import java.util.Optional;

import io.llmi.events.TraceParent;

/** A share group read as a work queue. */
public final class ShareQueue {
    private ShareQueue() {}

    /**
     * One delivered record.
     *
     * @param deliveryCount how often it was delivered, from 1; more than 1 means that an earlier worker did not finish
     */
    public record Delivery(
            String topic,
            int partition,
            long offset,
            Optional<String> key,
            byte[] value,
            int deliveryCount,
            TraceParent trace) {}

    /** What to do with a delivery after the work. */
    public enum Disposition {
        /** Done, never deliver again. */
        ACCEPT,
        /** Deliver to someone else, now. */
        RELEASE,
        /** Given up; never deliver again. */
        REJECT
    }

    /** The work. Called on a thread of its own; interrupted when the pool stops. */
    public interface Handler {
        Disposition handle(Delivery delivery) throws Exception;
    }
}
