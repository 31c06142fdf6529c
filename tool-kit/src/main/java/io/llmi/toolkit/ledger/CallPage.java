package io.llmi.toolkit.ledger;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

import io.llmi.events.EventCodec;
import io.llmi.events.MalformedEventException;
import io.llmi.events.ToolFailure;
import io.llmi.events.ToolPreview;
import io.llmi.events.ToolResult;
import io.llmi.events.ToolSuccess;
import io.llmi.toolkit.blob.BlobStore;
import org.jboss.logging.Logger;

/**
 * What is on record about one call, as one delivery of it sees and adds to it. Thread-safe.
 *
 * <p>Objects: {@code .call-<n>}, the n-th backend call began; {@code .attempt-<n>}, the n-th delivery was taken up and
 * was not given back, or a later one was (none for the first); {@code .result}, the outcome.
 */
public final class CallPage {
    private static final Logger LOG = Logger.getLogger(CallPage.class);
    private static final EventCodec<ToolResult> RESULTS = EventCodec.of(ToolResult.class);

    private static final byte[] TAKEN = "taken".getBytes(StandardCharsets.UTF_8);
    private static final byte[] PASSED_OVER = "passed over".getBytes(StandardCharsets.UTF_8);

    static final String RESULT = ".result";

    private final BlobStore store;
    private final String name;
    private final int attempt;
    private final int maxBackendCalls;
    private int begun;

    CallPage(BlobStore store, String name, int attempt, int maxBackendCalls) {
        this.store = store;
        this.name = name;
        this.attempt = attempt;
        this.maxBackendCalls = maxBackendCalls;
    }

    /** The outcome, if an earlier delivery came that far and its picture is still there. */
    public Optional<ToolResult> finished() {
        Optional<ToolResult> result = result();
        if (result.isPresent() && !isUsable(result.get())) {
            store.deleteObject(name + RESULT);
            return Optional.empty();
        }
        return result;
    }

    /** Puts on record that this delivery is at work, so that those before it know. Nothing is written for the first. */
    public void take() {
        // All of them: a worker that died before it came here left none, and isOverrun looks for the next one only.
        for (int number = attempt; number > 1; number--) {
            if (!store.createObject(attempt(number), number == attempt ? TAKEN : PASSED_OVER)) {
                return;
            }
        }
    }

    /** Takes back {@link #take}: this delivery ends without an outcome, but in good order. */
    public void giveBack() {
        if (attempt > 1) {
            store.deleteObject(attempt(attempt));
        }
    }

    /**
     * How many deliveries before this one, other than the first, were taken up and neither finished nor given back:
     * their workers died.
     */
    public int deaths() {
        return (int) IntStream.range(2, attempt)
                .mapToObj(number -> store.readObject(attempt(number)))
                .flatMap(Optional::stream)
                .filter(note -> Arrays.equals(note, TAKEN))
                .count();
    }

    /** Whether a later delivery was taken up: this one's worker has lost the call and must not publish. */
    public boolean isOverrun() {
        return store.readObject(attempt(attempt + 1)).isPresent();
    }

    /** Claims the next backend call; returns false if there were as many as are allowed. */
    public synchronized boolean beginCall() {
        while (begun < maxBackendCalls) {
            begun++;
            byte[] note = ("attempt " + attempt).getBytes(StandardCharsets.UTF_8);
            if (store.createObject(name + ".call-" + begun, note)) {
                return true;
            }
        }
        return false;
    }

    /** Puts the outcome on record, and returns the one that counts: an earlier delivery's, if that was first. */
    public ToolResult finish(ToolResult result) {
        if (store.createObject(name + RESULT, RESULTS.encode(result))) {
            return result;
        }
        return finished().orElse(result);
    }

    private Optional<ToolResult> result() {
        Optional<byte[]> stored = store.readObject(name + RESULT);
        if (stored.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(RESULTS.decode(stored.get()));
        } catch (MalformedEventException e) {
            LOG.warnf("ledger entry %s is unreadable and counts as missing: %s", name, e.getMessage());
            store.deleteObject(name + RESULT);
            return Optional.empty();
        }
    }

    private boolean isUsable(ToolResult result) {
        return switch (result.outcome()) {
            case ToolSuccess success -> store.exists(success.image().sha256());
            case ToolFailure failure -> true;
            case ToolPreview preview -> false;
        };
    }

    private String attempt(int number) {
        return name + ".attempt-" + number;
    }
}
