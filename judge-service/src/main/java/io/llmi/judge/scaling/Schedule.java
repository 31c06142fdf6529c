package io.llmi.judge.scaling;

import java.time.Duration;
import java.time.Instant;

/**
 * By when the stages of one job have to be over, so that there is always time left to make the document of the best
 * candidate so far.
 *
 * @param written texts of candidates
 * @param scored those texts
 * @param made documents of candidates
 * @param judged those documents
 */
record Schedule(Instant written, Instant scored, Instant made, Instant judged) {
    /** Shares of the time between the texts and the judged documents. */
    private static final double SCORED = 0.3;

    private static final double MADE = 0.7;

    /**
     * @param writeShare of the time from now to the deadline, from 0 to 1
     * @param makeShare at least {@code writeShare}
     */
    static Schedule of(Instant now, Instant deadline, double writeShare, double makeShare) {
        double millis = Math.max(0, Duration.between(now, deadline).toMillis());
        double rest = Math.max(0, makeShare - writeShare);
        return new Schedule(
                now.plusMillis((long) (millis * writeShare)),
                now.plusMillis((long) (millis * (writeShare + SCORED * rest))),
                now.plusMillis((long) (millis * (writeShare + MADE * rest))),
                now.plusMillis((long) (millis * (writeShare + rest))));
    }

    /** By when judges have to have answered about single pictures, so that whole documents can be judged after them. */
    Instant picturesAnswer() {
        return made.plus(Duration.between(made, judged).multipliedBy(3).dividedBy(8));
    }

    /** By when the pictures of a candidate's document have to be chosen. */
    Instant picturesChosen() {
        return made.plus(Duration.between(made, judged).dividedBy(2));
    }

    /** By when judges have to have answered about documents, so that what they did not say is known in time. */
    Instant judgesAnswer() {
        return judged.minus(Duration.between(made, judged).dividedBy(4));
    }

    /** The same for texts. */
    Instant criticsAnswer() {
        return scored.minus(Duration.between(written, scored).dividedBy(4));
    }
}
