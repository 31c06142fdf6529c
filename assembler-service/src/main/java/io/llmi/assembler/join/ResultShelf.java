package io.llmi.assembler.join;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import io.llmi.events.ToolResult;

/**
 * Results by what they answer, whether or not the draft asks for them yet, still, or again: a result may overtake its
 * request, and a draft that is planned again mostly asks for the same. Of several results for one request the first
 * counts.
 */
final class ResultShelf {
    private record Request(int slot, String fingerprint) {
        static Request of(ToolResult result) {
            return new Request(result.call().slot(), result.fingerprint());
        }
    }

    private final Map<Request, ToolResult> results = new HashMap<>();
    private final int maxSpare;
    private int spare;

    ResultShelf(int maxSpare) {
        this.maxSpare = maxSpare;
    }

    /**
     * Keeps a result, or returns false if there is one for the same request or no room.
     *
     * @param awaited whether a call waits for it: there is always room for those
     */
    boolean offer(ToolResult result, boolean awaited) {
        if (results.containsKey(Request.of(result)) || (!awaited && spare >= maxSpare)) {
            return false;
        }
        results.put(Request.of(result), result);
        if (!awaited) {
            spare++;
        }
        return true;
    }

    Optional<ToolResult> find(int slot, String fingerprint) {
        return Optional.ofNullable(results.get(new Request(slot, fingerprint)));
    }
}
