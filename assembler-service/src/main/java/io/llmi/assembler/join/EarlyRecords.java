package io.llmi.assembler.join;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.llmi.events.DraftEvent;
import io.llmi.events.FinalOutcome;
import io.llmi.events.ToolResult;

/** Records that overtook their job's own record, in order of arrival, without repetitions. */
final class EarlyRecords {
    /** One of them, with the time its producer gave it. */
    record Early(Input input, Instant recordedAt) {}

    private final JoinLimits limits;
    private final List<Early> records = new ArrayList<>();
    private final DraftCursor cursor = new DraftCursor();
    private final Set<String> answers = new HashSet<>();
    private int drafted;
    private boolean cancelled;

    EarlyRecords(JoinLimits limits) {
        this.limits = limits;
    }

    /** Keeps a record, or returns false if it repeats another one or there are too many. */
    boolean offer(Input input, Instant recordedAt) {
        boolean wanted = switch (input) {
            case Input.Submitted s -> false;
            case Input.Cancelled c -> isFirstCancel();
            // Only a client that looks on misses it.
            case Input.Progressed p -> false;
            case Input.Drafted d -> isNews(d.value());
            case Input.Answered a -> isNews(a.value());
        };
        if (wanted) {
            records.add(new Early(input, recordedAt));
        }
        return wanted;
    }

    private boolean isFirstCancel() {
        boolean first = !cancelled;
        cancelled = true;
        return first;
    }

    private boolean isNews(DraftEvent event) {
        // One that does not fit leaves a gap in seq, by which the draft is then known to be incomplete.
        if (drafted >= limits.maxEarlyRecords() || cursor.place(event) == DraftCursor.Place.OBSOLETE) {
            return false;
        }
        cursor.moveTo(event);
        drafted++;
        return true;
    }

    private boolean isNews(ToolResult result) {
        // A preview that overtakes its job is dropped: the next one, or the picture itself, makes up for it.
        return result.outcome() instanceof FinalOutcome
                && answers.size() < limits.maxSpareResults()
                && answers.add(result.call().slot() + "/" + result.fingerprint());
    }

    /** All that was kept; forgets it. */
    List<Early> drain() {
        List<Early> all = List.copyOf(records);
        records.clear();
        return all;
    }
}
