package io.llmi.toolkit.job;

import io.llmi.events.JobId;

/** Which jobs are no longer wanted. Thread-safe. */
public interface JobControls {
    /** Whether the job was cancelled or closed; remembered for an hour after it was. */
    boolean isStopped(JobId job);

    /**
     * Calls back once, on another thread, when the job is cancelled or closed; at once if it already is.
     *
     * @return a handle that forgets the callback; close it when the work is done
     */
    AutoCloseable onStop(JobId job, Runnable callback);
}
