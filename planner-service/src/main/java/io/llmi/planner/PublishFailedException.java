package io.llmi.planner;

/** A record of a draft did not reach the broker, so the draft cannot go on; another planner has to take the job. */
final class PublishFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PublishFailedException(Throwable cause) {
        super("the broker did not take a record of the draft: " + cause.getMessage(), cause);
    }
}
