package io.llmi.toolkit.ledger;

import io.llmi.events.ToolRequest;
import io.llmi.toolkit.blob.BlobStore;

/**
 * The tool calls that workers took up, on record in the blob store where the next worker finds them: a finished call is
 * not done again, and the backend calls of all deliveries together stay within a limit.
 *
 * <p>Each fact is a small object of its own that is created once and never changed, so that no two workers can overwrite
 * each other. Thread-safe.
 */
public final class CallLedger {
    static final String PREFIX = "ledger/";

    private final BlobStore store;
    private final int maxBackendCalls;

    /** @param maxBackendCalls of one call, over all its deliveries */
    public CallLedger(BlobStore store, int maxBackendCalls) {
        this.store = store;
        this.maxBackendCalls = maxBackendCalls;
    }

    /**
     * Opens the page of a request, for one delivery of it. Nothing is written yet.
     *
     * @param attempt how often the request was delivered, from 1
     */
    public CallPage open(ToolRequest request, int attempt) {
        // Hashed, because a fingerprint may be anything: it has to become a name.
        String name = ShardedName.of(PREFIX, request.call() + "\n" + request.fingerprint());
        return new CallPage(store, name, attempt, maxBackendCalls);
    }
}
