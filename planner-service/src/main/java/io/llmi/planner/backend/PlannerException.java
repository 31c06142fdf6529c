package io.llmi.planner.backend;

import org.jspecify.annotations.Nullable;

/** Carries a {@link PlannerError} to whoever decides about another attempt. */
public final class PlannerException extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient PlannerError error;

    public PlannerException(PlannerError error) {
        this(error, null);
    }

    public PlannerException(PlannerError error, @Nullable Throwable cause) {
        super(error.message(), cause);
        this.error = error;
    }

    public PlannerError error() {
        return error;
    }

    public boolean isRetryable() {
        return error instanceof PlannerError.Retryable;
    }
}
