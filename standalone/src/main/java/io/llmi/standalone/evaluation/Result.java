package io.llmi.standalone.evaluation;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

import io.llmi.events.ImageCount;
import io.llmi.events.JobStatus;
import io.llmi.events.Reward;
import org.jspecify.annotations.Nullable;

/**
 * What came of one turn of a task.
 *
 * @param turn from 0
 * @param fingerprint of all that was asked for: the same question under the same settings has the same
 * @param planner who wrote the document, with its model
 * @param seconds from the submission to the last picture
 * @param outputTokens of the planner
 * @param reward by the evaluation split's rule; empty if nothing could be judged
 * @param structure whether texts and pictures follow each other as the benchmark wants it, if it says
 * @param error why there is no document, or no reward
 */
public record Result(
        String task,
        int turn,
        String fingerprint,
        String category,
        String question,
        ImageCount wanted,
        List<String> required,
        Optional<String> job,
        Optional<JobStatus> status,
        Optional<String> planner,
        double seconds,
        long outputTokens,
        Optional<BigDecimal> costUsd,
        Optional<Reward> reward,
        List<Criterion> criteria,
        Optional<Boolean> structure,
        Optional<String> error) {
    public Result {
        required = copy(required);
        criteria = copy(criteria);
        job = present(job);
        status = present(status);
        planner = present(planner);
        costUsd = present(costUsd);
        reward = present(reward);
        structure = present(structure);
        error = present(error);
    }

    /**
     * One criterion of the benchmark.
     *
     * @param score 0, 1 or 2; empty if nobody could tell
     */
    public record Criterion(String criterion, Optional<Integer> score, Optional<String> reason) {
        public Criterion {
            score = present(score);
            reason = present(reason);
        }
    }

    /** The task and, where it has several, the turn. */
    public String name() {
        return turn == 0 ? task : task + "/" + (turn + 1);
    }

    /** The name as a folder can have it. */
    public String folder() {
        return name().replaceAll("[^A-Za-z0-9._-]", "_").replaceAll("^\\.+", "_");
    }

    /** The reward, or the middle of what it can be where a judge abstained. */
    public Optional<Double> value() {
        return reward.map(known ->
                known.reward().orElse((known.bounds().low() + known.bounds().high()) / 2));
    }

    /** Whether the number of pictures is what was asked for. */
    public boolean hasWantedPictures() {
        return reward.map(known -> wanted.isSatisfiedBy(known.pictures().made()))
                .orElse(false);
    }

    /** Whether a reader would miss something. */
    public boolean isFailure() {
        return error.isPresent() || status.filter(JobStatus.COMPLETED::equals).isEmpty() || !hasWantedPictures();
    }

    private static <T> List<T> copy(@Nullable List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }

    private static <T> Optional<T> present(@Nullable Optional<T> optional) {
        return optional == null ? Optional.empty() : optional;
    }
}
