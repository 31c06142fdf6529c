package io.llmi.assembler.join;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The join of one job: a deterministic state machine without a clock. The same inputs at the same times give the same
 * effects, so its state is rebuilt by repeating the inputs that {@link Step#changed() changed} it. Not thread-safe.
 *
 * <p>Records of one kind come in their order; across kinds they come in any order, and any may be repeated. Only
 * candidate 0 of a job is joined.
 */
public final class JobJoin {
    private final JoinLimits limits;
    private final EarlyRecords early;
    private final List<Effect> effects = new ArrayList<>();
    private Optional<Assembly> assembly = Optional.empty();

    public JobJoin(JoinLimits limits) {
        this.limits = limits;
        this.early = new EarlyRecords(limits);
    }

    /**
     * Takes one record.
     *
     * @param recordedAt when the record was produced
     * @param now the time of this step
     */
    public Step step(Input input, Instant recordedAt, Instant now) {
        if (!concernsTheDocument(input)) {
            return Step.IGNORED;
        }
        boolean changed = assembly.map(known -> known.take(input, recordedAt, now))
                .orElseGet(() -> takeEarly(input, recordedAt, now));
        return drain(changed);
    }

    /** Gives up what is overdue at {@code now}: single calls, or the whole job. */
    public Step tick(Instant now) {
        assembly.ifPresent(known -> known.tick(now));
        return drain(!effects.isEmpty());
    }

    /** When {@link #tick} will have something to do; empty as long as the job's own record is missing. */
    public Optional<Instant> nextDeadline() {
        return assembly.map(Assembly::nextDeadline);
    }

    /** Whether the one final event was emitted; nothing follows. */
    public boolean isClosed() {
        return assembly.map(Assembly::isClosed).orElse(false);
    }

    /** How many document events were emitted so far. */
    public long emitted() {
        return assembly.map(known -> known.log().emitted()).orElse(0L);
    }

    /**
     * Numbers further events from here on, if that is ahead of {@link #emitted()}. For a join that was rebuilt by a
     * release whose rules differ: what clients saw keeps its numbers.
     */
    public void continueAt(long seq) {
        assembly.ifPresent(known -> known.log().continueAt(seq));
    }

    private boolean takeEarly(Input input, Instant recordedAt, Instant now) {
        if (!(input instanceof Input.Submitted submitted)) {
            return early.offer(input, recordedAt);
        }
        Assembly accepted = new Assembly(submitted.value(), limits, effects::add);
        assembly = Optional.of(accepted);
        accepted.accept(now);
        early.drain().forEach(record -> accepted.take(record.input(), record.recordedAt(), now));
        return true;
    }

    private Step drain(boolean changed) {
        Step step = new Step(changed, effects);
        effects.clear();
        return step;
    }

    private static boolean concernsTheDocument(Input input) {
        return switch (input) {
            case Input.Submitted s -> true;
            case Input.Cancelled c -> true;
            case Input.Progressed p -> true;
            case Input.Drafted d -> d.value().draft().candidate() == 0;
            case Input.Answered a -> a.value().call().draft().candidate() == 0;
        };
    }
}
