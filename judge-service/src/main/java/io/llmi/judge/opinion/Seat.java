package io.llmi.judge.opinion;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

import io.llmi.events.Reward.SecondOpinion;
import io.llmi.events.Reward.Source;
import io.llmi.events.Reward.Verdict;
import io.llmi.judge.endpoint.JudgeEndpoint;
import io.llmi.judge.heuristic.Impression;
import io.llmi.judge.reward.Scores;
import io.llmi.judge.subject.Subject;
import io.llmi.toolkit.backend.BackendException;
import io.llmi.toolkit.blob.BlobStoreException;
import org.jboss.logging.Logger;

/**
 * One of the two places on the panel: the rules that need no judge, then the configured model, or the heuristic if none
 * is. A failed model leaves no score, or the lowest one if the caller wants that. Thread-safe, blocking.
 */
final class Seat<S extends Scores> {
    private static final Logger LOG = Logger.getLogger(Seat.class);

    private final Rules<S> rules;
    private final Optional<ModelJudge<S>> first;
    private final Optional<ModelJudge<S>> second;
    private final double secondShare;

    /**
     * What decides without a model.
     *
     * @param settled scores that need no judge, with the reason
     * @param ruled a judge's scores after the paper's rules
     * @param heuristic for when no model is configured
     * @param outage the scores of a judge that failed, for callers that want some
     */
    record Rules<S extends Scores>(
            Function<Subject, Optional<Settled<S>>> settled,
            BiFunction<S, Subject, S> ruled,
            Function<Subject, Impression<S>> heuristic,
            S outage) {}

    /** Scores that need no judge. */
    record Settled<S extends Scores>(S scores, String reason) {}

    /** @param secondShare of the drafts for which the second judge is asked too, from 0 to 1 */
    Seat(Rules<S> rules, Optional<ModelJudge<S>> first, Optional<ModelJudge<S>> second, double secondShare) {
        this.rules = rules;
        this.first = first;
        this.second = second;
        this.secondShare = secondShare;
    }

    Opinion<S> judge(Subject subject, Instant deadline, boolean outageScoresOne) throws InterruptedException {
        long start = System.nanoTime();
        Optional<Settled<S>> settled = rules.settled().apply(subject);
        if (settled.isPresent()) {
            return opinion(
                    settled.get().scores(),
                    Source.RULE,
                    Map.of(),
                    Optional.of(settled.get().reason()),
                    start);
        }
        try {
            return first.isPresent() ? asked(first.get(), subject, deadline, start) : guessed(subject, start);
        } catch (BackendException e) {
            LOG.warnf(e.getCause(), "%s: no verdict: %s", subject.document().id(), e.reason());
            return failed(e.reason(), outageScoresOne, start);
        } catch (BlobStoreException e) {
            LOG.warnf(
                    "%s: no verdict, the blob store failed: %s",
                    subject.document().id(), e.getMessage());
            return failed("The pictures could not be read from the blob store.", outageScoresOne, start);
        }
    }

    private Opinion<S> guessed(Subject subject, long start) {
        Impression<S> impression = rules.heuristic().apply(subject);
        S scores = rules.ruled().apply(impression.scores(), subject);
        return opinion(scores, Source.HEURISTIC, impression.breakdown(), Optional.empty(), start);
    }

    private Opinion<S> asked(ModelJudge<S> judge, Subject subject, Instant deadline, long start)
            throws BackendException, InterruptedException {
        JudgeEndpoint.Answer<S> answer = judge.ask(subject, deadline);
        S scores = rules.ruled().apply(answer.scores(), subject);
        long took = millisSince(start);
        Optional<SecondOpinion> other =
                isAskedTwice(subject) ? second(subject, deadline, scores.component()) : Optional.empty();
        return new Opinion<>(
                Optional.of(scores),
                new Verdict(
                        Source.MODEL,
                        scores.byCriterion(),
                        Map.of(),
                        Optional.of(answer.model()),
                        Optional.of(judge.prompt().version()),
                        Optional.empty(),
                        other,
                        took));
    }

    private boolean isAskedTwice(Subject subject) {
        // By content, not by chance: the same draft is asked twice or never.
        return second.isPresent()
                && Math.floorMod(subject.draft().hashCode(), 10_000) < Math.round(secondShare * 10_000);
    }

    private Optional<SecondOpinion> second(Subject subject, Instant deadline, double component)
            throws InterruptedException {
        ModelJudge<S> judge = second.orElseThrow();
        try {
            JudgeEndpoint.Answer<S> answer = judge.ask(subject, deadline);
            S scores = rules.ruled().apply(answer.scores(), subject);
            return Optional.of(new SecondOpinion(
                    answer.model(),
                    judge.prompt().version(),
                    scores.byCriterion(),
                    Math.abs(scores.component() - component)));
        } catch (BackendException e) {
            LOG.warnf("%s: no second opinion: %s", subject.document().id(), e.reason());
            return Optional.empty();
        }
    }

    private Opinion<S> failed(String reason, boolean outageScoresOne, long start) {
        if (outageScoresOne) {
            return opinion(rules.outage(), Source.OUTAGE, Map.of(), Optional.of(reason), start);
        }
        return new Opinion<>(
                Optional.empty(), verdict(Source.ABSTAINED, Map.of(), Map.of(), Optional.of(reason), start));
    }

    private Opinion<S> opinion(
            S scores, Source source, Map<String, Double> breakdown, Optional<String> reason, long start) {
        return new Opinion<>(Optional.of(scores), verdict(source, scores.byCriterion(), breakdown, reason, start));
    }

    private static Verdict verdict(
            Source source,
            Map<String, Double> scores,
            Map<String, Double> breakdown,
            Optional<String> reason,
            long start) {
        return new Verdict(
                source,
                scores,
                breakdown,
                Optional.empty(),
                Optional.empty(),
                reason,
                Optional.empty(),
                millisSince(start));
    }

    private static long millisSince(long start) {
        return Duration.ofNanos(System.nanoTime() - start).toMillis();
    }
}
