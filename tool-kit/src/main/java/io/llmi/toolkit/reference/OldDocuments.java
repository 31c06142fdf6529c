package io.llmi.toolkit.reference;

import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

import io.llmi.events.JobId;
import io.llmi.events.Json;
import io.llmi.toolkit.blob.BlobStore;
import org.jboss.logging.Logger;

/**
 * Counts what releases kept that did not count yet: their documents and conversations. Done once for a store; before it is
 * done nothing may be deleted, since a blob without a reference may be theirs. Thread-safe, and harmless if repeated.
 */
final class OldDocuments {
    private static final Logger LOG = Logger.getLogger(OldDocuments.class);
    private static final String COUNTED = "counted/all";
    private static final String SUFFIX = ".json";

    private final BlobStore store;
    private final BlobReferences references;
    private final Clock clock;
    private volatile boolean counted;

    OldDocuments(BlobStore store, BlobReferences references, Clock clock) {
        this.store = store;
        this.references = references;
        this.clock = clock;
    }

    /** Returns when all are counted; quick if they were before. */
    void count() {
        if (counted || store.readObject(COUNTED).isPresent()) {
            counted = true;
            return;
        }
        int jobs = 0;
        for (String kind : List.of(JobObjects.DOCUMENTS, JobObjects.CONVERSATIONS)) {
            for (String name : store.listObjects(kind)) {
                Optional<JobId> job = job(name.substring(kind.length()));
                if (job.isPresent()) {
                    store.readObject(name).ifPresent(json -> references.refer(job.get(), blobs(name, json)));
                    jobs++;
                }
            }
        }
        JobObjects.writeMoment(store, COUNTED, clock.instant());
        counted = true;
        LOG.infof("counted the pictures of %d documents and conversations", jobs);
    }

    private static Optional<JobId> job(String file) {
        String id = file.endsWith(SUFFIX) ? file.substring(0, file.length() - SUFFIX.length()) : "";
        return JobId.isValid(id) ? Optional.of(new JobId(id)) : Optional.empty();
    }

    private static List<String> blobs(String name, byte[] json) {
        try {
            return Json.mapper().readTree(json).findValuesAsText("sha256");
        } catch (IOException e) {
            LOG.warnf("%s is unreadable; its pictures are not counted: %s", name, e.getMessage());
            return List.of();
        }
    }
}
