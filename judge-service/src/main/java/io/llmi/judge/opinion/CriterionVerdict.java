package io.llmi.judge.opinion;

import java.util.Optional;

/**
 * What a judge says about one criterion of a benchmark.
 *
 * @param score 0 not met, 1 in part, 2 fully; empty if there is no judge or it failed
 * @param reason why there is no score
 * @param model that was asked
 * @param prompt its version
 */
public record CriterionVerdict(
        String criterion,
        Optional<Integer> score,
        Optional<String> reason,
        Optional<String> model,
        Optional<String> prompt) {
    static CriterionVerdict none(String criterion, String reason) {
        return new CriterionVerdict(
                criterion, Optional.empty(), Optional.of(reason), Optional.empty(), Optional.empty());
    }
}
