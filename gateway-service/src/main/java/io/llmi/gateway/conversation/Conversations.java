package io.llmi.gateway.conversation;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.llmi.events.BlobRef;
import io.llmi.events.JobId;
import io.llmi.events.JobSubmitted;
import io.llmi.events.Json;
import io.llmi.events.Message;
import io.llmi.toolkit.blob.BlobStore;
import io.llmi.toolkit.blob.BlobStoreException;
import org.jspecify.annotations.Nullable;

/** What jobs were submitted with, kept where all gateways see it. Thread-safe, blocking. */
@ApplicationScoped
public class Conversations {
    private final BlobStore blobs;

    @Inject
    public Conversations(BlobStore blobs) {
        this.blobs = blobs;
    }

    /**
     * What a job was asked.
     *
     * @param tools that it may use; empty means every registered one
     */
    public record Asked(List<Message> messages, List<BlobRef> images, List<String> tools) {
        public Asked {
            messages = List.copyOf(messages);
            images = List.copyOf(images);
            tools = copy(tools);
        }

        private static List<String> copy(@Nullable List<String> list) {
            return list == null ? List.of() : List.copyOf(list);
        }
    }

    public void keep(JobSubmitted job) {
        try {
            Asked asked = new Asked(job.messages(), job.images(), job.tools());
            blobs.writeObject(name(job.id()), Json.mapper().writeValueAsBytes(asked));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write a conversation as JSON", e);
        }
    }

    /** The conversation of a job, or empty if it is no longer kept. */
    public Optional<Conversation> of(JobId job) {
        return asked(job).map(asked -> new Conversation(asked.messages(), asked.images()));
    }

    /** What the job was asked, or empty if it is no longer kept. */
    public Optional<Asked> asked(JobId job) {
        Optional<byte[]> stored = blobs.readObject(name(job));
        if (stored.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Json.mapper().readValue(stored.get(), Asked.class));
        } catch (IOException e) {
            throw new BlobStoreException("the conversation of " + job + " cannot be read", e);
        }
    }

    public void delete(JobId job) {
        blobs.deleteObject(name(job));
    }

    private static String name(JobId job) {
        return "conversations/" + job + ".json";
    }
}
