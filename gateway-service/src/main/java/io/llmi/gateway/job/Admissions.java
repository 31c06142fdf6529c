package io.llmi.gateway.job;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.llmi.events.JobId;
import io.llmi.events.JobSummary;
import io.llmi.events.Json;
import io.llmi.gateway.http.ProblemException;
import io.llmi.toolkit.blob.BlobStore;
import io.llmi.toolkit.blob.BlobStoreException;

/**
 * Lets the first of several submissions with the same idempotency key through, whichever gateways they reach; the
 * others wait until that one is published or given up. Thread-safe, blocking.
 */
final class Admissions {
    private static final Duration POLL = Duration.ofMillis(50);

    private final BlobStore blobs;
    private final Clock clock;
    private final Duration takeOverAfter;
    private final Pause pause;

    /** How to wait; tests move their clock instead. */
    interface Pause {
        void pause(Duration time) throws InterruptedException;
    }

    /** @param takeOverAfter age from which an attempt that was not acknowledged is given up */
    Admissions(BlobStore blobs, Clock clock, Duration takeOverAfter, Pause pause) {
        this.blobs = blobs;
        this.clock = clock;
        this.takeOverAfter = takeOverAfter;
        this.pause = pause;
    }

    /** What to do with a submission. */
    sealed interface Decision {
        /** Publish the job. */
        record Publish(Admission admission) implements Decision {}

        /** It was published before. */
        record Replay(Admission admission) implements Decision {}
    }

    /**
     * Whether the key was used before, with the same body.
     *
     * @throws ProblemException 409 if it was used with another one
     */
    Optional<Admission> published(JobId id, String bodySha256) {
        return read(id).map(earlier -> requireSameBody(earlier, bodySha256)).filter(Admission::published);
    }

    /**
     * Decides about a submission, atomically among all gateways.
     *
     * @param summary the job as created at a moment
     * @throws ProblemException 409 if the key was used with another body
     */
    Decision admit(JobId id, String bodySha256, Function<Instant, JobSummary> summary) throws InterruptedException {
        while (true) {
            Instant now = clock.instant();
            Admission mine = new Admission(bodySha256, summary.apply(now), now, false);
            if (blobs.createObject(name(id), json(mine))) {
                return new Decision.Publish(mine);
            }
            Optional<Admission> earlier = read(id).map(found -> requireSameBody(found, bodySha256));
            if (earlier.isPresent() && earlier.get().published()) {
                return new Decision.Replay(earlier.get());
            }
            if (earlier.isPresent()
                    && !earlier.get().attemptedAt().plus(takeOverAfter).isAfter(now)) {
                write(id, mine);
                return new Decision.Publish(mine);
            }
            pause.pause(POLL);
        }
    }

    void markPublished(JobId id, Admission admission) {
        write(id, admission.asPublished());
    }

    /** Lets the next submission try at once, unless another one has succeeded meanwhile. */
    void markFailed(JobId id, Admission admission) {
        if (read(id).filter(Admission::published).isEmpty()) {
            write(id, admission.asFailed());
        }
    }

    void forget(JobId id) {
        blobs.deleteObject(name(id));
    }

    private static Admission requireSameBody(Admission earlier, String bodySha256) {
        if (!earlier.bodySha256().equals(bodySha256)) {
            throw ProblemException.conflict(
                    "idempotency-key-reused",
                    "The idempotency key was used before",
                    "this Idempotency-Key belongs to a submission with another body; use a new key");
        }
        return earlier;
    }

    private Optional<Admission> read(JobId id) {
        Optional<byte[]> stored = blobs.readObject(name(id));
        if (stored.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Json.mapper().readValue(stored.get(), Admission.class));
        } catch (IOException e) {
            throw new BlobStoreException("the admission of " + id + " cannot be read", e);
        }
    }

    private void write(JobId id, Admission admission) {
        blobs.writeObject(name(id), json(admission));
    }

    private static byte[] json(Admission admission) {
        try {
            return Json.mapper().writeValueAsBytes(admission);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write an admission as JSON", e);
        }
    }

    private static String name(JobId id) {
        return "admissions/" + id;
    }
}
