package io.llmi.tool.search.brave;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import io.llmi.tool.search.web.Answers;
import io.llmi.toolkit.backend.BackendException;
import io.llmi.toolkit.http.BackendHttp;

/**
 * Brave's rate limits, each header a list with one number per window: the second first, the month after it.
 *
 * @param remaining requests left in each window
 * @param resets seconds until each window starts anew
 * @param retryAfter what the general header asks for
 */
record RateWindows(List<Long> remaining, List<Long> resets, Optional<Duration> retryAfter) {
    static RateWindows of(BackendHttp.Answer answer) {
        return new RateWindows(
                numbers(answer, "X-RateLimit-Remaining"), numbers(answer, "X-RateLimit-Reset"), Answers.pause(answer));
    }

    private static List<Long> numbers(BackendHttp.Answer answer, String header) {
        return Arrays.stream(answer.header(header).orElse("").split(","))
                .map(String::strip)
                .filter(text -> text.matches("\\d{1,15}"))
                .map(Long::valueOf)
                .toList();
    }

    /** Whether a window longer than the first, such as the month's, is used up. */
    private boolean exhausted() {
        return remaining.stream().skip(1).anyMatch(left -> left == 0);
    }

    BackendException failure(String backend) {
        if (exhausted()) {
            return BackendException.unusable("%s's quota is used up until its next period.".formatted(backend));
        }
        return BackendException.busy(
                "%s is asked too often.".formatted(backend),
                retryAfter.or(() -> resets.stream().findFirst().map(Duration::ofSeconds)));
    }
}
