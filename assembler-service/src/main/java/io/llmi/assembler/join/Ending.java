package io.llmi.assembler.join;

import java.util.Optional;

import io.llmi.events.Document.Lack;
import io.llmi.events.JobStatus;
import io.llmi.events.PlanOutcome;

/**
 * How a job ended.
 *
 * @param error what its document lacks as a whole, for a reader of the document
 * @param lack the same for programs, of a document that is partial
 */
record Ending(JobStatus status, Optional<String> error, Optional<Lack> lack) {
    /** What there is at the end. */
    record Yield(boolean text, int pictures, int failedPictures) {
        private boolean isUsable() {
            return text || pictures > 0;
        }

        private boolean isBlank() {
            return !isUsable() && failedPictures == 0;
        }
    }

    static Ending cancelled(String reason) {
        return new Ending(
                JobStatus.CANCELLED,
                Optional.of(reason.isBlank() ? "The job was cancelled." : "The job was cancelled: " + reason),
                Optional.empty());
    }

    static Ending deadlinePassed(Yield yield) {
        return incomplete(yield, "The deadline passed before the document was complete.", Lack.TIME);
    }

    /** @param message what the planner says went wrong */
    static Ending planned(PlanOutcome outcome, Optional<String> message, Yield yield) {
        return switch (outcome) {
            case COMPLETED -> completed(yield);
            case TRUNCATED -> incomplete(yield, message.orElse("The text breaks off before its end."), Lack.TEXT);
            case FAILED -> incomplete(yield, message.orElse("The planner failed."), Lack.TEXT);
            case CANCELLED -> cancelled(message.orElse(""));
        };
    }

    private static Ending completed(Yield yield) {
        if (yield.isBlank()) {
            return new Ending(JobStatus.FAILED, Optional.of("The planner wrote nothing."), Optional.empty());
        }
        if (yield.failedPictures() > 0) {
            int all = yield.pictures() + yield.failedPictures();
            return new Ending(
                    JobStatus.PARTIAL,
                    Optional.of("%d of %d pictures could not be made.".formatted(yield.failedPictures(), all)),
                    Optional.of(Lack.PICTURES));
        }
        return new Ending(JobStatus.COMPLETED, Optional.empty(), Optional.empty());
    }

    private static Ending incomplete(Yield yield, String why, Lack lack) {
        return yield.isUsable()
                ? new Ending(JobStatus.PARTIAL, Optional.of(why), Optional.of(lack))
                : new Ending(JobStatus.FAILED, Optional.of(why), Optional.empty());
    }
}
