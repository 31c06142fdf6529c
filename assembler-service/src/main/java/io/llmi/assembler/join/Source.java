package io.llmi.assembler.join;

import java.util.OptionalInt;

import io.llmi.events.BlobRef;
import io.llmi.events.JobSubmitted;
import io.llmi.events.ToolCall;

/** Which picture an edit changes: {@code img_index} counts the user's first, then the document's in order. */
sealed interface Source {
    /** One that the user gave. */
    record Given(int index, BlobRef image) implements Source {}

    /** The document's picture number {@code index}, which stands before the edit. */
    record Earlier(int index) implements Source {}

    /** None; {@code message} says which there are. */
    record Invalid(String message) implements Source {}

    /** @param ownIndex the edit's own place among the document's pictures: it can change those before */
    static Source of(ToolCall call, int ownIndex, JobSubmitted job) {
        int given = job.images().size();
        int available = given + ownIndex;
        OptionalInt named = call.imageIndex();
        if (named.isEmpty()) {
            return new Invalid("img_index is missing or not a whole number; " + allowed(available));
        }
        int index = named.getAsInt();
        if (index < 0 || index >= available) {
            return new Invalid("img_index " + index + " names no earlier picture; " + allowed(available));
        }
        return index < given ? new Given(index, job.images().get(index)) : new Earlier(index - given);
    }

    private static String allowed(int available) {
        return switch (available) {
            case 0 -> "there is no earlier picture to change.";
            case 1 -> "only 0 is allowed here.";
            default -> "0 to " + (available - 1) + " are allowed here.";
        };
    }
}
