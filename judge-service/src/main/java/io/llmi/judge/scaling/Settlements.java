package io.llmi.judge.scaling;

import java.util.List;

import io.llmi.events.CallId;
import io.llmi.events.DraftId;
import io.llmi.events.JobId;
import io.llmi.events.Provenance;
import io.llmi.events.ToolResult;
import io.llmi.events.ToolSuccess;
import io.llmi.toolkit.blob.BlobStore;
import io.llmi.toolkit.ledger.CallLedger;

/** Has a job's calls answered with what the same calls of another job gave. Thread-safe. */
final class Settlements {
    private final BlobStore blobs;

    Settlements(BlobStore blobs) {
        this.blobs = blobs;
    }

    /** To be called before the job is published. Calls that failed are made again. */
    void settle(JobId job, List<ToolResult> results) {
        results.forEach(result -> {
            if (result.outcome() instanceof ToolSuccess success) {
                CallLedger.settle(
                        blobs,
                        new ToolResult(
                                own(job, result.call()),
                                result.tool(),
                                result.fingerprint(),
                                own(job, success),
                                result.attempt(),
                                result.worker(),
                                result.requestedAt(),
                                result.startedAt(),
                                result.finishedAt()));
            }
        });
    }

    private static CallId own(JobId job, CallId call) {
        return new CallId(new DraftId(job, 0), call.slot());
    }

    /** An edit was made of the same picture of this job. */
    private static ToolSuccess own(JobId job, ToolSuccess success) {
        Provenance origin = success.provenance();
        return new ToolSuccess(
                success.image(),
                success.alt(),
                origin.withDerivedFrom(origin.derivedFrom().map(source -> own(job, source))),
                success.warnings());
    }

    private static String own(JobId job, String source) {
        try {
            return own(job, CallId.parse(source)).toString();
        } catch (IllegalArgumentException e) {
            // One of the user's pictures.
            return source;
        }
    }
}
