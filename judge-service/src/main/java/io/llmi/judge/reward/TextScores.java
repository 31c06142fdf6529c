package io.llmi.judge.reward;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the LLM judge gives: {@code R_llm = ((1.4 text + 0.6 tag) / 2 - 1) / 4}.
 *
 * @param text the writing, from 1 to 5
 * @param tag the tags: whether each asks the right tool for the right picture in the right place, from 1 to 5
 */
public record TextScores(double text, double tag) implements Scores {
    public static final String TEXT = "text";
    public static final String TAG = "tag";

    /** What the paper's release gives when the judge fails. */
    public static final TextScores OUTAGE = new TextScores(WORST, WORST);

    private static final double TEXT_WEIGHT = 1.4;
    private static final double TAG_WEIGHT = 0.6;

    public TextScores {
        Scores.require(text, TEXT);
        Scores.require(tag, TAG);
    }

    @Override
    public double component() {
        return Scores.component(TEXT_WEIGHT * text + TAG_WEIGHT * tag, TEXT_WEIGHT + TAG_WEIGHT);
    }

    /** The scores after the paper's rules: a text that is nothing but pictures is worst, no tags at all are best. */
    public TextScores ruled(boolean hasText, boolean hasTags) {
        return new TextScores(hasText ? text : WORST, hasTags ? tag : BEST);
    }

    @Override
    public Map<String, Double> byCriterion() {
        Map<String, Double> scores = new LinkedHashMap<>();
        scores.put(TEXT, text);
        scores.put(TAG, tag);
        return Collections.unmodifiableMap(scores);
    }
}
