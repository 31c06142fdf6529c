package io.llmi.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * One tool call of a draft, {@code <job>/<candidate>/<slot>}; slots count the draft's tags from 0.
 *
 * <p>The id is the same however often the draft's records are delivered, so everyone downstream drops repeats by it.
 */
public record CallId(DraftId draft, int slot) {
    public CallId {
        if (slot < 0) {
            throw new IllegalArgumentException("a call's slot counts from 0");
        }
    }

    /** @throws IllegalArgumentException if the text is not {@code <job>/<candidate>/<slot>} */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static CallId parse(String text) {
        int slash = text.lastIndexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException("not a call id (expected <job>/<candidate>/<slot>)");
        }
        return new CallId(DraftId.parse(text.substring(0, slash)), Integer.parseInt(text.substring(slash + 1)));
    }

    public JobId job() {
        return draft.job();
    }

    @JsonValue
    @Override
    public String toString() {
        return draft + "/" + slot;
    }
}
