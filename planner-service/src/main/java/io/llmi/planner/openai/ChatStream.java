package io.llmi.planner.openai;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.llmi.events.Json;
import io.llmi.planner.backend.PlanResult;
import io.llmi.planner.backend.PlannerError;
import io.llmi.planner.backend.PlannerException;
import io.llmi.toolkit.http.ByteStream;
import io.llmi.toolkit.http.SseReader;

/** One chat request and its streamed answer: waits for each step no longer than allowed, and leaves nothing open. */
final class ChatStream {
    private static final int MAX_WHOLE_BYTES = 8 * 1024 * 1024;
    private static final int MAX_ERROR_BYTES = 64 * 1024;
    private static final int MAX_EVENT_BYTES = 4 * 1024 * 1024;

    private final HttpClient client;
    private final Endpoint endpoint;
    private final OpenAiSettings settings;
    private final Clock clock;

    ChatStream(HttpClient client, Endpoint endpoint, OpenAiSettings settings, Clock clock) {
        this.client = client;
        this.endpoint = endpoint;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Sends the request and reads its answer to the end.
     *
     * @throws InterruptedException if interrupted; the connection is closed by then
     */
    PlanResult run(byte[] body, ChatDraft draft, Instant deadline) throws PlannerException, InterruptedException {
        HttpResponse<ByteStream> response = send(body, deadline);
        try (ByteStream bytes = response.body()) {
            if (response.statusCode() / 100 != 2) {
                throw new PlannerException(EndpointErrors.ofStatus(
                        response.statusCode(),
                        whole(bytes, deadline, MAX_ERROR_BYTES),
                        response.headers().firstValue("Retry-After"),
                        clock.instant()));
            }
            String type = response.headers().firstValue("Content-Type").orElse("");
            if (type.startsWith("application/json")) {
                draft.acceptWhole(Json.mapper().readTree(whole(bytes, deadline, MAX_WHOLE_BYTES)));
            } else {
                readEvents(bytes, draft, deadline);
            }
            return draft.result();
        } catch (IOException e) {
            throw new PlannerException(
                    new PlannerError.Broken("The connection to the model's endpoint was lost; try again."), e);
        }
    }

    private HttpResponse<ByteStream> send(byte[] body, Instant deadline) throws PlannerException, InterruptedException {
        HttpRequest request = endpoint.request("/chat/completions")
                .header("Content-Type", "application/json")
                .header("Accept", "text/event-stream, application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        CompletableFuture<HttpResponse<ByteStream>> answer = client.sendAsync(request, head -> new ByteStream());
        try {
            return answer.get(atMost(settings.firstByte(), deadline).toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw timedOut(deadline, "The model's endpoint did not begin to answer in time; try later.");
        } catch (InterruptedException e) {
            answer.cancel(true);
            throw e;
        } catch (ExecutionException e) {
            String how = e.getCause() instanceof HttpTimeoutException
                    ? "did not accept a connection in time"
                    : "cannot be reached";
            throw new PlannerException(
                    new PlannerError.Unreachable(
                            "The model's endpoint %s; check that it runs at %s.".formatted(how, endpoint)),
                    e.getCause());
        }
    }

    private void readEvents(ByteStream bytes, ChatDraft draft, Instant deadline)
            throws PlannerException, IOException, InterruptedException {
        SseReader reader = new SseReader(MAX_EVENT_BYTES);
        Optional<List<ByteBuffer>> chunk = next(bytes, deadline);
        try {
            while (chunk.isPresent()) {
                for (ByteBuffer buffer : chunk.get()) {
                    for (String event : reader.read(buffer)) {
                        draft.accept(event);
                    }
                }
                if (draft.isDone()) {
                    return;
                }
                chunk = next(bytes, deadline);
            }
        } catch (SseReader.EventTooLargeException e) {
            throw new PlannerException(new PlannerError.Broken("The model's endpoint sent an endless line."), e);
        }
        for (String event : reader.end()) {
            draft.accept(event);
        }
    }

    private String whole(ByteStream bytes, Instant deadline, int limit)
            throws PlannerException, IOException, InterruptedException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        Optional<List<ByteBuffer>> chunk = next(bytes, deadline);
        while (chunk.isPresent() && all.size() < limit) {
            for (ByteBuffer buffer : chunk.get()) {
                byte[] copy = new byte[buffer.remaining()];
                buffer.get(copy);
                all.writeBytes(copy);
            }
            chunk = next(bytes, deadline);
        }
        return all.toString(StandardCharsets.UTF_8);
    }

    private Optional<List<ByteBuffer>> next(ByteStream bytes, Instant deadline)
            throws PlannerException, IOException, InterruptedException {
        try {
            return bytes.next(atMost(settings.idle(), deadline));
        } catch (ByteStream.IdleException e) {
            throw timedOut(deadline, "The model's endpoint stopped sending in the middle of the text; try again.");
        }
    }

    private PlannerException timedOut(Instant deadline, String message) {
        return new PlannerException(
                clock.instant().isBefore(deadline)
                        ? new PlannerError.Idle(message)
                        : new PlannerError.OutOfTime("The time for this document was up before the model had finished;"
                                + " ask for a shorter one or allow more time."));
    }

    private Duration atMost(Duration limit, Instant deadline) {
        Duration left = Duration.between(clock.instant(), deadline);
        Duration least = left.compareTo(limit) < 0 ? left : limit;
        return least.isNegative() ? Duration.ZERO : least;
    }
}
