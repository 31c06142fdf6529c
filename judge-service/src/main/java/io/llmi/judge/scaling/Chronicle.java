package io.llmi.judge.scaling;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

import io.llmi.events.CandidateStep;
import io.llmi.events.JobControl;
import io.llmi.events.ScalingReport;
import io.llmi.events.ScalingReport.Candidate;
import io.llmi.events.ScalingReport.Stage;
import io.llmi.events.ScalingReport.Writer;
import io.llmi.events.TokenUsage;

/**
 * What happened to a job's candidates: told to whoever watches the job, and kept for the report in its document. Apart
 * from {@link #tell} used by one thread.
 */
final class Chronicle {
    private final Workshop workshop;
    private final TreeMap<Integer, Candidate> candidates = new TreeMap<>();
    private final List<Stage> stages = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();
    private TokenUsage tokens = TokenUsage.NONE;
    private Optional<BigDecimal> cost = Optional.empty();
    private Optional<Writer> writer = Optional.empty();

    Chronicle(Workshop workshop) {
        this.workshop = workshop;
    }

    /** A stage that is under way; closing it puts it on record. */
    final class Lap implements AutoCloseable {
        private final String name;
        private final Instant begin = workshop.now();
        private final TokenUsage before = tokens;

        private Lap(String name) {
            this.name = name;
        }

        @Override
        public void close() {
            TokenUsage used = new TokenUsage(
                    tokens.inputTokens() - before.inputTokens(), tokens.outputTokens() - before.outputTokens());
            stages.add(new Stage(name, Duration.between(begin, workshop.now()).toMillis(), used));
        }
    }

    Lap lap(String name) {
        return new Lap(name);
    }

    /** Says in the job's log that a candidate came further. Thread-safe. */
    void tell(int number, CandidateStep step, OptionalDouble score, Optional<String> reason) {
        workshop.runs()
                .tell(
                        new JobControl.Progress(
                                workshop.job().id(), workshop.now(), number, step, boxed(score), reason),
                        workshop.trace());
    }

    void tell(int number, CandidateStep step) {
        tell(number, step, OptionalDouble.empty(), Optional.empty());
    }

    /** Keeps what is known of a candidate by now. */
    void note(Candidate candidate) {
        candidates.put(candidate.number(), candidate);
    }

    boolean knows(int number) {
        return candidates.containsKey(number);
    }

    /** Keeps a sentence about what was given up and why. */
    void remark(String sentence) {
        remarks.add(sentence);
    }

    void spent(TokenUsage more) {
        tokens = tokens.plus(more);
    }

    /** @param more US dollars for pictures that are not the document's */
    void paid(BigDecimal more) {
        cost = Optional.of(cost.orElse(BigDecimal.ZERO).add(more));
    }

    /** Keeps who wrote the document's draft. */
    void chosen(Writer who) {
        writer = Optional.of(who);
    }

    ScalingReport report() {
        return new ScalingReport(tokens, cost, stages, List.copyOf(candidates.values()), remarks, writer);
    }

    static Optional<Double> boxed(OptionalDouble value) {
        return value.isPresent() ? Optional.of(value.getAsDouble()) : Optional.empty();
    }
}
