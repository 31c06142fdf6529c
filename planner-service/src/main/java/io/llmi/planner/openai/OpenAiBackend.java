package io.llmi.planner.openai;

import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

import io.llmi.planner.backend.PlanRequest;
import io.llmi.planner.backend.PlanResult;
import io.llmi.planner.backend.PlannerBackend;
import io.llmi.planner.backend.PlannerError;
import io.llmi.planner.backend.PlannerException;
import io.llmi.planner.backend.TextSink;
import io.llmi.planner.prompt.ChatPrompt;
import org.jboss.logging.Logger;

/**
 * Any OpenAI-compatible chat endpoint. Busy and unreachable endpoints are tried again, with growing and jittered
 * pauses, until the first token; after it the draft is the caller's to start anew, because text is out. Thread-safe.
 */
public final class OpenAiBackend implements PlannerBackend {
    public static final String NAME = "openai-compatible";
    private static final Logger LOG = Logger.getLogger(OpenAiBackend.class);

    private final Endpoint endpoint;
    private final String model;
    private final OpenAiSettings settings;
    private final ChatPrompt prompt;
    private final ChatStream stream;
    private final Clock clock;

    /** @param client its connect timeout applies; the caller closes it */
    public OpenAiBackend(
            Endpoint endpoint,
            String model,
            OpenAiSettings settings,
            ChatPrompt prompt,
            HttpClient client,
            Clock clock) {
        this.endpoint = endpoint;
        this.model = model;
        this.settings = settings;
        this.prompt = prompt;
        this.stream = new ChatStream(client, endpoint, settings, clock);
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String model() {
        return model;
    }

    @Override
    public PlanResult stream(PlanRequest request, TextSink sink) throws PlannerException, InterruptedException {
        Instant deadline =
                earlier(clock.instant().plus(settings.total()), request.job().deadline());
        byte[] body = ChatRequest.body(endpoint, model, settings, request.job().sampling(), prompt.messages(request));
        for (int attempt = 0; ; attempt++) {
            ChatDraft draft = new ChatDraft(sink);
            try {
                return stream.run(body, draft, deadline);
            } catch (PlannerException e) {
                Duration pause = pause(attempt, e.error());
                boolean inTime = clock.instant().plus(pause).isBefore(deadline);
                if (!e.isRetryable() || draft.wrote() || attempt >= settings.retries() || !inTime) {
                    throw e;
                }
                LOG.warnf(
                        "job %s: attempt %d on %s failed, next one in %d ms: %s",
                        request.job().id(), attempt + 1, endpoint, pause.toMillis(), e.getMessage());
                Thread.sleep(pause);
            }
        }
    }

    private Duration pause(int attempt, PlannerError error) {
        Optional<Duration> asked =
                error instanceof PlannerError.Overloaded overloaded ? overloaded.retryAfter() : Optional.empty();
        long cap = settings.maxPause().toMillis();
        // What the endpoint asks for is a floor: jitter goes on top of it, so that planners do not return in step.
        long wanted =
                asked.map(Duration::toMillis).orElseGet(() -> settings.pause().toMillis() << Math.min(attempt, 16));
        double jitter = ThreadLocalRandom.current().nextDouble(0.25);
        return Duration.ofMillis(Math.min(cap, Math.round(wanted * (asked.isPresent() ? 1 + jitter / 5 : 1 - jitter))));
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }
}
