package io.llmi.judge.run;

import java.util.concurrent.CompletableFuture;

import io.llmi.events.Document;
import io.llmi.events.JobId;

/** Waits for the final documents of jobs. Thread-safe. */
public interface DocumentWaits {
    /** The job's final document when it comes; to be called before the job is published. */
    CompletableFuture<Document> await(JobId job);

    /** Waits no longer. */
    void forget(JobId job);
}
