package io.llmi.judge.endpoint;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import io.llmi.events.Json;
import io.llmi.judge.reward.Scores;
import io.llmi.judge.rubric.Prompt;
import io.llmi.judge.rubric.Rubric;
import io.llmi.judge.rubric.ScoreReader;
import io.llmi.judge.rubric.UnreadableAnswerException;
import io.llmi.toolkit.backend.BackendException;
import io.llmi.toolkit.backend.Remedy;
import io.llmi.toolkit.http.BackendHttp;
import io.llmi.toolkit.http.HttpFailures;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A judge's model behind {@code POST /chat/completions}. Asks for an answer by schema and, where the server refuses
 * that, for lines from then on; tries again after failures that may pass, unreadable answers among them. Thread-safe,
 * blocking.
 */
public final class JudgeEndpoint {
    private static final Logger LOG = Logger.getLogger(JudgeEndpoint.class);
    private static final int MAX_ANSWER_BYTES = 4 << 20;
    private static final int MAX_SAID_CHARS = 200;

    /** How servers say that they do not know {@code response_format}, or not this form of it. */
    private static final Set<Integer> REFUSALS = Set.of(400, 404, 415, 422, 501);

    private final EndpointSettings settings;
    private final BackendHttp http;
    private final Clock clock;
    private final Semaphore places;
    private volatile boolean structured;
    private volatile @Nullable String listedModel;

    public JudgeEndpoint(EndpointSettings settings) {
        this.settings = settings;
        this.http = new BackendHttp(settings.name());
        this.clock = Clock.systemUTC();
        this.places = new Semaphore(settings.concurrency(), true);
        this.structured = settings.structured();
    }

    /** A judge's scores and the model that gave them. */
    public record Answer<S extends Scores>(S scores, String model) {}

    /**
     * Asks for scores.
     *
     * @param user what is to be judged
     * @throws BackendException if the endpoint gave no usable answer by the deadline; its reason may be shown
     * @throws InterruptedException if interrupted; the connection is closed by then
     */
    public <S extends Scores> Answer<S> ask(Rubric<S> rubric, Prompt prompt, List<Piece> user, Instant deadline)
            throws BackendException, InterruptedException {
        if (!places.tryAcquire(left(deadline).toMillis(), TimeUnit.MILLISECONDS)) {
            throw BackendException.timeout("The %s had no free place in time.".formatted(settings.name()));
        }
        try {
            return Failsafe.with(retries(deadline)).get(() -> once(rubric, prompt, user, deadline));
        } catch (FailsafeException e) {
            switch (e.getCause()) {
                case BackendException failure -> throw failure;
                case InterruptedException interrupted -> throw interrupted;
                case null, default -> throw e;
            }
        } finally {
            places.release();
        }
    }

    private RetryPolicy<Object> retries(Instant deadline) {
        long delay = Math.max(1, settings.retryDelay().toMillis());
        return RetryPolicy.builder()
                .withMaxAttempts(settings.attempts())
                .handleIf(failure -> failure instanceof BackendException backend && mayPass(backend, deadline))
                .withDelayFnOn(
                        context -> {
                            long doubled = delay << Math.min(10, Math.max(0, context.getAttemptCount() - 1));
                            return pause(context.getLastException()).orElse(Duration.ofMillis(doubled));
                        },
                        BackendException.class)
                .withJitter(0.1)
                .onRetry(event -> LOG.infof("%s: asked again after: %s", settings.name(), event.getLastException()))
                .build();
    }

    /** Whether another attempt may succeed and its pause ends before the deadline. */
    private boolean mayPass(BackendException failure, Instant deadline) {
        if (!(failure.remedy() instanceof Remedy.TryAgain)) {
            return false;
        }
        Duration pause = pause(failure).orElse(settings.retryDelay());
        return pause.compareTo(settings.maxRetryAfter()) <= 0 && pause.compareTo(left(deadline)) < 0;
    }

    private static Optional<Duration> pause(@Nullable Throwable failure) {
        return failure instanceof BackendException backend && backend.remedy() instanceof Remedy.TryAgain again
                ? again.notBefore()
                : Optional.empty();
    }

    private <S extends Scores> Answer<S> once(Rubric<S> rubric, Prompt prompt, List<Piece> user, Instant deadline)
            throws BackendException, InterruptedException {
        Instant until = earlier(deadline, clock.instant().plus(settings.timeout()));
        String model = model(until);
        boolean bySchema = structured;
        BackendHttp.Answer answer = send(request(rubric, prompt, user, model, bySchema), until);
        if (bySchema && REFUSALS.contains(answer.status())) {
            answer = send(request(rubric, prompt, user, model, false), until);
            if (answer.isSuccess()) {
                structured = false;
                LOG.infof("%s: takes no schema for its answers; it is asked for lines from now on", settings.name());
            }
        }
        if (!answer.isSuccess()) {
            throw HttpFailures.of(settings.name(), answer, said(answer), clock);
        }
        try {
            return new Answer<>(ScoreReader.read(content(answer), rubric), model);
        } catch (UnreadableAnswerException e) {
            throw BackendException.garbage(
                    "The %s gave no usable scores. %s".formatted(settings.name(), e.getMessage()));
        }
    }

    private HttpRequest request(Rubric<?> rubric, Prompt prompt, List<Piece> user, String model, boolean bySchema) {
        String system = prompt.with(bySchema ? rubric.jsonFormat() : rubric.lineFormat());
        byte[] body = ChatRequest.body(
                settings, model, system, user, bySchema ? Optional.of(rubric.schema()) : Optional.empty());
        return builder("/chat/completions")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(body))
                .build();
    }

    private BackendHttp.Answer send(HttpRequest request, Instant until) throws BackendException, InterruptedException {
        return http.send(request, MAX_ANSWER_BYTES, until);
    }

    private String model(Instant until) throws BackendException, InterruptedException {
        if (settings.model().isPresent()) {
            return settings.model().get();
        }
        String known = listedModel;
        if (known != null) {
            return known;
        }
        BackendHttp.Answer answer = send(builder("/models").GET().build(), until);
        if (!answer.isSuccess()) {
            throw HttpFailures.of(settings.name(), answer, said(answer), clock);
        }
        JsonNode json = json(answer);
        JsonNode models = json.isArray() ? json : json.path("data");
        String first = StreamSupport.stream(models.spliterator(), false)
                .map(model -> model.path("id").asText(""))
                .filter(id -> !id.isBlank())
                .findFirst()
                .orElseThrow(() ->
                        BackendException.unusable("The endpoint of the %s lists no model; load one there or name one."
                                .formatted(settings.name())));
        listedModel = first;
        return first;
    }

    private HttpRequest.Builder builder(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(settings.baseUrl() + path));
        settings.apiKey().ifPresent(key -> request.header("Authorization", "Bearer " + key));
        return request;
    }

    private String content(BackendHttp.Answer answer) throws BackendException {
        JsonNode message = json(answer).path("choices").path(0).path("message");
        if (message.hasNonNull("refusal")) {
            throw BackendException.refused("The %s declined to judge.".formatted(settings.name()));
        }
        JsonNode content = message.path("content");
        String text = content.isArray()
                ? StreamSupport.stream(content.spliterator(), false)
                        .map(part -> part.path("text").asText(""))
                        .collect(Collectors.joining())
                : content.asText("");
        if (text.isBlank()) {
            throw BackendException.garbage("The %s answered nothing.".formatted(settings.name()));
        }
        return text;
    }

    private JsonNode json(BackendHttp.Answer answer) throws BackendException {
        try {
            JsonNode json = Json.mapper().readTree(answer.body());
            if (json != null && json.isContainerNode()) {
                return json;
            }
        } catch (IOException e) {
            LOG.debugf("%s: no JSON: %s", settings.name(), e.getMessage());
        }
        throw BackendException.garbage("The %s answered with something that is no JSON.".formatted(settings.name()));
    }

    /** The server's own words on an error, one line, without the key. */
    private String said(BackendHttp.Answer answer) {
        try {
            JsonNode json = Json.mapper().readTree(answer.body());
            String message = json.path("error")
                    .path("message")
                    .asText(json.path("message").asText(""));
            String line = message.replaceAll("\\s+", " ").strip();
            String safe = settings.apiKey().map(key -> line.replace(key, "***")).orElse(line);
            return safe.substring(0, Math.min(safe.length(), MAX_SAID_CHARS));
        } catch (IOException e) {
            return "";
        }
    }

    private Duration left(Instant deadline) {
        Duration left = Duration.between(clock.instant(), deadline);
        return left.isNegative() ? Duration.ZERO : left;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
