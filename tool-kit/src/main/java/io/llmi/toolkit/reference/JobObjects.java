package io.llmi.toolkit.reference;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

import io.llmi.events.JobId;
import io.llmi.toolkit.blob.BlobStore;

/** Names of the objects that are kept for a job, for all who read or delete them. */
public final class JobObjects {
    /** Where ended documents are. */
    public static final String DOCUMENTS = "documents/";

    /** Where conversations are. */
    static final String CONVERSATIONS = "conversations/";

    static final String DELETED = "deleted/";
    static final String UNFINISHED = "deletions/";

    private JobObjects() {}

    /** The final document. */
    public static String document(JobId job) {
        return DOCUMENTS + job + ".json";
    }

    /** The conversation that the job answers. */
    public static String conversation(JobId job) {
        return CONVERSATIONS + job + ".json";
    }

    /** What is kept of a response of the OpenAI-compatible API. */
    public static String response(JobId job) {
        return "responses/" + job + ".json";
    }

    /** Says that the job was deleted, to those who hear of it late. */
    static String deleted(JobId job) {
        return DELETED + job;
    }

    /** Says that the job's deletion has to be gone through once more. */
    static String unfinished(JobId job) {
        return UNFINISHED + job;
    }

    /** Prefix of the blobs that a job uses. */
    static String holdings(JobId job) {
        return "holdings/" + job + "/";
    }

    /** Prefix of the jobs that use a blob. */
    static String references(String sha256) {
        return "refs/" + sha256.substring(0, 2) + "/" + sha256 + "/";
    }

    /** Says that somebody is about to delete a blob. */
    static String condemned(String sha256) {
        return "condemned/" + sha256;
    }

    /** Prefix of the jobs that were submitted for a job. */
    static String children(JobId job) {
        return "children/" + job + "/";
    }

    /** Writes an object that says since when. */
    static void writeMoment(BlobStore store, String name, Instant moment) {
        store.writeObject(name, moment.toString().getBytes(StandardCharsets.UTF_8));
    }
}
