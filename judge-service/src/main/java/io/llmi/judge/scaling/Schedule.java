package io.llmi.judge.scaling;

import java.time.Duration;
import java.time.Instant;

/**
 * By when the stages of one job have to be over, so that there is always time left to make the document of the best
 * candidate so far.
 *
 * @param written texts of candidates
 * @param made documents of candidates, judged
 */
record Schedule(Instant written, Instant made) {
    /**
     * @param writeShare of the time from now to the deadline, from 0 to 1
     * @param makeShare at least {@code writeShare}
     */
    static Schedule of(Instant now, Instant deadline, double writeShare, double makeShare) {
        Duration time = Duration.between(now, deadline);
        long millis = Math.max(0, time.toMillis());
        return new Schedule(now.plusMillis((long) (millis * writeShare)), now.plusMillis((long)
                (millis * Math.max(writeShare, makeShare))));
    }
}
