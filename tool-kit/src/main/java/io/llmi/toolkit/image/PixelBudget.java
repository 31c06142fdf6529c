package io.llmi.toolkit.image;

import java.util.concurrent.atomic.AtomicLong;

import io.llmi.toolkit.image.RejectedImageException.Reason;

/**
 * The pixels that one run may have decoded, over all its pictures: many that each are within bounds must not add up to a
 * day of decoding. Charged by the header, before decoding; what is rejected afterwards is not given back. Thread-safe.
 */
public final class PixelBudget {
    private final long limit;
    private final AtomicLong spent = new AtomicLong();

    /** @param limit pixels, at least 1 */
    public PixelBudget(long limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("a pixel budget of " + limit + " admits no picture");
        }
        this.limit = limit;
    }

    /** @throws RejectedImageException if that many are not left; nothing is charged then */
    public void charge(int width, int height) throws RejectedImageException {
        long pixels = (long) width * height;
        long before = spent.get();
        while (before + pixels <= limit) {
            if (spent.compareAndSet(before, before + pixels)) {
                return;
            }
            before = spent.get();
        }
        throw new RejectedImageException(
                Reason.OVER_BUDGET,
                "the picture has %d x %d pixels; %d of the run's %d pixels are left"
                        .formatted(width, height, Math.max(0, limit - before), limit));
    }

    /** Pixels not charged yet. */
    public long left() {
        return limit - spent.get();
    }
}
