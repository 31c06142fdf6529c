package io.llmi.toolkit.fetch;

import java.time.Duration;
import java.util.Optional;

/** Why nothing was fetched. The message is a sentence that may be shown: it names no inner address. */
public abstract sealed class FetchException extends Exception
        permits BlockedUrlException,
                FetchException.TooLarge,
                FetchException.TimedOut,
                FetchException.Status,
                FetchException.Unreachable,
                FetchException.Protocol {
    private static final long serialVersionUID = 1L;

    FetchException(String message) {
        super(message);
    }

    FetchException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Stable, for metrics and clients. */
    public abstract String code();

    /** The body is, or claims to be, larger than allowed; packed or unpacked. */
    public static final class TooLarge extends FetchException {
        private static final long serialVersionUID = 1L;

        TooLarge(String message) {
            super(message);
        }

        @Override
        public String code() {
            return "too_large";
        }
    }

    /** The whole fetch, with all its redirects, did not end by the deadline. */
    public static final class TimedOut extends FetchException {
        private static final long serialVersionUID = 1L;

        TimedOut(String message) {
            super(message);
        }

        @Override
        public String code() {
            return "timeout";
        }
    }

    /** The server answered with a status that brings no body of use. */
    public static final class Status extends FetchException {
        private static final long serialVersionUID = 1L;

        private final int status;
        private final transient Optional<Duration> retryAfter;

        Status(String message, int status, Optional<Duration> retryAfter) {
            super(message);
            this.status = status;
            this.retryAfter = retryAfter;
        }

        @Override
        public String code() {
            return "http_status";
        }

        /** The HTTP status, such as 404. */
        public int status() {
            return status;
        }

        /** The pause that the server asks for. */
        public Optional<Duration> retryAfter() {
            return retryAfter;
        }
    }

    /** No such name, no connection, no trust in the certificate, or the connection was lost. */
    public static final class Unreachable extends FetchException {
        private static final long serialVersionUID = 1L;

        Unreachable(String message, Throwable cause) {
            super(message, cause);
        }

        @Override
        public String code() {
            return "unreachable";
        }
    }

    /** What came back is not acceptable HTTP: broken off, endless headers, unknown encoding, too many redirects. */
    public static final class Protocol extends FetchException {
        private static final long serialVersionUID = 1L;

        Protocol(String message) {
            super(message);
        }

        Protocol(String message, Throwable cause) {
            super(message, cause);
        }

        @Override
        public String code() {
            return "protocol_error";
        }
    }
}
