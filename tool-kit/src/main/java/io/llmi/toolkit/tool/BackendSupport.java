package io.llmi.toolkit.tool;

import java.util.Optional;

import io.llmi.toolkit.budget.Purse;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;

/**
 * What the tool kit does around the backend calls of one tool call: it bounds them, remembers their pictures and
 * measures them. Used by the backend chain, not by tools. Thread-safe.
 */
public interface BackendSupport {
    /** Lets everything through, remembers nothing and measures for nobody. */
    BackendSupport NONE = new BackendSupport() {
        private final ToolMeters meters = new ToolMeters(new CompositeMeterRegistry());

        @Override
        public boolean beginCall() {
            return true;
        }

        @Override
        public Optional<ToolReply.Picture> remembered(String key) {
            return Optional.empty();
        }

        @Override
        public void remember(String key, ToolReply.Picture picture) {
            // Nobody asks for it.
        }

        @Override
        public Purse purse() {
            return Purse.UNLIMITED;
        }

        @Override
        public ToolMeters meters() {
            return meters;
        }
    };

    /**
     * Claims one more backend call for this tool call, on record before it begins; returns false, and claims nothing, if
     * all deliveries of the call together have begun as many as are allowed.
     */
    boolean beginCall();

    /** A picture that was made for the same key before, if it is still there. */
    Optional<ToolReply.Picture> remembered(String key);

    /** Keeps a picture for later calls with the same key. */
    void remember(String key, ToolReply.Picture picture);

    /** What the call may cost. */
    Purse purse();

    ToolMeters meters();
}
