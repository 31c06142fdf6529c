package io.llmi.judge.scaling;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

import io.llmi.events.CandidateStep;
import io.llmi.events.JobSubmitted;
import io.llmi.events.ScalingReport;
import io.llmi.events.ScalingReport.Candidate;
import io.llmi.events.ScalingReport.Fate;
import io.llmi.judge.JudgeConfig;
import io.llmi.judge.scaling.OffspringRuns.Outcome;

/**
 * The stages of one job: write candidates, drop and select, make and judge the rest, polish. Whatever goes wrong in one
 * of them, the job goes on with the best that there is. Used by one thread, once.
 */
final class Coordination {
    /** What the job shall become. */
    record Decision(Optional<Written> draft, Optional<Made> made, ScalingReport report) {}

    private final Workshop workshop;
    private final JobSubmitted job;
    private final Schedule schedule;
    private final double leastGain;
    private final Chronicle chronicle;
    private final Mender mender;
    private final Maker maker;
    private final Polisher polisher;

    Coordination(Workshop workshop, JudgeConfig.Scaling config) {
        this.workshop = workshop;
        this.job = workshop.job();
        this.schedule = workshop.schedule();
        this.leastGain = config.leastGain();
        this.chronicle = new Chronicle(workshop);
        this.mender = new Mender(workshop, config.repairs(), number -> chronicle.tell(number, CandidateStep.REPAIRED));
        this.maker = new Maker(workshop, mender, config.leastGain());
        this.polisher = new Polisher(workshop, chronicle);
    }

    /** @throws InterruptedException if interrupted; everything that was begun is cancelled then */
    Decision decide() throws InterruptedException {
        List<Written> written = write();
        if (written.isEmpty()) {
            chronicle.remark("No candidate came about in time; the job was planned as if none had been asked for.");
            return new Decision(Optional.empty(), Optional.empty(), chronicle.report());
        }
        List<Written> kept = keep(permitted(written));
        if (kept.size() == 1 && job.scaling().variants() == 1 && !job.scaling().polish()) {
            // Nothing is left to compare: its pictures are made once, in the document itself.
            return textAlone(kept);
        }
        Optional<Made> best = make(kept);
        if (best.isEmpty()) {
            chronicle.remark("No candidate's document was made in time; the best text was taken.");
            return textAlone(kept);
        }
        Written draft = best.get().written();
        chosen(draft, OptionalDouble.of(best.get().reward()), best.get().variants());
        if (job.scaling().polish()) {
            draft = polisher.polished(draft, best.get());
        }
        return new Decision(Optional.of(draft), best, chronicle.report());
    }

    private Decision textAlone(List<Written> kept) {
        chosen(kept.getFirst(), OptionalDouble.empty(), List.of());
        return new Decision(Optional.of(kept.getFirst()), Optional.empty(), chronicle.report());
    }

    private List<Written> write() throws InterruptedException {
        List<Written> written = new ArrayList<>();
        try (Chronicle.Lap lap = chronicle.lap("write");
                Fan<Optional<Outcome>> fan = new Fan<>("write-" + job.id())) {
            for (int i = 0; i < job.scaling().samples(); i++) {
                JobSubmitted child = workshop.offspring().write(i, workshop.now(), schedule.written());
                fan.start(i, () -> workshop.run(child));
            }
            fan.take(schedule.scored(), workshop.clock(), (number, outcome) -> {
                if (outcome.isEmpty() || outcome.get().document().parts().isEmpty()) {
                    missing(number, "nothing was written");
                    return true;
                }
                Outcome some = outcome.get();
                chronicle.spent(some.tokens());
                written.add(new Written(
                        number, some.draft(), some.written().writer(), some.document(), OptionalDouble.empty()));
                chronicle.tell(number, CandidateStep.WRITTEN);
                return true;
            });
        }
        for (int i = 0; i < job.scaling().samples(); i++) {
            int number = i;
            if (written.stream().noneMatch(candidate -> candidate.number() == number)) {
                missing(number, "its text did not come in time");
            }
        }
        written.sort(Comparator.comparingInt(Written::number));
        return written;
    }

    /** Those that keep to the rules; all, if none does: a document that breaks a rule is better than none. */
    private List<Written> permitted(List<Written> written) {
        Rules.Verdict verdict = Rules.apply(written, job.imageCount(), job.tools());
        if (verdict.passed().isEmpty()) {
            chronicle.remark("No candidate keeps to the rules; all of them were considered.");
            verdict.dropped()
                    .forEach((number, reason) -> chronicle.remark("Candidate %d: %s.".formatted(number, reason)));
            return written;
        }
        verdict.dropped().forEach((number, reason) -> {
            lost(number, Fate.DROPPED, reason);
            chronicle.tell(number, CandidateStep.DROPPED, OptionalDouble.empty(), Optional.of(reason));
        });
        return verdict.passed();
    }

    private List<Written> keep(List<Written> permitted) throws InterruptedException {
        int keep = job.scaling().keep();
        List<Written> scored = permitted.size() <= keep ? permitted : scored(permitted);
        List<Written> kept = Selection.best(scored, keep);
        scored.forEach(candidate ->
                noted(candidate, kept.contains(candidate) ? Fate.KEPT : Fate.PASSED_OVER, Optional.empty(), List.of()));
        return kept;
    }

    private List<Written> scored(List<Written> permitted) throws InterruptedException {
        List<Written> scored = new ArrayList<>();
        try (Chronicle.Lap lap = chronicle.lap("score");
                Fan<OptionalDouble> fan = new Fan<>("score-" + job.id())) {
            for (int i = 0; i < permitted.size(); i++) {
                Written candidate = permitted.get(i);
                fan.start(i, () -> workshop.critics().text(job, candidate, schedule.criticsAnswer()));
            }
            fan.take(schedule.scored(), workshop.clock(), (index, score) -> {
                Written candidate = permitted.get(index);
                scored.add(score.isPresent() ? candidate.scored(score.getAsDouble()) : candidate);
                chronicle.tell(candidate.number(), CandidateStep.TEXT_SCORED, score, Optional.empty());
                return true;
            });
        }
        permitted.stream()
                .filter(candidate -> scored.stream().noneMatch(done -> done.number() == candidate.number()))
                .forEach(scored::add);
        return scored;
    }

    private Optional<Made> make(List<Written> kept) throws InterruptedException {
        List<Made> made = new ArrayList<>();
        try (Chronicle.Lap lap = chronicle.lap("make");
                Fan<Optional<Made>> fan = new Fan<>("make-" + job.id())) {
            for (int i = 0; i < kept.size(); i++) {
                Written candidate = kept.get(i);
                fan.start(i, () -> maker.make(candidate));
            }
            int[] over = {0};
            fan.take(schedule.judged(), workshop.clock(), (index, outcome) -> {
                over[0]++;
                outcome.ifPresent(some -> judged(some, made));
                return isWorthWaiting(made, kept.size() - over[0]);
            });
        }
        Optional<Made> best = Selection.best(made);
        best.ifPresent(chosen -> wasted(made, chosen).ifPresent(chronicle::paid));
        return best;
    }

    private void judged(Made document, List<Made> made) {
        made.add(document);
        chronicle.spent(document.spent());
        Written candidate = document.written();
        noted(candidate, Fate.KEPT, Optional.of(document.reward()), document.variants());
        if (document.abandoned() > 0) {
            chronicle.remark("Candidate %d: %d variants of its pictures were not waited for."
                    .formatted(candidate.number(), document.abandoned()));
        }
        chronicle.tell(
                candidate.number(), CandidateStep.JUDGED, OptionalDouble.of(document.reward()), Optional.empty());
    }

    private boolean isWorthWaiting(List<Made> made, int further) {
        double gain = EarlyStop.gain(made.stream().map(Made::reward).toList(), further);
        // A document whose program is being mended is no draw like the others: it is known to become better.
        if (further == 0 || mender.isMending() || gain >= leastGain) {
            return true;
        }
        chronicle.remark("The documents of %d candidates were given up: they promised %.4f more reward."
                .formatted(further, gain));
        return false;
    }

    /** What was paid for pictures that are not in the document; empty if that is nothing or not known. */
    private static Optional<BigDecimal> wasted(List<Made> made, Made chosen) {
        BigDecimal used = Edition.paid(chosen.document()).orElse(BigDecimal.ZERO);
        return made.stream()
                .flatMap(one -> one.paid().stream())
                .reduce(BigDecimal::add)
                .map(all -> all.subtract(used))
                .filter(rest -> rest.signum() > 0);
    }

    private void chosen(Written winner, OptionalDouble reward, List<Integer> variants) {
        chronicle.chosen(winner.writer());
        noted(winner, Fate.CHOSEN, Chronicle.boxed(reward), variants);
        chronicle.tell(winner.number(), CandidateStep.CHOSEN, reward, Optional.empty());
    }

    private void noted(Written candidate, Fate fate, Optional<Double> reward, List<Integer> variants) {
        chronicle.note(new Candidate(
                candidate.number(), fate, Chronicle.boxed(candidate.score()), reward, Optional.empty(), variants));
    }

    private void missing(int number, String reason) {
        if (!chronicle.knows(number)) {
            lost(number, Fate.MISSING, reason);
            chronicle.tell(number, CandidateStep.DROPPED, OptionalDouble.empty(), Optional.of(reason));
        }
    }

    private void lost(int number, Fate fate, String reason) {
        chronicle.note(new Candidate(number, fate, Optional.empty(), Optional.empty(), Optional.of(reason), List.of()));
    }
}
