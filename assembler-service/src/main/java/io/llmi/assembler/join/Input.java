package io.llmi.assembler.join;

import io.llmi.events.DraftEvent;
import io.llmi.events.JobControl;
import io.llmi.events.JobId;
import io.llmi.events.JobSubmitted;
import io.llmi.events.ToolResult;

/** What the join of a job listens to; may come in any order across kinds, and repeatedly. */
public sealed interface Input {
    JobId job();

    /** The job's own record. */
    record Submitted(JobSubmitted value) implements Input {
        @Override
        public JobId job() {
            return value.id();
        }
    }

    /** The client wants the job to stop. */
    record Cancelled(JobControl.Cancel value) implements Input {
        @Override
        public JobId job() {
            return value.job();
        }
    }

    /** Test-time scaling got on with a candidate. */
    record Progressed(JobControl.Progress value) implements Input {
        @Override
        public JobId job() {
            return value.job();
        }
    }

    /** What the parser read in a draft; records of one draft come in order. */
    record Drafted(DraftEvent value) implements Input {
        @Override
        public JobId job() {
            return value.draft().job();
        }
    }

    /** A tool's answer. */
    record Answered(ToolResult value) implements Input {
        @Override
        public JobId job() {
            return value.call().job();
        }
    }
}
