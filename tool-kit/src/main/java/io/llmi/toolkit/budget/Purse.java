package io.llmi.toolkit.budget;

import java.math.BigDecimal;
import java.time.Duration;

import io.llmi.events.ToolFailure;

/** What one tool call may still spend. Thread-safe, blocking. */
public interface Purse {
    /** Of a job without a budget. */
    Purse UNLIMITED = (backend, priceUsd, patience) -> new Answer.Paid(() -> {});

    /** Whether there is money for a picture. */
    sealed interface Answer {
        /** The price counts as spent from here on, unless it is refunded. */
        record Paid(Payment payment) implements Answer {}

        /** The picture must not be made; the failure says why to a reader of the document. */
        record Refused(ToolFailure failure) implements Answer {}
    }

    /** A price that counts as spent. */
    interface Payment {
        /** Nothing was made and nothing is owed; does not wait. */
        void refund();
    }

    /**
     * Pays for a picture before it is made.
     *
     * @param priceUsd above zero
     * @param patience how long to wait for the answer
     * @throws InterruptedException if interrupted; then nothing was paid
     */
    Answer pay(String backend, BigDecimal priceUsd, Duration patience) throws InterruptedException;
}
