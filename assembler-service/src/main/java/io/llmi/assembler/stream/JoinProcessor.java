package io.llmi.assembler.stream;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import io.llmi.assembler.join.JoinLimits;
import io.llmi.assembler.join.Step;
import io.llmi.events.MalformedEventException;
import io.llmi.events.TraceParent;
import io.llmi.toolkit.kafka.EventHeaders;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jboss.logging.Logger;

/**
 * Joins the jobs of one task. Each record that changes a job is journaled before its effects are sent, in the
 * transaction of both.
 */
final class JoinProcessor implements Processor<String, byte[], String, Outbound> {
    private static final Logger LOG = Logger.getLogger(JoinProcessor.class);

    /** What a task has between init and close; made anew by each init, since a revived task is initialised again. */
    private record Task(ProcessorContext<String, Outbound> context, OpenJobs jobs, Outbox outbox) {
        Instant now() {
            return Instant.ofEpochMilli(context.currentSystemTimeMs());
        }
    }

    private final JoinLimits limits;
    private final Duration retention;
    private final Duration checkInterval;
    private final InputReader reader = new InputReader();
    private Optional<Task> task = Optional.empty();

    JoinProcessor(JoinLimits limits, Duration retention, Duration checkInterval) {
        this.limits = limits;
        this.retention = retention;
        this.checkInterval = checkInterval;
    }

    @Override
    public void init(ProcessorContext<String, Outbound> context) {
        Journal journal = new Journal(context.getStateStore(AssemblerTopology.JOURNAL));
        OpenJobs jobs = new OpenJobs(journal, limits, retention, reader);
        jobs.restore();
        Task started = new Task(context, jobs, new Outbox(context));
        task = Optional.of(started);
        context.schedule(checkInterval, PunctuationType.WALL_CLOCK_TIME, timestamp -> tick(started));
    }

    @Override
    public void process(Record<String, byte[]> record) {
        Task current = task.orElseThrow(() -> new IllegalStateException("the processor is not initialised"));
        TraceParent trace = EventHeaders.trace(record.headers());
        Instant now = current.now();
        try {
            read(current, record)
                    .flatMap(arrival -> current.jobs().take(arrival, trace, now))
                    .ifPresent(stepped -> send(current, stepped, trace, now));
        } catch (MalformedEventException e) {
            LOG.warnf("sent a record of job %s to the dead letters: %s", record.key(), e.getMessage());
            current.outbox().sendAside(record.key(), record.value(), e.getMessage(), trace, now);
        }
    }

    private Optional<Arrival> read(Task current, Record<String, byte[]> record) throws MalformedEventException {
        if (record.key() == null || record.value() == null) {
            throw new MalformedEventException("the record has no " + (record.key() == null ? "key" : "value"));
        }
        String topic =
                current.context().recordMetadata().map(RecordMetadata::topic).orElseThrow();
        return reader.read(topic, record.key(), record.value(), Instant.ofEpochMilli(record.timestamp()));
    }

    private static void tick(Task current) {
        Instant now = current.now();
        current.jobs()
                .tick(now)
                .forEach(stepped -> send(current, stepped, stepped.job().trace(), now));
    }

    private static void send(Task current, OpenJobs.Stepped stepped, TraceParent trace, Instant now) {
        Step step = stepped.step();
        step.effects().forEach(effect -> current.outbox().send(stepped.job().id(), effect, trace, now));
        if (step.changed() && stepped.job().join().isClosed()) {
            LOG.infof(
                    "job %s: closed after %d events",
                    stepped.job().id(), stepped.job().join().emitted());
        }
    }
}
