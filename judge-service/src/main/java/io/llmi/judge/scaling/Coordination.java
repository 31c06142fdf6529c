package io.llmi.judge.scaling;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

import io.llmi.events.CandidateStep;
import io.llmi.events.Document;
import io.llmi.events.Document.ImagePart;
import io.llmi.events.JobControl;
import io.llmi.events.JobSubmitted;
import io.llmi.events.Provenance;
import io.llmi.events.ScalingReport;
import io.llmi.events.ScalingReport.Candidate;
import io.llmi.events.ScalingReport.Fate;
import io.llmi.events.ScalingReport.Stage;
import io.llmi.events.TokenUsage;
import io.llmi.events.TraceParent;
import io.llmi.judge.JudgeConfig;
import io.llmi.judge.scaling.OffspringRuns.Outcome;
import org.jboss.logging.Logger;

/**
 * The stages of one job: write candidates, drop and select, make and judge the rest, polish. Whatever goes wrong in one
 * of them, the job goes on with the best that there is. Used by one thread, once.
 */
final class Coordination {
    private static final Logger LOG = Logger.getLogger(Coordination.class);

    /** What the job shall become. */
    record Decision(Optional<Written> draft, Optional<Made> made, ScalingReport report) {}

    private final JobSubmitted job;
    private final Offspring offspring;
    private final OffspringRuns runs;
    private final Critics critics;
    private final TraceParent trace;
    private final Clock clock;
    private final Schedule schedule;
    private final double leastGain;
    private final Maker maker;
    private final TreeMap<Integer, Candidate> candidates = new TreeMap<>();
    private final List<Stage> stages = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private TokenUsage tokens = TokenUsage.NONE;
    private Optional<BigDecimal> cost = Optional.empty();

    Coordination(
            JobSubmitted job,
            int attempt,
            OffspringRuns runs,
            Critics critics,
            JudgeConfig.Scaling config,
            TraceParent trace,
            Clock clock) {
        this.job = job;
        this.offspring = new Offspring(job, attempt);
        this.runs = runs;
        this.critics = critics;
        this.trace = trace;
        this.clock = clock;
        this.schedule = Schedule.of(clock.instant(), job.deadline(), config.writeShare(), config.makeShare());
        this.leastGain = config.leastGain();
        this.maker = new Maker(
                job,
                offspring,
                runs,
                critics,
                schedule,
                config.repairs(),
                trace,
                clock,
                number -> tell(number, CandidateStep.REPAIRED, OptionalDouble.empty(), Optional.empty()));
    }

    /** @throws InterruptedException if interrupted; everything that was begun is cancelled then */
    Decision decide() throws InterruptedException {
        List<Written> written = write();
        if (written.isEmpty()) {
            notes.add("No candidate came about in time; the job was planned as if none had been asked for.");
            return new Decision(Optional.empty(), Optional.empty(), report());
        }
        List<Written> kept = keep(permitted(written));
        if (kept.size() == 1 && job.scaling().variants() == 1 && !job.scaling().polish()) {
            // Nothing is left to compare: its pictures are made once, in the document itself.
            return new Decision(
                    Optional.of(chosen(kept.getFirst(), OptionalDouble.empty())), Optional.empty(), report());
        }
        Optional<Made> best = make(kept);
        if (best.isEmpty()) {
            notes.add("No candidate's document was made in time; the best text was taken.");
            return new Decision(
                    Optional.of(chosen(kept.getFirst(), OptionalDouble.empty())), Optional.empty(), report());
        }
        Written draft =
                chosen(best.get().written(), OptionalDouble.of(best.get().reward()));
        if (job.scaling().polish()) {
            draft = polished(draft, best.get());
        }
        return new Decision(Optional.of(draft), best, report());
    }

    private List<Written> write() throws InterruptedException {
        Instant begin = clock.instant();
        Instant until = schedule.written();
        List<Written> written = new ArrayList<>();
        TokenUsage before = tokens;
        try (Fan<Optional<Outcome>> fan = new Fan<>("write-" + job.id())) {
            for (int i = 0; i < job.scaling().samples(); i++) {
                JobSubmitted child = offspring.write(i, clock.instant(), until);
                fan.start(i, () -> runs.run(job.id(), child, trace));
            }
            fan.take(schedule.scored(), clock, (number, outcome) -> {
                if (outcome.isEmpty() || outcome.get().document().parts().isEmpty()) {
                    missing(number, "nothing was written");
                    return true;
                }
                Outcome some = outcome.get();
                tokens = tokens.plus(some.tokens());
                written.add(new Written(number, some.draft(), some.document(), some.tokens(), OptionalDouble.empty()));
                tell(number, CandidateStep.WRITTEN, OptionalDouble.empty(), Optional.empty());
                return true;
            });
        }
        for (int i = 0; i < job.scaling().samples(); i++) {
            int number = i;
            if (written.stream().noneMatch(candidate -> candidate.number() == number)) {
                missing(number, "its text did not come in time");
            }
        }
        written.sort(java.util.Comparator.comparingInt(Written::number));
        stage("write", begin, before);
        return written;
    }

    /** Those that keep to the rules; all, if none does: a document that breaks a rule is better than none. */
    private List<Written> permitted(List<Written> written) {
        Rules.Verdict verdict = Rules.apply(written, job.imageCount(), job.tools());
        if (verdict.passed().isEmpty()) {
            notes.add("No candidate keeps to the rules; all of them were considered.");
            verdict.dropped().forEach((number, reason) -> notes.add("Candidate %d: %s.".formatted(number, reason)));
            return written;
        }
        verdict.dropped().forEach((number, reason) -> {
            note(new Candidate(number, Fate.DROPPED, Optional.empty(), Optional.empty(), Optional.of(reason)));
            tell(number, CandidateStep.DROPPED, OptionalDouble.empty(), Optional.of(reason));
        });
        return verdict.passed();
    }

    private List<Written> keep(List<Written> permitted) throws InterruptedException {
        int keep = job.scaling().keep();
        List<Written> scored = new ArrayList<>();
        if (permitted.size() <= keep) {
            scored.addAll(permitted);
        } else {
            Instant begin = clock.instant();
            try (Fan<OptionalDouble> fan = new Fan<>("score-" + job.id())) {
                for (int i = 0; i < permitted.size(); i++) {
                    Written candidate = permitted.get(i);
                    fan.start(i, () -> critics.text(job, candidate, schedule.criticsAnswer()));
                }
                fan.take(schedule.scored(), clock, (index, score) -> {
                    Written candidate = permitted.get(index);
                    scored.add(score.isPresent() ? candidate.scored(score.getAsDouble()) : candidate);
                    tell(candidate.number(), CandidateStep.TEXT_SCORED, score, Optional.empty());
                    return true;
                });
            }
            permitted.stream()
                    .filter(candidate -> scored.stream().noneMatch(done -> done.number() == candidate.number()))
                    .forEach(scored::add);
            stage("score", begin, tokens);
        }
        List<Written> kept = Selection.best(scored, keep);
        for (Written candidate : scored) {
            Fate fate = kept.contains(candidate) ? Fate.KEPT : Fate.PASSED_OVER;
            note(new Candidate(candidate.number(), fate, boxed(candidate.score()), Optional.empty(), Optional.empty()));
        }
        return kept;
    }

    private Optional<Made> make(List<Written> kept) throws InterruptedException {
        Instant begin = clock.instant();
        TokenUsage before = tokens;
        List<Made> made = new ArrayList<>();
        int variants = job.scaling().variants();
        int all = kept.size() * variants;
        try (Fan<Optional<Made>> fan = new Fan<>("make-" + job.id())) {
            for (int i = 0; i < all; i++) {
                Written candidate = kept.get(i / variants);
                int variant = i % variants;
                fan.start(i, () -> maker.make(candidate, variant));
            }
            int[] over = {0};
            fan.take(schedule.judged(), clock, (index, outcome) -> {
                over[0]++;
                outcome.ifPresent(some -> {
                    made.add(some);
                    tokens = tokens.plus(some.spent());
                    tell(
                            some.written().number(),
                            CandidateStep.JUDGED,
                            OptionalDouble.of(some.reward()),
                            Optional.empty());
                });
                double gain = EarlyStop.gain(made.stream().map(Made::reward).toList(), all - over[0]);
                // A document whose program is being mended is no draw like the others: it is known to become better.
                if (!maker.isMending() && gain < leastGain && over[0] < all) {
                    notes.add("%d of %d documents were given up: they promised %.4f more reward."
                            .formatted(all - over[0], all, gain));
                    return false;
                }
                return true;
            });
        }
        Optional<Made> best = Selection.best(made);
        made.stream()
                .filter(other -> best.isEmpty() || other != best.get())
                .flatMap(other -> spent(other.document()).stream())
                .reduce(BigDecimal::add)
                .ifPresent(
                        spent -> cost = Optional.of(cost.orElse(BigDecimal.ZERO).add(spent)));
        for (Written candidate : kept) {
            Optional<Double> reward = made.stream()
                    .filter(one -> one.written().number() == candidate.number())
                    .map(Made::reward)
                    .max(Double::compare);
            note(new Candidate(candidate.number(), Fate.KEPT, boxed(candidate.score()), reward, Optional.empty()));
        }
        stage("make", begin, before);
        return best;
    }

    private Written polished(Written draft, Made best) throws InterruptedException {
        Instant begin = clock.instant();
        TokenUsage before = tokens;
        Instant until = begin.plus(Duration.between(begin, job.deadline()).dividedBy(2));
        JobSubmitted child =
                offspring.rewrite("polish", draft.draft(), Polish.instruction(best.document()), begin, until);
        Optional<Outcome> outcome = runs.run(job.id(), child, trace);
        outcome.ifPresent(some -> tokens = tokens.plus(some.tokens()));
        stage("polish", begin, before);
        Optional<String> text =
                outcome.flatMap(some -> Polish.accepted(draft.draft(), draft.reading(), some.draft(), some.document()));
        if (text.isEmpty()) {
            notes.add(
                    outcome.isEmpty()
                            ? "The text was not polished: no answer came in time."
                            : "The text was not polished: the rewritten one changes tags.");
            return draft;
        }
        double reward =
                critics.document(job, text.get(), withText(best.document(), outcome.orElseThrow()), job.deadline());
        if (reward < best.reward()) {
            notes.add("The polished text was judged worse (%.3f, before %.3f) and not taken."
                    .formatted(reward, best.reward()));
            return draft;
        }
        tell(draft.number(), CandidateStep.POLISHED, OptionalDouble.of(reward), Optional.empty());
        return draft.withDraft(text.get());
    }

    /** The rewritten text with the pictures that are there already: the tags are the same in the same order. */
    private static Document withText(Document made, Outcome rewritten) {
        List<Document.Part> pictures =
                made.parts().stream().filter(ImagePart.class::isInstance).toList();
        List<Document.Part> parts = new ArrayList<>();
        int next = 0;
        for (Document.Part part : rewritten.document().parts()) {
            parts.add(part instanceof ImagePart && next < pictures.size() ? pictures.get(next++) : part);
        }
        return new Document(
                made.id(),
                made.status(),
                made.createdAt(),
                made.completedAt(),
                made.prompt(),
                parts,
                made.usage(),
                made.timings(),
                made.error(),
                made.lack());
    }

    private Written chosen(Written winner, OptionalDouble reward) {
        note(new Candidate(winner.number(), Fate.CHOSEN, boxed(winner.score()), boxed(reward), Optional.empty()));
        tell(winner.number(), CandidateStep.CHOSEN, reward, Optional.empty());
        return winner;
    }

    private void missing(int number, String reason) {
        if (!candidates.containsKey(number)) {
            note(new Candidate(number, Fate.MISSING, Optional.empty(), Optional.empty(), Optional.of(reason)));
            tell(number, CandidateStep.DROPPED, OptionalDouble.empty(), Optional.of(reason));
        }
    }

    private void note(Candidate candidate) {
        candidates.put(candidate.number(), candidate);
    }

    private void stage(String name, Instant begin, TokenUsage before) {
        stages.add(new Stage(
                name,
                Duration.between(begin, clock.instant()).toMillis(),
                new TokenUsage(
                        tokens.inputTokens() - before.inputTokens(), tokens.outputTokens() - before.outputTokens())));
        LOG.debugf("job %s: stage %s is over", job.id(), name);
    }

    private void tell(int number, CandidateStep step, OptionalDouble score, Optional<String> reason) {
        runs.tell(new JobControl.Progress(job.id(), clock.instant(), number, step, boxed(score), reason), trace);
    }

    private ScalingReport report() {
        return new ScalingReport(tokens, cost, stages, List.copyOf(candidates.values()), notes);
    }

    private static Optional<BigDecimal> spent(Document document) {
        return document.parts().stream()
                .filter(ImagePart.class::isInstance)
                .flatMap(part -> ((ImagePart) part).provenance().flatMap(Provenance::costUsd).stream())
                .reduce(BigDecimal::add);
    }

    private static Optional<Double> boxed(OptionalDouble value) {
        return value.isPresent() ? Optional.of(value.getAsDouble()) : Optional.empty();
    }
}
