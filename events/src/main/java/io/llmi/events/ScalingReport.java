package io.llmi.events;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * What test-time scaling did for a document, beside what the document itself says.
 *
 * @param tokens of all drafts, the chosen one included
 * @param costUsd what pictures of other candidates cost, in US dollars; absent if no price is known
 * @param stages what took how long, in the order in which they began
 * @param candidates in the order of their numbers
 * @param notes what was given up on the way and why
 * @param writer of the chosen draft; absent if none was chosen
 */
public record ScalingReport(
        TokenUsage tokens,
        Optional<BigDecimal> costUsd,
        List<Stage> stages,
        List<Candidate> candidates,
        List<String> notes,
        Optional<Writer> writer) {
    public ScalingReport {
        costUsd = costUsd == null ? Optional.empty() : costUsd;
        stages = copy(stages);
        candidates = copy(candidates);
        notes = copy(notes);
        writer = writer == null ? Optional.empty() : writer;
    }

    /**
     * Who wrote a draft.
     *
     * @param backend of the planner
     * @param model the backend's name of it
     */
    public record Writer(String backend, String model) {}

    /**
     * One stage.
     *
     * @param name {@code write}, {@code make}, {@code polish}
     * @param tokens that models used in it, as far as they say
     */
    public record Stage(String name, long durationMs, TokenUsage tokens) {}

    /** What became of a candidate. */
    public enum Fate {
        /** It is the document. */
        @JsonProperty("chosen")
        CHOSEN,
        /** It was made, and another one was better. */
        @JsonProperty("kept")
        KEPT,
        /** Others' texts were better. */
        @JsonProperty("passed_over")
        PASSED_OVER,
        /** It breaks a rule. */
        @JsonProperty("dropped")
        DROPPED,
        /** It did not come about in time. */
        @JsonProperty("missing")
        MISSING
    }

    /**
     * One candidate.
     *
     * @param number from 0
     * @param textScore of its text and tags, from 0 to 1
     * @param reward of its best document
     * @param reason why it was dropped or is missing
     * @param variants of which variant each picture of its best document is, from 0; empty if there was but one
     */
    public record Candidate(
            int number,
            Fate fate,
            Optional<Double> textScore,
            Optional<Double> reward,
            Optional<String> reason,
            List<Integer> variants) {
        public Candidate {
            textScore = textScore == null ? Optional.empty() : textScore;
            reward = reward == null ? Optional.empty() : reward;
            reason = reason == null ? Optional.empty() : reason;
            variants = copy(variants);
        }
    }

    private static <T> List<T> copy(@Nullable List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }
}
