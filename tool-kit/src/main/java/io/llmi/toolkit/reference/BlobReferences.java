package io.llmi.toolkit.reference;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.llmi.events.JobId;
import io.llmi.toolkit.blob.BlobStore;

/**
 * Counts the jobs that use a blob, in the blob store itself: one empty object for each pair of a blob and a job, under the
 * blob's name to be counted and under the job's to be found. Both are there before the blob is. Thread-safe among all
 * processes, blocking; what a dead process left undone is done by whoever repeats it.
 *
 * @see Removals how a blob goes that may be wanted again at the same moment
 */
@ApplicationScoped
public class BlobReferences {
    private static final byte[] NOTHING = new byte[0];

    private final BlobStore store;
    private final Removals removals;
    private final OldDocuments old;
    private final Clock clock;

    @Inject
    public BlobReferences(BlobStore store) {
        this(store, Clock.systemUTC());
    }

    public BlobReferences(BlobStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
        this.removals = new Removals(store, clock);
        this.old = new OldDocuments(store, this, clock);
    }

    /** Keeps a content that a job uses, and returns its name; see {@link BlobStore#put}. */
    public String put(JobId job, byte[] content) {
        refer(job, BlobStore.nameOf(content));
        return store.put(content);
    }

    /** Says that a job uses blobs which are there for another reason. What is no name of a blob is left out. */
    public void refer(JobId job, Collection<String> blobs) {
        blobs.stream().filter(BlobStore::isName).distinct().forEach(sha256 -> refer(job, sha256));
    }

    private void refer(JobId job, String sha256) {
        store.createObject(JobObjects.holdings(job) + sha256, NOTHING);
        store.createObject(JobObjects.references(sha256) + job, NOTHING);
        removals.awaitEnd(sha256);
    }

    /** Says that a job was submitted for another one, which takes it along when it is deleted. */
    public void adopt(JobId parent, JobId child) {
        store.createObject(JobObjects.children(parent) + child, NOTHING);
    }

    /** Whether the job was deleted, as far as that is still remembered. */
    public boolean isDeleted(JobId job) {
        return store.readObject(JobObjects.deleted(job)).isPresent();
    }

    /** A job of this id is submitted again: nothing may take it for the deleted one. */
    public void revive(JobId job) {
        store.deleteObject(JobObjects.deleted(job));
        store.deleteObject(JobObjects.unfinished(job));
    }

    /**
     * Deletes the job's blobs, its archived document, and all that was submitted for it. From the beginning of this call on
     * {@link #isDeleted} says so; if the call fails, the {@link RemovalJanitor} goes on with it.
     */
    public Removal delete(JobId job) {
        countOld();
        Instant now = clock.instant();
        JobObjects.writeMoment(store, JobObjects.unfinished(job), now);
        JobObjects.writeMoment(store, JobObjects.deleted(job), now);
        return purge(job);
    }

    /** Counts what older releases left in the store, if that was not done yet; may take long then. */
    void countOld() {
        old.count();
    }

    /** Takes back all references of a job that never came to be. */
    public void release(JobId job) {
        countOld();
        blobsOf(job);
    }

    /** Goes through a deletion, again if it was gone through before. */
    Removal purge(JobId job) {
        Removal all = new Removal(Set.of(), Set.of());
        for (String name : store.listObjects(JobObjects.children(job))) {
            all = all.then(delete(new JobId(last(name))));
            store.deleteObject(name);
        }
        store.deleteObject(JobObjects.document(job));
        return all.then(blobsOf(job));
    }

    /** Ends what {@link #delete} began. */
    void finish(JobId job) {
        purge(job);
        store.deleteObject(JobObjects.unfinished(job));
    }

    /** Forgets that a job was deleted. */
    void forget(JobId job) {
        store.deleteObject(JobObjects.deleted(job));
    }

    /** Jobs whose deletion began before a moment and was not gone through again. */
    Collection<JobId> unfinished(Instant before, int limit) {
        return jobs(JobObjects.UNFINISHED, before, limit);
    }

    /** Jobs that were deleted before a moment. */
    Collection<JobId> deleted(Instant before, int limit) {
        return jobs(JobObjects.DELETED, before, limit);
    }

    private Collection<JobId> jobs(String prefix, Instant before, int limit) {
        return store.objectsOlderThan(prefix, before, limit).stream()
                .map(name -> new JobId(last(name)))
                .toList();
    }

    private Removal blobsOf(JobId job) {
        Set<String> removed = new HashSet<>();
        Set<String> kept = new HashSet<>();
        for (String holding : store.listObjects(JobObjects.holdings(job))) {
            String sha256 = last(holding);
            store.deleteObject(JobObjects.references(sha256) + job);
            (removals.removeUnused(sha256) ? removed : kept).add(sha256);
            // Last: it is what a repetition finds the blob by.
            store.deleteObject(holding);
        }
        return new Removal(removed, kept);
    }

    private static String last(String name) {
        return name.substring(name.lastIndexOf('/') + 1);
    }
}
