package io.llmi.toolkit.ledger;

import io.llmi.events.CallId;
import io.llmi.events.EventCodec;
import io.llmi.events.ToolRequest;
import io.llmi.events.ToolResult;
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
    private static final EventCodec<ToolResult> RESULTS = EventCodec.of(ToolResult.class);

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
        return new CallPage(store, name(request.call(), request.fingerprint()), attempt, maxBackendCalls);
    }

    /**
     * Puts the outcome of a call on record before it is requested, so that its worker answers with it at once: for a call
     * that repeats what another one already did. Says nothing if there is an outcome.
     *
     * @param store where the calls' workers keep their ledger
     * @param result of this call and fingerprint
     */
    public static void settle(BlobStore store, ToolResult result) {
        store.createObject(name(result.call(), result.fingerprint()) + CallPage.RESULT, RESULTS.encode(result));
    }

    private static String name(CallId call, String fingerprint) {
        // Hashed, because a fingerprint may be anything: it has to become a name.
        return ShardedName.of(PREFIX, call + "\n" + fingerprint);
    }
}
