package io.llmi.planner;

import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.llmi.events.Topics;
import io.llmi.planner.backend.PlannerBackend;
import io.llmi.planner.backend.PlannerException;
import io.llmi.planner.prompt.ChatPrompt;
import io.llmi.planner.prompt.UserImages;
import io.llmi.planner.rehearsal.RehearsalBackend;
import io.llmi.toolkit.blob.BlobStore;
import io.llmi.toolkit.job.JobControls;
import io.llmi.toolkit.kafka.EventPublisher;
import io.llmi.toolkit.kafka.KafkaSettings;
import io.llmi.toolkit.lifecycle.Component;
import io.llmi.toolkit.queue.SlotPool;
import io.llmi.toolkit.tool.ToolRegistry;

/** The planner as a part of the process: takes jobs into slots and has each one's draft written. */
@ApplicationScoped
public class PlannerService implements Component {
    // A draft takes long: what does not end now is planned again by another process, in a new epoch.
    private static final Duration DRAIN = Duration.ofSeconds(2);

    private final HttpClient client;
    private final PlannerSelector backends;
    private final SlotPool pool;

    @Inject
    public PlannerService(
            PlannerConfig config,
            KafkaSettings kafka,
            EventPublisher publisher,
            ToolRegistry tools,
            JobControls controls,
            BlobStore blobs) {
        Clock clock = Clock.systemUTC();
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(config.timeout().connect())
                // A redirect would carry the key elsewhere.
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        this.backends = new PlannerSelector(
                config,
                new ChatPrompt(new UserImages(blobs, config.imagePixels())),
                new RehearsalBackend(config.rehearsal().wordsPerSecond()),
                client,
                clock);
        DraftPlanner drafts = new DraftPlanner(
                publisher,
                new ToolChoice(tools, config.toolsWait(), clock),
                backends,
                new PlanWriter.Settings(
                        config.coalesce().interval(),
                        config.coalesce().chars(),
                        config.coalesce().inFlight()),
                config.restarts());
        this.pool = new SlotPool(
                Topics.JOBS,
                Topics.PLANNER_GROUP,
                config.slots(),
                DRAIN,
                kafka,
                new JobPlanner(drafts, controls, publisher, clock));
    }

    /**
     * The backend that would write the next draft.
     *
     * @throws PlannerException if the configured endpoint does not say which model it has
     */
    public PlannerBackend backend() throws PlannerException, InterruptedException {
        return backends.current();
    }

    @Override
    public String name() {
        return "planner";
    }

    @Override
    public Phase phase() {
        return Phase.WORK;
    }

    @Override
    public void start() {
        pool.start();
    }

    @Override
    public void stop() {
        pool.stop();
        client.shutdownNow();
    }
}
