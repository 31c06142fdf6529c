package io.llmi.planner;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import io.llmi.events.DraftId;
import io.llmi.events.EventCodec;
import io.llmi.events.PlanContext;
import io.llmi.events.PlanEvent;
import io.llmi.events.PlanOutcome;
import io.llmi.events.TokenUsage;
import io.llmi.events.Topics;
import io.llmi.events.TraceParent;
import io.llmi.planner.backend.TextSink;
import io.llmi.toolkit.kafka.EventPublisher;
import org.jspecify.annotations.Nullable;

/**
 * Publishes one run of a draft. Text is gathered: a piece goes out at once if the last record is older than the
 * interval, else when the interval is over or enough characters have come. So a slow model's tokens are not delayed and
 * a fast model's do not become a record each. A surrogate pair is never cut.
 *
 * <p>At most {@code inFlight} records wait for the broker; then {@link #text} blocks, and with it the model's stream.
 *
 * <p>Used by one thread; a second one of its own sends what is due when no more text comes.
 */
final class PlanWriter implements TextSink, AutoCloseable {
    private static final EventCodec<PlanEvent> CODEC = EventCodec.of(PlanEvent.class);
    private static final int MAX_RECORD_CHARS = 32 * 1024;

    /**
     * How text is gathered.
     *
     * @param interval the least time between two records, and the longest that text waits
     * @param chars that are sent without waiting
     * @param inFlight unacknowledged records at which the writer blocks
     */
    record Settings(Duration interval, int chars, int inFlight) {}

    /**
     * Which run is written.
     *
     * @param run random, one per attempt
     */
    record Run(DraftId draft, long epoch, String run, TraceParent trace) {}

    private final EventPublisher publisher;
    private final Run run;
    private final Settings settings;
    private final Semaphore inFlight;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final StringBuilder buffer = new StringBuilder();
    private final Thread flusher;
    private int seq;
    private long lastPublished;
    private boolean closed;

    PlanWriter(EventPublisher publisher, Run run, Settings settings) {
        this.publisher = publisher;
        this.run = run;
        this.settings = settings;
        this.inFlight = new Semaphore(settings.inFlight());
        this.lastPublished = System.nanoTime() - settings.interval().toNanos();
        this.flusher = Thread.ofVirtual().name("plan-writer-" + run.draft()).start(this::flushWhenDue);
    }

    /** Publishes the run's first record. */
    void started(PlanContext context) throws InterruptedException {
        locked(() -> publish(new PlanEvent.Started(run.draft(), run.epoch(), run.run(), seq, context)));
    }

    /** @throws PublishFailedException if an earlier record did not reach the broker */
    @Override
    public void text(String piece) throws InterruptedException {
        if (piece.isEmpty()) {
            return;
        }
        locked(() -> {
            buffer.append(piece);
            if (buffer.length() >= settings.chars() || untilDue() <= 0) {
                flush(false);
            } else {
                changed.signal();
            }
        });
    }

    /**
     * Publishes the last text and the run's last record, and waits until the broker has all of the run.
     *
     * @throws PublishFailedException if the broker did not take all of it
     */
    void ended(PlanOutcome outcome, Optional<String> message, TokenUsage usage) throws InterruptedException {
        locked(() -> {
            flush(true);
            publish(new PlanEvent.Ended(run.draft(), run.epoch(), run.run(), seq, outcome, message, usage));
            closed = true;
            changed.signal();
        });
        inFlight.acquire(settings.inFlight());
        inFlight.release(settings.inFlight());
        throwIfFailed();
    }

    /** Drops text that is not published yet; to be called when the run is over, however it ended. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
        // It may wait for an acknowledgement.
        flusher.interrupt();
    }

    private void flushWhenDue() {
        try {
            lock.lockInterruptibly();
            try {
                while (!closed) {
                    if (buffer.isEmpty()) {
                        changed.await();
                    } else if (untilDue() > 0) {
                        changed.await(untilDue(), TimeUnit.NANOSECONDS);
                    } else if (!flush(false)) {
                        // Half a surrogate pair: the other half is the next text.
                        changed.await();
                    }
                }
            } finally {
                lock.unlock();
            }
        } catch (InterruptedException e) {
            // Closed: there is no more to send.
        } catch (PublishFailedException e) {
            // Kept in `failure`; the writing thread meets it with its next piece.
        }
    }

    private long untilDue() {
        return lastPublished + settings.interval().toNanos() - System.nanoTime();
    }

    /** Publishes what has gathered; returns false if that is nothing, or only the first half of a surrogate pair. */
    private boolean flush(boolean last) throws InterruptedException {
        boolean sent = false;
        while (!buffer.isEmpty()) {
            int end = Math.min(buffer.length(), MAX_RECORD_CHARS);
            boolean cutsPair = Character.isHighSurrogate(buffer.charAt(end - 1)) && !(last && end == buffer.length());
            end = cutsPair ? end - 1 : end;
            if (end == 0) {
                return sent;
            }
            publish(new PlanEvent.Text(
                    run.draft(), run.epoch(), run.run(), seq, WellFormed.text(buffer.substring(0, end))));
            buffer.delete(0, end);
            sent = true;
        }
        return sent;
    }

    private void publish(PlanEvent event) throws InterruptedException {
        throwIfFailed();
        inFlight.acquire();
        seq++;
        lastPublished = System.nanoTime();
        publisher
                .publish(Topics.PLAN_CHUNKS, run.draft().job().value(), event, CODEC, run.trace())
                .whenComplete((done, error) -> {
                    if (error != null) {
                        failure.compareAndSet(null, error);
                    }
                    inFlight.release();
                });
    }

    private void throwIfFailed() {
        Throwable cause = failure.get();
        if (cause != null) {
            throw new PublishFailedException(cause);
        }
    }

    private interface Step {
        void run() throws InterruptedException;
    }

    private void locked(Step step) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            step.run();
        } finally {
            lock.unlock();
        }
    }
}
