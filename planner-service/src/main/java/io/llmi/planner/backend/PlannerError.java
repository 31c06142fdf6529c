package io.llmi.planner.backend;

import java.time.Duration;
import java.util.Optional;

/** Why a backend wrote no draft, or not all of it. Messages may be shown to the reader of the document: no secrets. */
public sealed interface PlannerError {
    /** What went wrong and what to do about it, in a sentence or two. */
    String message();

    /** The same request may succeed later. */
    sealed interface Retryable extends PlannerError {}

    /** Trying again would fail again. */
    sealed interface Terminal extends PlannerError {}

    /** No connection, or it was lost before an answer came. */
    record Unreachable(String message) implements Retryable {}

    /**
     * The endpoint answered with 429 or a server error.
     *
     * @param retryAfter how long it asks to wait, uncapped
     */
    record Overloaded(String message, Optional<Duration> retryAfter) implements Retryable {}

    /** The stream broke off after it had begun, or reported an error. */
    record Broken(String message) implements Retryable {}

    /** Nothing came for longer than the idle timeout. */
    record Idle(String message) implements Retryable {}

    /** The endpoint refused the request: bad parameters, unknown model, too long a conversation, no quota. */
    record Rejected(String message) implements Terminal {}

    /** The endpoint wants another key. */
    record Unauthorized(String message) implements Terminal {}

    /** The job's or the draft's time was up. */
    record OutOfTime(String message) implements Terminal {}
}
