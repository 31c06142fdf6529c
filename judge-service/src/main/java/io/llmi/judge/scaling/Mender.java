package io.llmi.judge.scaling;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

import io.llmi.events.Document;
import io.llmi.events.JobSubmitted;
import io.llmi.events.TokenUsage;
import io.llmi.events.ToolResult;
import io.llmi.judge.scaling.OffspringRuns.Outcome;

/** Has a candidate's document made, and its failed programs mended by the planner that wrote them. Thread-safe. */
final class Mender {
    private final Workshop workshop;
    private final int repairs;
    private final IntConsumer repaired;
    private final AtomicInteger mending = new AtomicInteger();

    /**
     * @param repairs how often the planner may mend one candidate's programs
     * @param repaired told the number of a candidate with mended programs
     */
    Mender(Workshop workshop, int repairs, IntConsumer repaired) {
        this.workshop = workshop;
        this.repairs = repairs;
        this.repaired = repaired;
    }

    /**
     * A candidate and what was made of it.
     *
     * @param candidate with its programs as they were run
     * @param spent on repairs
     */
    record Mended(Written candidate, Outcome outcome, TokenUsage spent) {
        private Mended spending(TokenUsage more) {
            return new Mended(candidate, outcome, spent.plus(more));
        }

        private int broken() {
            return Repair.broken(outcome.document()).size();
        }
    }

    /** Whether any candidate's programs are being mended: then its document is known to become better. */
    boolean isMending() {
        return mending.get() > 0;
    }

    /**
     * The draft's document, of it as it is or with the programs mended, whichever lacks less; empty if none was made in
     * time.
     *
     * @throws InterruptedException if interrupted; what was begun is cancelled then
     */
    Optional<Mended> make(Written candidate) throws InterruptedException {
        Optional<Mended> first =
                made(candidate, 0, List.of()).map(outcome -> new Mended(candidate, outcome, TokenUsage.NONE));
        if (first.isEmpty() || repairs == 0 || first.get().broken() == 0) {
            return first;
        }
        mending.incrementAndGet();
        try {
            return Optional.of(mended(first.get()));
        } finally {
            mending.decrementAndGet();
        }
    }

    private Mended mended(Mended first) throws InterruptedException {
        Mended best = first;
        Mended last = first;
        for (int repair = 1; repair <= repairs && last.broken() > 0; repair++) {
            if (!workshop.now().isBefore(workshop.schedule().made())) {
                break;
            }
            Optional<Outcome> answer = rewritten(last, repair);
            TokenUsage spent = answer.map(Outcome::tokens).orElse(TokenUsage.NONE);
            best = best.spending(spent);
            Optional<Written> candidate = mended(last, answer);
            if (candidate.isEmpty()) {
                break;
            }
            repaired.accept(last.candidate().number());
            Optional<Outcome> next =
                    made(candidate.get(), repair, last.outcome().results());
            if (next.isEmpty()) {
                break;
            }
            last = new Mended(candidate.get(), next.get(), best.spent());
            if (last.broken() <= best.broken()) {
                best = last;
            }
        }
        return best;
    }

    private Optional<Outcome> rewritten(Mended last, int repair) throws InterruptedException {
        Document document = last.outcome().document();
        Written candidate = last.candidate();
        return workshop.run(workshop.offspring()
                .rewrite(
                        "repair-%d-%d".formatted(candidate.number(), repair),
                        candidate.draft(),
                        Repair.instruction(document, Repair.broken(document)),
                        workshop.now(),
                        workshop.schedule().made()));
    }

    private static Optional<Written> mended(Mended last, Optional<Outcome> answer) {
        Document document = last.outcome().document();
        return answer.flatMap(some -> Repair.accepted(
                        last.candidate().draft(), document, Repair.broken(document), some.draft(), some.document()))
                .map(last.candidate()::withDraft);
    }

    /** @param known what calls of the same tags gave before: they are not paid for again */
    private Optional<Outcome> made(Written candidate, int repair, List<ToolResult> known) throws InterruptedException {
        JobSubmitted child = workshop.offspring()
                .make(
                        candidate.number(),
                        repair,
                        candidate.draft(),
                        workshop.now(),
                        workshop.schedule().made());
        workshop.settlements().settle(child.id(), known);
        return workshop.run(child).filter(outcome -> !outcome.document().parts().isEmpty());
    }
}
