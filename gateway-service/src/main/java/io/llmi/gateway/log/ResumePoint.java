package io.llmi.gateway.log;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** From where a client goes on in a log. What is not a position in this log means: from its beginning. */
final class ResumePoint {
    private static final Pattern SEQ = Pattern.compile("0|[1-9][0-9]{0,17}");

    private ResumePoint() {}

    /**
     * The first position to send, by what the client had last.
     *
     * @param lastEventId the header, which a reconnecting browser sends; it wins over {@code after}
     */
    static long after(Optional<String> lastEventId, Optional<String> after) {
        return lastEventId
                .or(() -> after)
                .filter(text -> SEQ.matcher(text).matches())
                .map(text -> Long.parseLong(text) + 1)
                .orElse(0L);
    }

    /**
     * The position, or 0 if the log does not reach to it.
     *
     * @param patience how long this log may lag behind the one that the client read from before
     */
    static long within(JobLog log, long from, Duration patience) throws InterruptedException {
        return log.awaitSeq(from, patience) ? from : 0;
    }
}
