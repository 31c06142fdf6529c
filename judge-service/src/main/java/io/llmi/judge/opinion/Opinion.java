package io.llmi.judge.opinion;

import java.util.Optional;

import io.llmi.events.Reward.Verdict;
import io.llmi.judge.reward.Scores;

/**
 * A verdict and the scores in it.
 *
 * @param scores empty if the judge abstained
 */
public record Opinion<S extends Scores>(Optional<S> scores, Verdict verdict) {
    /** The component of the reward, if the judge did not abstain. */
    public Optional<Double> component() {
        return scores.map(Scores::component);
    }
}
