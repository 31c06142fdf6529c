package io.llmi.planner;

import java.time.Clock;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;

import io.llmi.events.EventCodec;
import io.llmi.events.JobSubmitted;
import io.llmi.events.MalformedEventException;
import io.llmi.toolkit.job.JobControls;
import io.llmi.toolkit.kafka.EventPublisher;
import io.llmi.toolkit.queue.DeadLetters;
import io.llmi.toolkit.queue.ShareQueue.Delivery;
import io.llmi.toolkit.queue.ShareQueue.Disposition;
import io.llmi.toolkit.queue.ShareQueue.Handler;
import org.jboss.logging.Logger;

/**
 * Takes one job from the queue and has its draft written, unless nobody wants it any more. Thread-safe.
 *
 * <p>The draft is written on a virtual thread of its own, so that a job's end can interrupt exactly this work and never
 * the slot's next one.
 */
final class JobPlanner implements Handler {
    private static final Logger LOG = Logger.getLogger(JobPlanner.class);
    private static final EventCodec<JobSubmitted> JOBS = EventCodec.of(JobSubmitted.class);

    private final DraftPlanner drafts;
    private final JobControls controls;
    private final DeadLetters deadLetters;
    private final Clock clock;

    JobPlanner(DraftPlanner drafts, JobControls controls, EventPublisher publisher, Clock clock) {
        this.drafts = drafts;
        this.controls = controls;
        this.deadLetters = new DeadLetters(publisher, clock);
        this.clock = clock;
    }

    @Override
    public Disposition handle(Delivery delivery) throws Exception {
        JobSubmitted job;
        try {
            job = JOBS.decode(delivery.value());
        } catch (MalformedEventException e) {
            deadLetters.sendAside(delivery, e.getMessage());
            return Disposition.REJECT;
        }
        if (controls.isStopped(job.id()) || !clock.instant().isBefore(job.deadline())) {
            LOG.infof("job %s: not planned, it was stopped or its deadline has passed", job.id());
            return Disposition.ACCEPT;
        }
        if (job.revision().isPresent()) {
            LOG.debugf("job %s: nothing to plan, it has the document of another job with pictures changed", job.id());
            return Disposition.ACCEPT;
        }
        if (job.wantsCandidates()) {
            LOG.debugf("job %s: left to test-time scaling, which submits it again with its draft", job.id());
            return Disposition.ACCEPT;
        }
        return plan(job, delivery);
    }

    private Disposition plan(JobSubmitted job, Delivery delivery) throws Exception {
        AtomicBoolean stopped = new AtomicBoolean();
        FutureTask<Disposition> task = new FutureTask<>(() ->
                drafts.plan(job, delivery.deliveryCount(), delivery.trace().child(), stopped::get));
        Thread worker = Thread.ofVirtual().name("plan-" + job.id()).start(task);
        try (AutoCloseable forget = controls.onStop(job.id(), () -> {
            stopped.set(true);
            worker.interrupt();
        })) {
            return task.get();
        } catch (InterruptedException e) {
            // The pool stops; the worker answers RELEASE as soon as it has closed its stream.
            worker.interrupt();
            return task.get();
        } catch (ExecutionException e) {
            LOG.errorf(e.getCause(), "job %s: released after a defect", job.id());
            return Disposition.RELEASE;
        }
    }
}
