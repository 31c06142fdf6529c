package io.llmi.bench;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.llmi.events.DraftId;
import io.llmi.events.EventCodec;
import io.llmi.events.JobSubmitted;
import io.llmi.events.PlanContext;
import io.llmi.events.PlanEvent;
import io.llmi.events.PlanOutcome;
import io.llmi.events.TokenUsage;
import io.llmi.events.Topics;
import io.llmi.events.TraceParent;
import io.llmi.toolkit.kafka.EventPublisher;
import io.llmi.toolkit.kafka.KafkaSettings;
import io.llmi.toolkit.lifecycle.Component;
import io.llmi.toolkit.queue.ShareQueue.Delivery;
import io.llmi.toolkit.queue.ShareQueue.Disposition;
import io.llmi.toolkit.queue.SlotPool;

/** Stands where the planner stands and writes a fixed document as fast as Kafka takes it, in chunks of 50 characters. */
@ApplicationScoped
public class InstantPlanner implements Component {
    static final int CHUNK_CHARS = 50;

    private static final String PARAGRAPH =
            "The tide rises and falls twice a day, drawn by the moon and, less, by the sun; a harbour lives by it. "
                    .repeat(5);
    /** About 2,000 characters of text, four tags, the last of which edits the first one's picture. */
    static final String DOCUMENT = "# The tides\n\n"
            + tag("diffusion", "{\"prompt\": \"an oil painting of a harbour\"}")
            + PARAGRAPH
            + tag("search", "{\"query\": \"harbour\"}")
            + PARAGRAPH
            + tag("code", "{\"code\": \"plt.plot([0, 6, 12], [2.1, 4.8, 2.2])\"}")
            + PARAGRAPH
            + tag("edit", "{\"img_index\": 0, \"prompt\": \"at night\"}")
            + PARAGRAPH;

    private final KafkaSettings kafka;
    private final EventPublisher publisher;
    private final EventCodec<JobSubmitted> jobs = EventCodec.of(JobSubmitted.class);
    private final EventCodec<PlanEvent> plans = EventCodec.of(PlanEvent.class);
    private Optional<SlotPool> pool = Optional.empty();

    @Inject
    public InstantPlanner(KafkaSettings kafka, EventPublisher publisher) {
        this.kafka = kafka;
        this.publisher = publisher;
    }

    @Override
    public String name() {
        return "instant planner";
    }

    @Override
    public Phase phase() {
        return Phase.WORK;
    }

    @Override
    public void start() {
        SlotPool slots = new SlotPool(Topics.JOBS, Topics.PLANNER_GROUP, 8, Duration.ofSeconds(1), kafka, this::plan);
        slots.start();
        pool = Optional.of(slots);
    }

    @Override
    public void stop() {
        pool.ifPresent(SlotPool::stop);
    }

    private Disposition plan(Delivery delivery) throws Exception {
        JobSubmitted job = jobs.decode(delivery.value());
        DraftId draft = new DraftId(job.id(), 0);
        String run = UUID.randomUUID().toString();
        PlanContext context = new PlanContext(
                Topics.SHIPPED_TOOLS, List.of("edit"), 0, job.deadline(), job.maxImages(), "instant", "none");
        int seq = 0;
        send(new PlanEvent.Started(draft, 0, run, seq++, context), delivery.trace());
        for (int from = 0; from < DOCUMENT.length(); from += CHUNK_CHARS) {
            String text = DOCUMENT.substring(from, Math.min(DOCUMENT.length(), from + CHUNK_CHARS));
            send(new PlanEvent.Text(draft, 0, run, seq++, text), delivery.trace());
        }
        send(
                        new PlanEvent.Ended(
                                draft, 0, run, seq, PlanOutcome.COMPLETED, Optional.empty(), TokenUsage.NONE),
                        delivery.trace())
                .get(30, TimeUnit.SECONDS);
        return Disposition.ACCEPT;
    }

    private CompletableFuture<Void> send(PlanEvent event, TraceParent trace) {
        return publisher.publish(Topics.PLAN_CHUNKS, event.draft().job().value(), event, plans, trace);
    }

    private static String tag(String source, String params) {
        return "\n\n<imgen>{\"source\": \"%s\", \"description\": \"A picture\", \"params\": %s}</imgen>\n\n"
                .formatted(source, params);
    }
}
