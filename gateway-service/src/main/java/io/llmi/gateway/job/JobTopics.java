package io.llmi.gateway.job;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import jakarta.enterprise.context.ApplicationScoped;

import io.llmi.events.EventCodec;
import io.llmi.events.JobControl;
import io.llmi.events.JobId;
import io.llmi.events.JobSubmitted;
import io.llmi.events.Topics;
import io.llmi.events.TraceParent;
import io.llmi.gateway.GatewayConfig;
import io.llmi.gateway.http.ProblemException;
import io.llmi.toolkit.kafka.EventPublisher;
import org.jboss.logging.Logger;

/**
 * What the gateway says of jobs to the services. A method that returned has its records acknowledged; one that threw
 * {@link ProblemException} does not know. Thread-safe, blocking.
 */
@ApplicationScoped
class JobTopics {
    private static final Logger LOG = Logger.getLogger(JobTopics.class);
    private static final EventCodec<JobSubmitted> SUBMITTED = EventCodec.of(JobSubmitted.class);
    private static final EventCodec<JobControl> CONTROL = EventCodec.of(JobControl.class);

    private final EventPublisher publisher;
    private final Duration timeout;

    JobTopics(EventPublisher publisher, GatewayConfig config) {
        this.publisher = publisher;
        this.timeout = config.admission().publishTimeout();
    }

    void submit(JobSubmitted job, TraceParent trace) throws InterruptedException {
        await(job.id(), publisher.publish(Topics.JOBS, job.id().value(), job, SUBMITTED, trace));
    }

    void cancel(JobId job, Instant now, TraceParent trace) throws InterruptedException {
        JobControl cancel = new JobControl.Cancel(job, now, "cancelled by the client");
        await(job, publisher.publish(Topics.JOB_CONTROL, job.value(), cancel, CONTROL, trace));
    }

    /** Takes the job off the list of all gateways, and any message about its end that is still to be delivered. */
    void forget(JobId job, TraceParent trace) throws InterruptedException {
        await(
                job,
                CompletableFuture.allOf(
                        publisher.tombstone(Topics.JOB_SUMMARIES, job.value(), trace),
                        publisher.tombstone(Topics.WEBHOOKS, job.value(), trace)));
    }

    private void await(JobId job, CompletableFuture<Void> acknowledged) throws InterruptedException {
        try {
            acknowledged.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.errorf("%s: Kafka did not acknowledge: %s", job, e);
            throw ProblemException.unavailable(
                    "the request could not be queued; try again, with an Idempotency-Key to be safe from doubles",
                    Duration.ofSeconds(2));
        }
    }
}
