package io.llmi.gateway.log;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import io.llmi.events.Document;
import io.llmi.events.JobId;

/**
 * The part of one job's log that is in memory: an unbroken run of events, which grows at its end by the live tail and
 * at its beginning by a backfill. Positions make repeats and gaps visible. Thread-safe; any number of readers wait on
 * it.
 */
final class JobLog {
    /** What a log and an entry take beside their bytes, roughly. */
    private static final int LOG_OVERHEAD = 512;

    private static final int ENTRY_OVERHEAD = 64;
    /** How much one read hands out, so that a reader far behind does not hold a whole log in its socket's buffer. */
    private static final int MAX_READ_BYTES = 64 * 1024;

    private final JobId job;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ReentrantLock backfill = new ReentrantLock();
    private final List<LogEntry> entries = new ArrayList<>();
    private long first;
    private boolean startKnown;
    private boolean detached;
    private long bytes = LOG_OVERHEAD;
    private Optional<Document> folded = Optional.empty();
    private int foldedEntries;
    private volatile long lastUsed = System.nanoTime();

    /** @param startKnown whether the job's first event will be appended here, because the job begins only now */
    JobLog(JobId job, boolean startKnown) {
        this.job = job;
        this.startKnown = startKnown;
    }

    /**
     * What a reader gets.
     *
     * @param entries the events from the asked position on, possibly none yet
     * @param lost this log will not have the asked position: open the job's log anew
     */
    record Read(List<LogEntry> entries, boolean lost) {
        boolean ended() {
            return !entries.isEmpty() && entries.getLast().last();
        }
    }

    /** What an empty log takes in memory. */
    static long overheadBytes() {
        return LOG_OVERHEAD;
    }

    JobId job() {
        return job;
    }

    /** Held by whoever reads the missing beginning back, so that one reader does it for all. */
    ReentrantLock backfillLock() {
        return backfill;
    }

    /** When it was last read or appended to, by {@link System#nanoTime()}. */
    long lastUsed() {
        return lastUsed;
    }

    void touch() {
        lastUsed = System.nanoTime();
    }

    /** Takes the next event; drops one that is there already. Returns by how many bytes the log grew. */
    long append(LogEntry entry) {
        lock.lock();
        try {
            if (detached) {
                return 0;
            }
            touch();
            long before = bytes;
            if (entries.isEmpty() && !startKnown) {
                first = entry.seq();
            }
            if (entry.seq() > next()) {
                // Events between are missing; what comes before them is read back when someone asks for it.
                clear(entry.seq());
            }
            if (entry.seq() == next()) {
                add(entry);
            }
            changed.signalAll();
            return bytes - before;
        } finally {
            lock.unlock();
        }
    }

    /** Joins events read back, the first being the job's first, with what is here. Returns by how much the log grew. */
    long join(List<LogEntry> history) {
        lock.lock();
        try {
            if (detached || history.isEmpty() || isComplete() && !entries.isEmpty()) {
                return 0;
            }
            long before = bytes;
            List<LogEntry> live = List.copyOf(entries);
            clear(0);
            startKnown = true;
            history.forEach(this::addIfNext);
            live.forEach(this::addIfNext);
            changed.signalAll();
            return bytes - before;
        } finally {
            lock.unlock();
        }
    }

    /** Whether the log reaches back to the job's first event. */
    boolean isComplete() {
        lock.lock();
        try {
            return startKnown || !entries.isEmpty() && first == 0;
        } finally {
            lock.unlock();
        }
    }

    boolean isEnded() {
        lock.lock();
        try {
            return !entries.isEmpty() && entries.getLast().last();
        } finally {
            lock.unlock();
        }
    }

    /** The position after the last event here. */
    long nextSeq() {
        lock.lock();
        try {
            return next();
        } finally {
            lock.unlock();
        }
    }

    /** Events from a position on; waits for the first of them up to the given time. */
    Read read(long from, Duration wait) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            touch();
            long nanos = wait.toNanos();
            while (!detached && from >= next() && nanos > 0 && !(from > first && endedHere())) {
                nanos = changed.awaitNanos(nanos);
            }
            if (detached || from < first) {
                return new Read(List.of(), true);
            }
            return new Read(slice((int) Math.min(from - first, entries.size())), false);
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the log reaches a position; false if it did not in time. */
    boolean awaitSeq(long seq, Duration wait) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long nanos = wait.toNanos();
            while (!detached && next() < seq && !endedHere() && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
            return next() >= seq;
        } finally {
            lock.unlock();
        }
    }

    /** The document as the events so far make it; {@code start} is what it is before the first one. */
    Document document(Document start) {
        lock.lock();
        try {
            Document document = folded.orElse(start);
            for (LogEntry entry : entries.subList(foldedEntries, entries.size())) {
                document = document.after(entry.event());
            }
            folded = Optional.of(document);
            foldedEntries = entries.size();
            return document;
        } finally {
            lock.unlock();
        }
    }

    /** Takes the log out of use; its readers are told to open it anew. Returns the bytes that it held. */
    long detach() {
        lock.lock();
        try {
            detached = true;
            changed.signalAll();
            return bytes;
        } finally {
            lock.unlock();
        }
    }

    private long next() {
        return first + entries.size();
    }

    private boolean endedHere() {
        return !entries.isEmpty() && entries.getLast().last();
    }

    private List<LogEntry> slice(int from) {
        int to = from;
        long size = 0;
        while (to < entries.size() && (to == from || size + entries.get(to).sse().length <= MAX_READ_BYTES)) {
            size += entries.get(to).sse().length;
            to++;
        }
        return List.copyOf(entries.subList(from, to));
    }

    private void addIfNext(LogEntry entry) {
        if (entry.seq() == next()) {
            add(entry);
        }
    }

    private void add(LogEntry entry) {
        entries.add(entry);
        bytes += entry.sse().length + ENTRY_OVERHEAD;
    }

    private void clear(long newFirst) {
        entries.clear();
        first = newFirst;
        startKnown = false;
        bytes = LOG_OVERHEAD;
        folded = Optional.empty();
        foldedEntries = 0;
    }
}
