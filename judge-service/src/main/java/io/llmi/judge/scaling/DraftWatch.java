package io.llmi.judge.scaling;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.llmi.events.CallId;
import io.llmi.events.EventCodec;
import io.llmi.events.JobId;
import io.llmi.events.MalformedEventException;
import io.llmi.events.PlanEvent;
import io.llmi.events.ScalingReport.Writer;
import io.llmi.events.TokenUsage;
import io.llmi.events.ToolPreview;
import io.llmi.events.ToolResult;
import io.llmi.events.Topics;
import io.llmi.toolkit.kafka.KafkaSettings;
import io.llmi.toolkit.kafka.TopicTail;
import io.llmi.toolkit.lifecycle.Component;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/** What planners write and tools answer for the jobs that are watched, from this process's start on. Thread-safe. */
@ApplicationScoped
public class DraftWatch implements Component {
    private static final Logger LOG = Logger.getLogger(DraftWatch.class);

    private final TopicTail plans;
    private final TopicTail answers;
    private final EventCodec<PlanEvent> planEvents = EventCodec.of(PlanEvent.class);
    private final EventCodec<ToolResult> results = EventCodec.of(ToolResult.class);
    private final Map<String, Seen> watched = new ConcurrentHashMap<>();

    @Inject
    public DraftWatch(KafkaSettings settings) {
        TopicTail.From now = new TopicTail.From.Moment(Clock.systemUTC().instant());
        this.plans = new TopicTail(Topics.PLAN_CHUNKS, settings, now, this::readPlan);
        this.answers = new TopicTail(Topics.TOOL_RESULTS, settings, now, this::readAnswer);
    }

    /** A whole draft. */
    record Draft(String text, TokenUsage tokens, Writer writer) {
        /** Of a job that no planner writes. */
        static final Draft NONE = new Draft("", TokenUsage.NONE, new Writer("none", "none"));
    }

    /** Begins to watch; to be called before the job is published. */
    void watch(JobId job) {
        watched.put(job.value(), new Seen());
    }

    void forget(JobId job) {
        watched.remove(job.value());
    }

    /** The job's draft when its planner has ended; empty if that does not come in time. */
    Optional<Draft> draft(JobId job, Duration patience) throws InterruptedException {
        Seen seen = watched.get(job.value());
        return seen == null ? Optional.empty() : seen.draft(patience);
    }

    /** The last outcome of each call, when there are {@code count} of them or the time is up. */
    List<ToolResult> results(JobId job, int count, Duration patience) throws InterruptedException {
        Seen seen = watched.get(job.value());
        return seen == null ? List.of() : seen.results(count, patience);
    }

    @Override
    public String name() {
        return "candidates";
    }

    @Override
    public Phase phase() {
        return Phase.TAIL;
    }

    @Override
    public void start() {
        plans.start();
        answers.start();
    }

    @Override
    public void stop() {
        plans.stop();
        answers.stop();
    }

    private void readPlan(ConsumerRecord<String, byte[]> record) {
        Seen seen = record.key() == null ? null : watched.get(record.key());
        if (seen != null) {
            try {
                seen.take(planEvents.decode(record.value()));
            } catch (MalformedEventException e) {
                LOG.warnf("ignored record %d of %s: %s", record.offset(), record.topic(), e.getMessage());
            }
        }
    }

    private void readAnswer(ConsumerRecord<String, byte[]> record) {
        Seen seen = record.key() == null ? null : watched.get(record.key());
        if (seen != null) {
            try {
                seen.take(results.decode(record.value()));
            } catch (MalformedEventException e) {
                LOG.warnf("ignored record %d of %s: %s", record.offset(), record.topic(), e.getMessage());
            }
        }
    }

    /** Of one job. */
    private static final class Seen {
        private final StringBuilder text = new StringBuilder();
        private final Map<CallId, ToolResult> last = new HashMap<>();
        private long epoch = -1;
        private String run = "";
        private Writer writer = Draft.NONE.writer();
        private Optional<TokenUsage> ended = Optional.empty();

        /** Of two runs that claim the same epoch the first one seen wins, as for the parser. */
        synchronized void take(PlanEvent event) {
            if (ended.isPresent()
                    || event.epoch() < epoch
                    || event.epoch() == epoch && !event.run().equals(run)) {
                return;
            }
            if (event.epoch() > epoch) {
                epoch = event.epoch();
                run = event.run();
                text.setLength(0);
            }
            switch (event) {
                case PlanEvent.Started started -> {
                    text.setLength(0);
                    writer = new Writer(
                            started.context().backend(), started.context().model());
                }
                case PlanEvent.Text more -> text.append(more.text());
                case PlanEvent.Ended end -> ended = Optional.of(end.usage());
            }
            notifyAll();
        }

        synchronized void take(ToolResult result) {
            if (!(result.outcome() instanceof ToolPreview)) {
                last.put(result.call(), result);
                notifyAll();
            }
        }

        synchronized Optional<Draft> draft(Duration patience) throws InterruptedException {
            waitFor(() -> ended.isPresent(), patience);
            return ended.map(tokens -> new Draft(text.toString(), tokens, writer));
        }

        synchronized List<ToolResult> results(int count, Duration patience) throws InterruptedException {
            waitFor(() -> last.size() >= count, patience);
            return new ArrayList<>(last.values());
        }

        private void waitFor(Supplier<Boolean> condition, Duration patience) throws InterruptedException {
            Instant until = Instant.now().plus(patience);
            while (!condition.get()) {
                long left = Duration.between(Instant.now(), until).toMillis();
                if (left <= 0) {
                    return;
                }
                wait(left);
            }
        }
    }
}
