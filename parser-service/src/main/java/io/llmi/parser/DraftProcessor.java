package io.llmi.parser;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import io.llmi.events.DraftId;
import io.llmi.events.MalformedEventException;
import io.llmi.events.PlanContext;
import io.llmi.events.PlanEvent;
import io.llmi.parser.scan.Checkpoint;
import io.llmi.parser.scan.TagScanner;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Takes plan records of a partition: the first run of a draft's highest epoch counts, each of its records once. A
 * record that cannot be taken goes to the dead letters; none stops the others.
 */
final class DraftProcessor implements Processor<String, byte[], String, Object> {
    private static final Logger LOG = Logger.getLogger(DraftProcessor.class);
    private static final Duration CLEANING = Duration.ofMinutes(1);

    /** A deadline further off than this does not keep a draft that nobody writes any more. */
    private static final Duration LONGEST_DRAFT = Duration.ofDays(1);

    private final ParserLimits limits;
    private @Nullable ParserOutput output;
    private @Nullable DraftStore store;

    DraftProcessor(ParserLimits limits) {
        this.limits = limits;
    }

    @Override
    public void init(ProcessorContext<String, Object> context) {
        output = new ParserOutput(context);
        // A task that comes back may have missed records: what is on the heap is rebuilt from the stores.
        DraftStore drafts = new DraftStore(
                context.getStateStore(ParserTopology.STATES), context.getStateStore(ParserTopology.LOG), limits.scan());
        store = drafts;
        context.schedule(
                CLEANING, PunctuationType.WALL_CLOCK_TIME, time -> drafts.removeExpired(Instant.ofEpochMilli(time)));
    }

    @Override
    public void process(Record<String, byte[]> record) {
        try {
            PlanEvent event = PlanRecords.read(record.key(), record.value());
            Optional<DraftState> state = drafts().find(event.draft());
            if (state.isEmpty() || isFresh(event, state.get())) {
                begin(record, event, state);
            } else if (isNext(event, state.get())) {
                proceed(record, event, state.get());
            }
        } catch (MalformedEventException e) {
            output().sendAside(record, e.getMessage());
        }
    }

    /**
     * A plan that has ended stays as it is: a planner that died between its last record and the acknowledgement is asked
     * again, and must not make the tools work twice.
     */
    private static boolean isFresh(PlanEvent event, DraftState state) {
        return event.epoch() > state.epoch() && !state.ended();
    }

    private boolean isNext(PlanEvent event, DraftState state) {
        boolean same = event.epoch() == state.epoch() && event.run().equals(state.run());
        if (!same || state.ended() || event.seq() <= state.lastSeq()) {
            LOG.debugf("draft %s: ignored record %d of epoch %d", event.draft(), event.seq(), event.epoch());
            return false;
        }
        if (event.seq() > state.lastSeq() + 1) {
            LOG.warnf("draft %s: records %d to %d are missing", event.draft(), state.lastSeq() + 1, event.seq() - 1);
        }
        return true;
    }

    private void begin(Record<String, byte[]> record, PlanEvent event, Optional<DraftState> before)
            throws MalformedEventException {
        if (!(event instanceof PlanEvent.Started started)) {
            throw new MalformedEventException("the beginning of the record's run was not seen, or is forgotten");
        }
        DraftWriter writer = writer(event, started.context(), 0, 0);
        writer.started();
        int logSlots =
                before.filter(state -> !state.ended()).map(DraftState::logSlots).orElse(0);
        TagScanner scanner = new TagScanner(limits.scan());
        Checkpoint start = scanner.checkpoint().orElseThrow();
        DraftState state = new DraftState(
                event.epoch(),
                event.run(),
                event.seq(),
                writer.nextPart(),
                0,
                start,
                0,
                logSlots,
                false,
                removeAt(started.context()));
        drafts().begin(event.draft(), state, new DraftStore.Live(started.context(), scanner), record.value());
        output().send(record, writer.emissions());
    }

    private void proceed(Record<String, byte[]> record, PlanEvent event, DraftState state)
            throws MalformedEventException {
        DraftStore.Live draft;
        DraftWriter writer;
        try {
            draft = drafts().live(event.draft(), state);
            writer = writer(event, draft.context(), state.nextPart(), state.nextSlot());
            switch (event) {
                case PlanEvent.Started again -> throw new MalformedEventException("the run began twice");
                case PlanEvent.Text text -> writer.fragments(draft.scanner().feed(text.text()));
                case PlanEvent.Ended ended -> {
                    writer.fragments(draft.scanner().finish());
                    writer.ended(ended);
                }
            }
        } catch (KafkaException e) {
            throw e;
        } catch (RuntimeException e) {
            // Whatever a text does to the scanner, it must not stop the other drafts of the partition.
            LOG.errorf(e, "draft %s: record %d could not be scanned", event.draft(), event.seq());
            drafts().forget(event.draft());
            throw new MalformedEventException("the text could not be scanned: " + e, e);
        }
        keep(record, event, state, writer, draft);
        output().send(record, writer.emissions());
    }

    private void keep(
            Record<String, byte[]> record,
            PlanEvent event,
            DraftState before,
            DraftWriter writer,
            DraftStore.Live draft) {
        DraftId id = event.draft();
        boolean ended = event instanceof PlanEvent.Ended;
        Optional<Checkpoint> checkpoint =
                ended ? Optional.empty() : draft.scanner().checkpoint();
        int logged = ended || checkpoint.isPresent() ? 0 : before.logged() + 1;
        DraftState after = new DraftState(
                before.epoch(),
                before.run(),
                event.seq(),
                writer.nextPart(),
                writer.nextSlot(),
                checkpoint.orElse(before.checkpoint()),
                logged,
                Math.max(before.logSlots(), logged),
                ended,
                ended ? now().plus(limits.retention()) : removeAt(draft.context()));
        if (ended) {
            drafts().end(id, after);
        } else {
            drafts().advance(id, after, record.value());
        }
    }

    private DraftWriter writer(PlanEvent event, PlanContext context, int nextPart, int nextSlot) {
        return new DraftWriter(event.draft(), event.epoch(), context, nextPart, nextSlot, limits, now());
    }

    private Instant removeAt(PlanContext context) {
        Instant now = now();
        Instant latest = now.plus(LONGEST_DRAFT);
        Instant last = context.deadline().isBefore(latest) ? context.deadline() : latest;
        return (last.isBefore(now) ? now : last).plus(limits.retention());
    }

    private Instant now() {
        return output().now();
    }

    private ParserOutput output() {
        if (output == null) {
            throw new IllegalStateException("the processor was not initialised");
        }
        return output;
    }

    private DraftStore drafts() {
        if (store == null) {
            throw new IllegalStateException("the processor was not initialised");
        }
        return store;
    }
}
