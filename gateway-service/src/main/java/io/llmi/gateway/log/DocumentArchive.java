package io.llmi.gateway.log;

import java.io.IOException;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.llmi.events.Document;
import io.llmi.events.JobId;
import io.llmi.events.Json;
import io.llmi.toolkit.blob.BlobStore;
import io.llmi.toolkit.blob.BlobStoreException;
import io.llmi.toolkit.reference.JobObjects;

/** The final documents that the assembler leaves in the blob store. Thread-safe, blocking. */
@ApplicationScoped
public class DocumentArchive {
    private final BlobStore blobs;

    @Inject
    public DocumentArchive(BlobStore blobs) {
        this.blobs = blobs;
    }

    /**
     * The job's final document.
     *
     * @throws BlobStoreException if the store does not answer or what it holds is not a document
     */
    public Optional<Document> read(JobId job) {
        Optional<byte[]> stored = blobs.readObject(JobObjects.document(job));
        if (stored.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Json.mapper().readValue(stored.get(), Document.class));
        } catch (IOException e) {
            throw new BlobStoreException("the archived document of " + job + " cannot be read", e);
        }
    }
}
