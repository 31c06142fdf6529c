package io.llmi.toolkit.job;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.llmi.events.EventCodec;
import io.llmi.events.JobControl;
import io.llmi.events.JobId;
import io.llmi.events.MalformedEventException;
import io.llmi.events.Topics;
import io.llmi.toolkit.kafka.KafkaSettings;
import io.llmi.toolkit.kafka.TopicTail;
import io.llmi.toolkit.lifecycle.Component;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/** Knows the stopped jobs by tailing the job control topic. */
@ApplicationScoped
public class JobControlTail implements JobControls, Component {
    private static final Logger LOG = Logger.getLogger(JobControlTail.class);
    private static final Duration MEMORY = Duration.ofHours(1);

    private final TopicTail tail;
    private final Clock clock;
    private final EventCodec<JobControl> codec = EventCodec.of(JobControl.class);
    private final Map<JobId, Instant> stopped = new LinkedHashMap<>();
    private final Map<JobId, Set<Runnable>> callbacks = new HashMap<>();

    @Inject
    public JobControlTail(KafkaSettings settings) {
        this(settings, Clock.systemUTC());
    }

    JobControlTail(KafkaSettings settings, Clock clock) {
        this.clock = clock;
        this.tail = new TopicTail(
                Topics.JOB_CONTROL,
                settings,
                new TopicTail.From.Moment(clock.instant().minus(MEMORY)),
                this::read);
    }

    @Override
    public String name() {
        return "job control";
    }

    @Override
    public Phase phase() {
        return Phase.TAIL;
    }

    @Override
    public void start() {
        tail.start();
    }

    @Override
    public void stop() {
        tail.stop();
    }

    @Override
    public synchronized boolean isStopped(JobId job) {
        return stopped.containsKey(job);
    }

    @Override
    public AutoCloseable onStop(JobId job, Runnable callback) {
        synchronized (this) {
            if (!stopped.containsKey(job)) {
                callbacks.computeIfAbsent(job, id -> new HashSet<>()).add(callback);
                return () -> forget(job, callback);
            }
        }
        callback.run();
        return () -> {};
    }

    private synchronized void forget(JobId job, Runnable callback) {
        Set<Runnable> waiting = callbacks.get(job);
        if (waiting != null) {
            waiting.remove(callback);
            if (waiting.isEmpty()) {
                callbacks.remove(job);
            }
        }
    }

    private void read(ConsumerRecord<String, byte[]> record) {
        try {
            switch (codec.decode(record.value())) {
                case JobControl.Cancel cancel -> stopJob(cancel.job());
                case JobControl.Ended ended -> stopJob(ended.job());
                case JobControl.Progress progress -> {
                    // Stops nothing.
                }
            }
        } catch (MalformedEventException e) {
            LOG.warnf("ignored record %d of %s: %s", record.offset(), record.topic(), e.getMessage());
        }
    }

    private void stopJob(JobId job) {
        List<Runnable> waiting;
        synchronized (this) {
            Instant now = clock.instant();
            stopped.put(job, now);
            stopped.values().removeIf(at -> at.isBefore(now.minus(MEMORY)));
            Set<Runnable> removed = callbacks.remove(job);
            waiting = removed == null ? List.of() : new ArrayList<>(removed);
        }
        waiting.forEach(Runnable::run);
    }
}
