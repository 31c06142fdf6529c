package io.llmi.parser;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.llmi.events.DraftId;
import io.llmi.events.MalformedEventException;
import io.llmi.events.PlanContext;
import io.llmi.events.PlanEvent;
import io.llmi.parser.scan.ScanLimits;
import io.llmi.parser.scan.TagScanner;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * A task's drafts: a small state each, rewritten with every chunk, and a log of the records that the state does not
 * cover: the one that began the draft, and the chunks since the scanner's last checkpoint. So a long tag is written
 * once, not again with every chunk.
 *
 * <p>Places of the log are used over again, not deleted, until the draft ends. Live scanners are kept on the heap and
 * rebuilt from the stores after a restart.
 */
final class DraftStore {
    /** What a draft needs while it is written. */
    record Live(PlanContext context, TagScanner scanner) {}

    private final KeyValueStore<String, DraftState> states;
    private final KeyValueStore<String, byte[]> log;
    private final ScanLimits limits;
    private final Map<DraftId, Live> live = new HashMap<>();

    DraftStore(KeyValueStore<String, DraftState> states, KeyValueStore<String, byte[]> log, ScanLimits limits) {
        this.states = states;
        this.log = log;
        this.limits = limits;
    }

    Optional<DraftState> find(DraftId draft) {
        return Optional.ofNullable(states.get(draft.toString()));
    }

    /** The draft's scanner, as it was after the state's last record. */
    Live live(DraftId draft, DraftState state) {
        return live.computeIfAbsent(draft, absent -> rebuild(draft, state));
    }

    /** Drops what is on the heap for a draft, so that it is rebuilt from what is stored. */
    void forget(DraftId draft) {
        live.remove(draft);
    }

    void begin(DraftId draft, DraftState state, Live fresh, byte[] record) {
        log.put(place(draft, 0), record);
        states.put(draft.toString(), state);
        live.put(draft, fresh);
    }

    /** @param record the chunk; logged if the state has no checkpoint behind it */
    void advance(DraftId draft, DraftState state, byte[] record) {
        if (state.logged() > 0) {
            log.put(place(draft, state.logged()), record);
        }
        states.put(draft.toString(), state);
    }

    void end(DraftId draft, DraftState state) {
        clearLog(draft, state);
        states.put(draft.toString(), state);
        live.remove(draft);
    }

    /** Removes the drafts whose time is over. */
    void removeExpired(Instant now) {
        List<DraftId> expired = new ArrayList<>();
        try (var all = states.all()) {
            while (all.hasNext()) {
                var entry = all.next();
                if (!entry.value.removeAt().isAfter(now)) {
                    expired.add(DraftId.parse(entry.key));
                }
            }
        }
        for (DraftId draft : expired) {
            find(draft).filter(state -> !state.ended()).ifPresent(state -> clearLog(draft, state));
            states.delete(draft.toString());
            live.remove(draft);
        }
    }

    private Live rebuild(DraftId draft, DraftState state) {
        PlanEvent begin = logged(draft, 0);
        if (!(begin instanceof PlanEvent.Started started)) {
            throw new IllegalStateException("the log of draft " + draft + " does not begin with its start");
        }
        TagScanner scanner = TagScanner.resume(limits, state.checkpoint());
        for (int i = 1; i <= state.logged(); i++) {
            if (logged(draft, i) instanceof PlanEvent.Text text) {
                scanner.feed(text.text());
            }
        }
        return new Live(started.context(), scanner);
    }

    private PlanEvent logged(DraftId draft, int index) {
        byte[] record = log.get(place(draft, index));
        try {
            return PlanRecords.read(draft.job().value(), record);
        } catch (MalformedEventException e) {
            throw new IllegalStateException("the log of draft " + draft + " is damaged at " + index, e);
        }
    }

    private void clearLog(DraftId draft, DraftState state) {
        for (int i = 0; i <= state.logSlots(); i++) {
            log.delete(place(draft, i));
        }
    }

    private static String place(DraftId draft, int index) {
        return draft + "#" + index;
    }
}
