package io.llmi.gateway.http;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import io.llmi.toolkit.access.Access;

/** Ends a request with a problem that the client should see. */
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;
    private final transient Optional<Duration> retryAfter;

    private ProblemException(Problem problem, Optional<Duration> retryAfter) {
        super(problem.detail());
        this.problem = problem;
        this.retryAfter = retryAfter;
    }

    public Problem problem() {
        return problem;
    }

    /** After what time the same request may succeed. */
    public Optional<Duration> retryAfter() {
        return retryAfter;
    }

    /** Fields of the request are not as they should be. */
    public static ProblemException invalid(List<Problem.FieldError> errors) {
        String detail = errors.size() == 1
                ? errors.getFirst().field() + ": " + errors.getFirst().message()
                : errors.size() + " fields have to be changed; see errors";
        return plain("invalid-request", "The request is not valid", 400, detail, errors);
    }

    /** One field of the request is not as it should be. */
    public static ProblemException invalid(String field, String message) {
        return invalid(List.of(new Problem.FieldError(field, message)));
    }

    public static ProblemException malformed(String detail) {
        return plain("malformed-json", "The body is not JSON", 400, detail, List.of());
    }

    public static ProblemException notFound(String detail) {
        return plain("not-found", "Not found", 404, detail, List.of());
    }

    public static ProblemException notAcceptable(String detail) {
        return plain("not-acceptable", "No such form", 406, detail, List.of());
    }

    public static ProblemException conflict(String kind, String title, String detail) {
        return plain(kind, title, 409, detail, List.of());
    }

    /** The request ends at the gate. */
    public static ProblemException refused(Access.Refused refused) {
        String title = switch (refused.reason()) {
            case LEAKING -> "The address holds what it should not";
            case UNKNOWN -> "Not authorised";
            case FORBIDDEN -> "Not allowed";
            case STARTING -> "Not available at the moment";
        };
        Problem problem =
                Problem.of(refused.reason().kind(), title, refused.reason().status(), refused.detail(), List.of());
        Optional<Duration> wait =
                refused.reason() == Access.Refusal.STARTING ? Optional.of(Duration.ofSeconds(1)) : Optional.empty();
        return new ProblemException(problem, wait);
    }

    /** A limit of the caller's is reached. */
    public static ProblemException tooMany(String detail, Duration retryAfter) {
        return new ProblemException(
                Problem.of("quota-exceeded", "Too many requests", 429, detail, List.of()), Optional.of(retryAfter));
    }

    /** Something that the gateway needs does not answer; the same request may succeed a little later. */
    public static ProblemException unavailable(String detail, Duration retryAfter) {
        return new ProblemException(
                Problem.of("unavailable", "Not available at the moment", 503, detail, List.of()),
                Optional.of(retryAfter));
    }

    private static ProblemException plain(
            String kind, String title, int status, String detail, List<Problem.FieldError> errors) {
        return new ProblemException(Problem.of(kind, title, status, detail, errors), Optional.empty());
    }
}
