package io.llmi.gateway.openai;

import java.io.IOException;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.llmi.events.JobId;
import io.llmi.events.Json;
import io.llmi.toolkit.blob.BlobStore;
import io.llmi.toolkit.blob.BlobStoreException;
import io.llmi.toolkit.reference.JobObjects;

/** The records of responses, in the blob store. Thread-safe, blocking. */
@ApplicationScoped
class ResponseRecords {
    private final BlobStore blobs;

    @Inject
    ResponseRecords(BlobStore blobs) {
        this.blobs = blobs;
    }

    void write(ResponseRecord record) {
        try {
            blobs.writeObject(JobObjects.response(record.job()), Json.mapper().writeValueAsBytes(record));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write a response record as JSON", e);
        }
    }

    Optional<ResponseRecord> read(JobId job) {
        Optional<byte[]> stored = blobs.readObject(JobObjects.response(job));
        if (stored.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Json.mapper().readValue(stored.get(), ResponseRecord.class));
        } catch (IOException e) {
            throw new BlobStoreException("the response record of " + job + " cannot be read", e);
        }
    }
}
