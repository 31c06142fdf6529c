package io.llmi.planner;

import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;

import io.llmi.planner.backend.BackendSource;
import io.llmi.planner.backend.PlannerBackend;
import io.llmi.planner.backend.PlannerError;
import io.llmi.planner.backend.PlannerException;
import io.llmi.planner.openai.Endpoint;
import io.llmi.planner.openai.ModelList;
import io.llmi.planner.openai.OpenAiBackend;
import io.llmi.planner.openai.OpenAiSettings;
import io.llmi.planner.prompt.ChatPrompt;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the backend: a configured endpoint, else Ollama if it answers and has a model, else the rehearsal. A
 * configured endpoint stays chosen even while it is down; Ollama is looked for again every so often. Thread-safe.
 */
final class PlannerSelector implements BackendSource {
    private static final Logger LOG = Logger.getLogger(PlannerSelector.class);
    private static final String OPENAI = "https://api.openai.com/v1";

    private final PlannerConfig config;
    private final ChatPrompt prompt;
    private final PlannerBackend rehearsal;
    private final HttpClient client;
    private final ModelList models;
    private final Clock clock;
    private final Optional<Endpoint> configured;
    private final AtomicBoolean probing = new AtomicBoolean();
    private final ReentrantLock choosing = new ReentrantLock();
    private volatile Instant probedAt = Instant.MIN;
    private volatile @Nullable PlannerBackend chosen;

    /**
     * @param client the caller closes it
     * @throws IllegalArgumentException if an endpoint is configured that cannot be one
     */
    PlannerSelector(PlannerConfig config, ChatPrompt prompt, PlannerBackend rehearsal, HttpClient client, Clock clock) {
        this.config = config;
        this.prompt = prompt;
        this.rehearsal = rehearsal;
        this.client = client;
        this.models = new ModelList(client, clock);
        this.clock = clock;
        this.configured = configured(config);
    }

    private static Optional<Endpoint> configured(PlannerConfig config) {
        Optional<String> key = config.apiKey().filter(text -> !text.isBlank());
        return config.baseUrl()
                .filter(text -> !text.isBlank())
                .or(() -> key.map(present -> OPENAI))
                .map(url -> Endpoint.of(url, key));
    }

    @Override
    public PlannerBackend current() throws PlannerException, InterruptedException {
        if (config.mode() == PlannerConfig.Mode.REHEARSAL) {
            return rehearsal;
        }
        PlannerBackend known = chosen;
        if (known == null) {
            return choose();
        }
        if (configured.isEmpty() && isStale() && probing.compareAndSet(false, true)) {
            // Beside the job: it must not wait for a port that does not answer.
            Thread.ofVirtual().name("planner-probe").start(this::probeAgain);
        }
        return known;
    }

    private PlannerBackend choose() throws PlannerException, InterruptedException {
        choosing.lockInterruptibly();
        try {
            PlannerBackend known = chosen;
            if (known != null) {
                return known;
            }
            PlannerBackend backend = configured.isPresent() ? endpoint(configured.get()) : probe();
            use(backend);
            return backend;
        } finally {
            choosing.unlock();
        }
    }

    private PlannerBackend endpoint(Endpoint endpoint) throws PlannerException, InterruptedException {
        if (model().isPresent()) {
            return backend(endpoint, model().get());
        }
        String first = models.of(endpoint, config.timeout().connect().multipliedBy(2)).stream()
                .findFirst()
                .orElseThrow(() -> new PlannerException(new PlannerError.Rejected(
                        "The endpoint " + endpoint + " lists no model; load one there or set LLMI_PLANNER_MODEL.")));
        return backend(endpoint, first);
    }

    private boolean isStale() {
        return Duration.between(probedAt, clock.instant())
                        .compareTo(config.ollama().probeInterval())
                >= 0;
    }

    private void probeAgain() {
        try {
            use(probe());
        } catch (InterruptedException e) {
            LOG.debug("the search for Ollama was interrupted");
        } finally {
            probing.set(false);
        }
    }

    private PlannerBackend probe() throws InterruptedException {
        probedAt = clock.instant();
        if (!config.ollama().enabled()) {
            return rehearsal;
        }
        Endpoint ollama = Endpoint.of(config.ollama().url() + "/v1", Optional.empty());
        try {
            return models.of(ollama, config.ollama().probeTimeout()).stream()
                    .findFirst()
                    .map(first -> backend(ollama, model().orElse(first)))
                    .orElse(rehearsal);
        } catch (PlannerException e) {
            LOG.debugf("no Ollama at %s: %s", ollama, e.getMessage());
            return rehearsal;
        }
    }

    private void use(PlannerBackend backend) {
        PlannerBackend before = chosen;
        if (before == null
                || !before.name().equals(backend.name())
                || !before.model().equals(backend.model())) {
            LOG.infof("drafts are written by %s, model %s", backend.name(), backend.model());
            chosen = backend;
        }
    }

    private Optional<String> model() {
        return config.model().filter(text -> !text.isBlank());
    }

    private PlannerBackend backend(Endpoint endpoint, String model) {
        return new OpenAiBackend(endpoint, model, settings(), prompt, client, clock);
    }

    private OpenAiSettings settings() {
        return new OpenAiSettings(
                config.temperature().map(OptionalDouble::of).orElse(OptionalDouble.empty()),
                config.maxTokens(),
                config.retry().attempts(),
                config.retry().pause(),
                config.retry().maxPause(),
                config.timeout().firstByte(),
                config.timeout().idle(),
                config.timeout().total());
    }
}
