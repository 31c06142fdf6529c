package io.llmi.gateway.conversation;

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

/** The conversations that jobs were submitted with, kept where all gateways see them. Thread-safe, blocking. */
@ApplicationScoped
public class Conversations {
    private final BlobStore blobs;

    @Inject
    public Conversations(BlobStore blobs) {
        this.blobs = blobs;
    }

    public void keep(JobId job, Conversation conversation) {
        try {
            blobs.writeObject(JobObjects.conversation(job), Json.mapper().writeValueAsBytes(conversation));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write a conversation as JSON", e);
        }
    }

    /** What the job was asked, or empty if it is no longer kept. */
    public Optional<Conversation> of(JobId job) {
        Optional<byte[]> stored = blobs.readObject(JobObjects.conversation(job));
        if (stored.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Json.mapper().readValue(stored.get(), Conversation.class));
        } catch (IOException e) {
            throw new BlobStoreException("the conversation of " + job + " cannot be read", e);
        }
    }

    public void delete(JobId job) {
        blobs.deleteObject(JobObjects.conversation(job));
    }
}
