package io.llmi.judge.reward;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the MLLM judge gives: {@code R_mllm = (mean - 1) / 4} of three scores.
 *
 * @param quality of the pictures as pictures, from 1 to 5
 * @param task how well they serve the request, from 1 to 5
 * @param textImage how well each fits the text around it, from 1 to 5
 */
public record PictureScores(double quality, double task, double textImage) implements Scores {
    public static final String QUALITY = "image_quality";
    public static final String TASK = "task_relevance";
    public static final String TEXT_IMAGE = "text_image_relevance";

    /** More pictures than this are not looked at: they score 1. */
    public static final int MOST_PICTURES = 10;

    /** What the paper's release gives when the judge fails. */
    public static final PictureScores OUTAGE = new PictureScores(WORST, WORST, WORST);

    public PictureScores {
        Scores.require(quality, QUALITY);
        Scores.require(task, TASK);
        Scores.require(textImage, TEXT_IMAGE);
    }

    @Override
    public double component() {
        return Scores.component(quality + task + textImage, 3);
    }

    /** The scores that need no judge: no pictures are best, because the rule judges that; too many are worst. */
    public static Optional<PictureScores> ruled(int made) {
        if (made == 0) {
            return Optional.of(new PictureScores(BEST, BEST, BEST));
        }
        return made > MOST_PICTURES ? Optional.of(new PictureScores(WORST, WORST, WORST)) : Optional.empty();
    }

    @Override
    public Map<String, Double> byCriterion() {
        Map<String, Double> scores = new LinkedHashMap<>();
        scores.put(QUALITY, quality);
        scores.put(TASK, task);
        scores.put(TEXT_IMAGE, textImage);
        return Collections.unmodifiableMap(scores);
    }
}
