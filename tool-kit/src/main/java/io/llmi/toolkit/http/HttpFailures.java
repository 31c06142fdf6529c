package io.llmi.toolkit.http;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

import io.llmi.events.FailureCode;
import io.llmi.toolkit.backend.BackendException;
import io.llmi.toolkit.backend.Remedy;

/** What an HTTP status means for a call that answered no picture, where a protocol has nothing more exact to say. */
public final class HttpFailures {
    private HttpFailures() {}

    /**
     * @param backend its name, for the message
     * @param said what the backend said about it, already shortened and free of secrets; may be empty
     */
    public static BackendException of(String backend, BackendHttp.Answer answer, String said, Clock clock) {
        String words = said.isBlank() ? "" : " It said: " + said;
        int status = answer.status();
        return switch (status) {
            case 400, 405, 406, 409, 413, 415, 422 ->
                BackendException.unsupported(
                        "The %s backend did not accept the request (HTTP %d).%s".formatted(backend, status, words));
            case 401, 403 ->
                BackendException.unusable(
                        "The %s backend refused our credentials (HTTP %d); its operator has to check the key."
                                .formatted(backend, status));
            case 402 -> BackendException.unusable("The %s backend's quota is used up.".formatted(backend));
            case 404, 410 ->
                BackendException.unusable(
                        "The %s backend has no such model or route (HTTP %d).%s".formatted(backend, status, words));
            case 408, 425, 429, 503 ->
                BackendException.busy(
                        "The %s backend is busy (HTTP %d).".formatted(backend, status), retryAfter(answer, clock));
            default ->
                status >= 500
                        ? new BackendException(
                                FailureCode.BACKEND_ERROR,
                                "The %s backend failed (HTTP %d).%s".formatted(backend, status, words),
                                new Remedy.TryAgain(retryAfter(answer, clock)),
                                null)
                        : BackendException.unusable(
                                "The %s backend answered HTTP %d; check its address.".formatted(backend, status));
        };
    }

    /** The pause that {@code Retry-After} asks for: seconds or a date (RFC 9110, section 10.2.3). */
    public static Optional<Duration> retryAfter(BackendHttp.Answer answer, Clock clock) {
        return answer.header("Retry-After").flatMap(text -> retryAfter(text, clock));
    }

    /** The pause that the value of a {@code Retry-After} header asks for; empty if it cannot be read. */
    public static Optional<Duration> retryAfter(String header, Clock clock) {
        String text = header.strip();
        if (text.matches("\\d{1,9}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
        }
        try {
            Duration until = Duration.between(
                    clock.instant(),
                    ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant());
            return Optional.of(until.isNegative() ? Duration.ZERO : until);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
