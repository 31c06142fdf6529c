package io.llmi.assembler.stream;

import java.time.Instant;

import io.llmi.assembler.join.JobJoin;
import io.llmi.events.JobId;
import io.llmi.events.TraceParent;

/** An open job on the heap, and how far its journal goes. */
final class LiveJob {
    private final JobId id;
    private final Opening opening;
    private final TraceParent trace;
    private final JobJoin join;
    private int entries;

    LiveJob(JobId id, Opening opening) {
        this.id = id;
        this.opening = opening;
        this.trace = TraceParent.parse(opening.trace()).orElseGet(TraceParent::start);
        this.join = new JobJoin(opening.limits());
    }

    JobId id() {
        return id;
    }

    Opening opening() {
        return opening;
    }

    TraceParent trace() {
        return trace;
    }

    JobJoin join() {
        return join;
    }

    Instant openedAt() {
        return opening.at();
    }

    int entries() {
        return entries;
    }

    /** The number of the next journal entry. */
    int nextEntry() {
        return entries++;
    }
}
