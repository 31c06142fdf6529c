package io.llmi.gateway.job;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

import io.llmi.events.JobId;
import io.llmi.gateway.http.ProblemException;
import io.llmi.gateway.log.SummaryTable.Position;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A page of the list of jobs, newest first.
 *
 * @param next what to send as {@code after} for the following page, if there is one
 */
@Schema(name = "JobPage")
record JobPage(List<JobView> data, boolean hasMore, Optional<String> next) {
    /** An opaque cursor: the position itself, so that it stays good when the job is deleted. */
    static String cursor(Position position) {
        String text = position.createdAt() + " " + position.id();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** @throws ProblemException 400 if the text is not a cursor that we gave out */
    static Position position(String cursor) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            int space = text.indexOf(' ');
            return new Position(
                    Instant.parse(text.substring(0, Math.max(0, space))), new JobId(text.substring(space + 1)));
        } catch (IllegalArgumentException | DateTimeParseException e) {
            throw ProblemException.invalid("after", "must be the value of next of an earlier page");
        }
    }
}
