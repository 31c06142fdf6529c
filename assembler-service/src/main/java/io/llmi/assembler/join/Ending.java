package io.llmi.assembler.join;

import java.util.Optional;

import io.llmi.events.JobStatus;
import io.llmi.events.PlanOutcome;

/**
 * How a job ended.
 *
 * @param error what its document lacks as a whole, for a reader of the document
 */
record Ending(JobStatus status, Optional<String> error) {
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
                Optional.of(reason.isBlank() ? "The job was cancelled." : "The job was cancelled: " + reason));
    }

    static Ending deadlinePassed(Yield yield) {
        return incomplete(yield, "The deadline passed before the document was complete.");
    }

    /** @param message what the planner says went wrong */
    static Ending planned(PlanOutcome outcome, Optional<String> message, Yield yield) {
        return switch (outcome) {
            case COMPLETED -> completed(yield);
            case TRUNCATED -> incomplete(yield, message.orElse("The text breaks off before its end."));
            case FAILED -> incomplete(yield, message.orElse("The planner failed."));
            case CANCELLED -> cancelled(message.orElse(""));
        };
    }

    private static Ending completed(Yield yield) {
        if (yield.isBlank()) {
            return new Ending(JobStatus.FAILED, Optional.of("The planner wrote nothing."));
        }
        if (yield.failedPictures() > 0) {
            int all = yield.pictures() + yield.failedPictures();
            return new Ending(
                    JobStatus.PARTIAL,
                    Optional.of("%d of %d pictures could not be made.".formatted(yield.failedPictures(), all)));
        }
        return new Ending(JobStatus.COMPLETED, Optional.empty());
    }

    private static Ending incomplete(Yield yield, String why) {
        return new Ending(yield.isUsable() ? JobStatus.PARTIAL : JobStatus.FAILED, Optional.of(why));
    }
}
