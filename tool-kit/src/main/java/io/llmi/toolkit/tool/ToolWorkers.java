package io.llmi.toolkit.tool;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.llmi.events.EventCodec;
import io.llmi.events.ToolManifest;
import io.llmi.events.Topics;
import io.llmi.events.TraceParent;
import io.llmi.toolkit.blob.BlobStore;
import io.llmi.toolkit.budget.Spendings;
import io.llmi.toolkit.job.JobControls;
import io.llmi.toolkit.kafka.EventPublisher;
import io.llmi.toolkit.kafka.KafkaSettings;
import io.llmi.toolkit.kafka.TopicProvisioner;
import io.llmi.toolkit.ledger.Janitor;
import io.llmi.toolkit.lifecycle.Component;
import io.llmi.toolkit.queue.SlotPool;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import org.jboss.logging.Logger;

/** Runs every tool of this process: announces it and takes its calls into slots. */
@ApplicationScoped
public class ToolWorkers implements Component {
    private static final Logger LOG = Logger.getLogger(ToolWorkers.class);

    /** A round over all shards takes a little over four hours. */
    private static final Duration SWEEP_INTERVAL = Duration.ofMinutes(1);

    private final List<Tool> tools;
    private final KafkaSettings kafka;
    private final ToolSettings settings;
    private final TopicProvisioner topics;
    private final EventPublisher publisher;
    private final BlobStore blobs;
    private final JobControls jobs;
    private final Spendings spendings;
    private final ToolMeters meters;
    private final Janitor janitor;
    private final EventCodec<ToolManifest> manifests = EventCodec.of(ToolManifest.class);
    private final Map<String, Optional<String>> reasons = new ConcurrentHashMap<>();
    private final List<SlotPool> pools = new ArrayList<>();
    private final ExecutorService calls = Executors.newCachedThreadPool(
            Thread.ofPlatform().name("tool-call-", 0).daemon().factory());
    private final ScheduledExecutorService heartbeat = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("tool-heartbeat").daemon().factory());

    @Inject
    public ToolWorkers(
            @All List<Tool> tools,
            KafkaSettings kafka,
            ToolSettings settings,
            TopicProvisioner topics,
            EventPublisher publisher,
            BlobStore blobs,
            JobControls jobs,
            Spendings spendings,
            MeterRegistry registry) {
        this.tools = tools;
        this.kafka = kafka;
        this.settings = settings;
        this.topics = topics;
        this.publisher = publisher;
        this.blobs = blobs;
        this.jobs = jobs;
        this.spendings = spendings;
        this.meters = new ToolMeters(registry);
        this.janitor = new Janitor(blobs, settings.ledgerTtl(), settings.cache().ttl(), Clock.systemUTC());
    }

    @Override
    public String name() {
        return "tools";
    }

    @Override
    public Phase phase() {
        return Phase.WORK;
    }

    @Override
    public void start() {
        if (tools.isEmpty()) {
            return;
        }
        topics.provision(tools.stream().map(tool -> tool.manifest().name()).toList());
        Patience patience = new Patience(topics.deliveryLimit());
        spendings.start();
        for (Tool tool : tools) {
            ToolManifest manifest = tool.manifest();
            ToolCallHandler handler = new ToolCallHandler(
                    tool,
                    new CallRunner(tool, calls),
                    publisher,
                    blobs,
                    jobs,
                    spendings,
                    settings,
                    meters,
                    patience,
                    Clock.systemUTC());
            int slots = settings.slotsOf().getOrDefault(manifest.name(), settings.slots());
            SlotPool pool = new SlotPool(
                    Topics.toolRequests(manifest.name()),
                    Topics.toolGroup(manifest.name()),
                    slots,
                    settings.drain(),
                    kafka,
                    handler);
            pool.start();
            pools.add(pool);
            meters.slots(manifest.name(), pool, SlotPool::size, SlotPool::busy);
        }
        janitor.start(SWEEP_INTERVAL);
        // Once here: a process that is ready has announced its tools, so that no early job has to do without them.
        announce();
        heartbeat.scheduleAtFixedRate(
                this::announce,
                settings.heartbeat().toMillis(),
                settings.heartbeat().toMillis(),
                TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() {
        heartbeat.shutdownNow();
        janitor.stop();
        pools.forEach(SlotPool::stop);
        pools.clear();
        calls.shutdownNow();
        if (!tools.isEmpty()) {
            spendings.stop();
        }
    }

    private void announce() {
        for (Tool tool : tools) {
            try {
                announce(tool);
            } catch (RuntimeException e) {
                // A heartbeat that throws would be the last one.
                LOG.errorf(e, "could not announce a tool");
            }
        }
    }

    private void announce(Tool tool) {
        ToolManifest manifest =
                tool.manifest().withPublishedAt(Clock.systemUTC().instant());
        Optional<String> reason = tool.unavailable();
        if (!reason.equals(reasons.put(manifest.name(), reason))) {
            reason.ifPresent(why -> LOG.warnf("tool %s is not offered: %s", manifest.name(), why));
        }
        if (reason.isPresent()) {
            return;
        }
        publisher
                .publish(Topics.TOOLS, manifest.name(), manifest, manifests, TraceParent.start())
                .whenComplete((done, failure) -> {
                    if (failure != null) {
                        LOG.warnf("could not announce tool %s: %s", manifest.name(), failure.getMessage());
                    }
                });
    }
}
