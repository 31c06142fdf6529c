package io.llmi.assembler.join;

import io.llmi.events.DraftEvent;

/** How far a draft was read. */
final class DraftCursor {
    /** Where a record stands, seen from the last one. */
    enum Place {
        /** Of an older epoch, or read before. */
        OBSOLETE,
        NEXT,
        /** Begins an epoch that was not seen before. */
        NEW_EPOCH,
        /** Records before it are missing. */
        AFTER_GAP
    }

    private long epoch = -1;
    private int seq = -1;

    Place place(DraftEvent event) {
        if (event.epoch() > epoch) {
            return event instanceof DraftEvent.Started ? Place.NEW_EPOCH : Place.AFTER_GAP;
        }
        if (event.epoch() < epoch || event.seq() <= seq) {
            return Place.OBSOLETE;
        }
        return event.seq() == seq + 1 ? Place.NEXT : Place.AFTER_GAP;
    }

    void moveTo(DraftEvent event) {
        epoch = event.epoch();
        seq = event.seq();
    }
}
