package io.llmi.judge.scaling;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

import io.llmi.events.Document;
import io.llmi.events.JobSubmitted;
import io.llmi.events.TokenUsage;
import io.llmi.events.TraceParent;
import io.llmi.judge.scaling.OffspringRuns.Outcome;

/** Has a candidate's document made and judged, and its failed programs mended. Thread-safe, blocking. */
final class Maker {
    private final JobSubmitted job;
    private final Offspring offspring;
    private final OffspringRuns runs;
    private final Critics critics;
    private final Schedule schedule;
    private final int repairs;
    private final TraceParent trace;
    private final Clock clock;
    private final IntConsumer repaired;
    private final AtomicInteger mending = new AtomicInteger();
    private final Set<Integer> claimed = ConcurrentHashMap.newKeySet();

    /**
     * @param repairs how often the planner may mend one candidate's programs
     * @param repaired told the number of a candidate with mended programs
     */
    Maker(
            JobSubmitted job,
            Offspring offspring,
            OffspringRuns runs,
            Critics critics,
            Schedule schedule,
            int repairs,
            TraceParent trace,
            Clock clock,
            IntConsumer repaired) {
        this.job = job;
        this.offspring = offspring;
        this.runs = runs;
        this.critics = critics;
        this.schedule = schedule;
        this.repairs = repairs;
        this.trace = trace;
        this.clock = clock;
        this.repaired = repaired;
    }

    /** Whether any candidate's programs are being mended. */
    boolean isMending() {
        return mending.get() > 0;
    }

    /**
     * The best of what the draft gives as it is and with its failed programs mended; empty if nothing was made in time.
     *
     * @throws InterruptedException if interrupted; what was begun is cancelled then
     */
    Optional<Made> make(Written candidate, int variant) throws InterruptedException {
        Optional<Made> first = once(candidate, variant, 0, TokenUsage.NONE);
        if (first.isEmpty()
                || repairs == 0
                || Repair.broken(first.get().document()).isEmpty()) {
            return first;
        }
        mending.incrementAndGet();
        try {
            // Variants differ in their pictures, not in their programs: the first to fail mends them. It must have
            // begun
            // before any of them is handed over, or the candidate is given up as one that is known to be bad.
            return claimed.add(candidate.number()) ? mended(candidate, variant, first.get()) : first;
        } finally {
            mending.decrementAndGet();
        }
    }

    private Optional<Made> mended(Written candidate, int variant, Made first) throws InterruptedException {
        Made best = first;
        Made last = first;
        for (int repair = 1; repair <= repairs && clock.instant().isBefore(schedule.made()); repair++) {
            List<Integer> broken = Repair.broken(last.document());
            if (broken.isEmpty()) {
                break;
            }
            Document document = last.document();
            String draft = last.written().draft();
            Optional<Outcome> answer = runs.run(
                    offspring.rewrite(
                            "repair-%d-%d".formatted(candidate.number(), repair),
                            draft,
                            Repair.instruction(document, broken),
                            clock.instant(),
                            schedule.made()),
                    trace);
            TokenUsage spent = last.spent().plus(answer.map(Outcome::tokens).orElse(TokenUsage.NONE));
            best = best.spending(spent);
            Optional<String> text =
                    answer.flatMap(some -> Repair.accepted(draft, document, broken, some.draft(), some.document()));
            if (text.isEmpty()) {
                break;
            }
            repaired.accept(candidate.number());
            Optional<Made> next = once(candidate.withDraft(text.get()), variant, repair, spent);
            if (next.isEmpty()) {
                break;
            }
            last = next.get();
            if (last.reward() >= best.reward()) {
                best = last;
            }
        }
        return Optional.of(best);
    }

    private Optional<Made> once(Written candidate, int variant, int repair, TokenUsage spent)
            throws InterruptedException {
        Optional<Outcome> outcome = runs.run(
                offspring.make(
                        candidate.number(), variant, repair, candidate.draft(), clock.instant(), schedule.made()),
                trace);
        if (outcome.isEmpty() || outcome.get().document().parts().isEmpty()) {
            return Optional.empty();
        }
        Document document = outcome.get().document();
        double reward = critics.document(job, candidate.draft(), document, schedule.judgesAnswer());
        return Optional.of(new Made(candidate, document, outcome.get().results(), reward, spent));
    }
}
