package io.llmi.gateway.job;

import io.llmi.events.JobId;
import io.llmi.toolkit.reference.Removal;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A job that was deleted.
 *
 * @param blobsDeleted pictures that nobody else used: the document's, those that the client sent, previews
 * @param blobsKept pictures that other jobs use too
 */
@Schema(name = "DeletedJob")
record DeletedJob(@Schema(implementation = String.class) JobId id, boolean deleted, int blobsDeleted, int blobsKept) {
    static DeletedJob of(JobId job, Removal removal) {
        return new DeletedJob(
                job, true, removal.removed().size(), removal.kept().size());
    }
}
