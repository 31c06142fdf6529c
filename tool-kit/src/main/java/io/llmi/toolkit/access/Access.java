package io.llmi.toolkit.access;

/** What becomes of a request at the gate. */
public sealed interface Access {
    /** It goes on. */
    record Granted(Caller caller) implements Access {}

    /** It ends here. */
    record Refused(Refusal reason, String detail) implements Access {}

    /** Why a request ends at the gate. */
    enum Refusal {
        /** It says who it is in a way that leaks. */
        LEAKING(400, "key-in-address"),
        /** It does not say who it is, or that is not true. */
        UNKNOWN(401, "unauthorized"),
        /** It may not do this. */
        FORBIDDEN(403, "forbidden"),
        /** The keys are not read yet. */
        STARTING(503, "unavailable");

        private final int status;
        private final String kind;

        Refusal(int status, String kind) {
            this.status = status;
            this.kind = kind;
        }

        /** As HTTP has it. */
        public int status() {
            return status;
        }

        /** For problem details. */
        public String kind() {
            return kind;
        }
    }
}
