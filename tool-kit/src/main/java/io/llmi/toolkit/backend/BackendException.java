package io.llmi.toolkit.backend;

import java.time.Duration;
import java.util.Optional;

import io.llmi.events.FailureCode;
import org.jspecify.annotations.Nullable;

/**
 * A backend did not make the picture. The message is one or two sentences that the document may show: no secrets, no
 * addresses of internal services, no stack traces; details belong to the cause, which is logged.
 */
public final class BackendException extends Exception {
    private static final long serialVersionUID = 1L;

    private final FailureCode code;
    private final transient Remedy remedy;

    public BackendException(FailureCode code, String message, Remedy remedy, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
        this.remedy = remedy;
    }

    public FailureCode code() {
        return code;
    }

    public Remedy remedy() {
        return remedy;
    }

    /** For the document; never null. */
    public String reason() {
        String message = getMessage();
        return message == null ? code.name() : message;
    }

    /** The backend is overloaded or rate limited and names a pause, or not. */
    public static BackendException busy(String message, Optional<Duration> notBefore) {
        return new BackendException(FailureCode.UNAVAILABLE, message, new Remedy.TryAgain(notBefore), null);
    }

    /** The backend cannot be reached, broke down or broke off: may pass. */
    public static BackendException broken(String message, @Nullable Throwable cause) {
        return new BackendException(FailureCode.BACKEND_ERROR, message, new Remedy.TryAgain(Optional.empty()), cause);
    }

    /** The backend answered with something that is not what its protocol promises. */
    public static BackendException garbage(String message) {
        return new BackendException(FailureCode.BACKEND_ERROR, message, new Remedy.TryAgain(Optional.empty()), null);
    }

    /** The backend cannot be used as it is configured: key, model, quota, missing option. */
    public static BackendException unusable(String message) {
        return new BackendException(FailureCode.UNAVAILABLE, message, new Remedy.TryNext(), null);
    }

    /** The backend cannot do this request, such as a size that it does not have; another one may. */
    public static BackendException unsupported(String message) {
        return new BackendException(FailureCode.BAD_REQUEST, message, new Remedy.TryNext(), null);
    }

    /** Nothing suitable was found. */
    public static BackendException nothingFound(String message) {
        return new BackendException(FailureCode.UNAVAILABLE, message, new Remedy.TryNext(), null);
    }

    /** The request makes no sense to any backend. */
    public static BackendException badRequest(String message) {
        return new BackendException(FailureCode.BAD_REQUEST, message, new Remedy.GiveUp(), null);
    }

    /** The backend declined on content grounds: final, it is not shopped around. */
    public static BackendException refused(String message) {
        return new BackendException(FailureCode.REFUSED, message, new Remedy.GiveUp(), null);
    }

    /** The deadline of the call passed inside the backend. */
    public static BackendException timeout(String message) {
        return new BackendException(FailureCode.TIMEOUT, message, new Remedy.GiveUp(), null);
    }
}
