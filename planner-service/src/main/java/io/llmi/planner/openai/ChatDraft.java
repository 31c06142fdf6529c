package io.llmi.planner.openai;

import java.io.IOException;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import io.llmi.events.Json;
import io.llmi.events.TokenUsage;
import io.llmi.planner.backend.PlanResult;
import io.llmi.planner.backend.PlannerError;
import io.llmi.planner.backend.PlannerException;
import io.llmi.planner.backend.TextSink;
import io.llmi.toolkit.http.SseReader;

/**
 * One draft as its chat chunks come in: hands on the text, keeps the finish reason and the usage, and says in the end
 * what they amount to. Reasoning is not document text and is dropped. Not thread-safe.
 */
final class ChatDraft {
    private final TextSink sink;
    private Optional<String> finish = Optional.empty();
    private TokenUsage usage = TokenUsage.NONE;
    private boolean wrote;
    private boolean done;

    ChatDraft(TextSink sink) {
        this.sink = sink;
    }

    /** Whether any text was handed on. */
    boolean wrote() {
        return wrote;
    }

    /** Whether the endpoint said that nothing follows. */
    boolean isDone() {
        return done;
    }

    /**
     * Takes the data of one event.
     *
     * @throws PlannerException if it reports an error or is not JSON
     */
    void accept(String data) throws PlannerException, InterruptedException {
        if (data.equals(SseReader.DONE)) {
            done = true;
            return;
        }
        try (MappingIterator<JsonNode> values =
                Json.mapper().readerFor(JsonNode.class).readValues(data)) {
            while (values.hasNextValue()) {
                chunk(values.nextValue());
            }
        } catch (IOException e) {
            throw new PlannerException(
                    new PlannerError.Broken("The model's endpoint sent something that is not a chat chunk."), e);
        }
    }

    /** Takes a whole completion, from an endpoint that does not stream. */
    void acceptWhole(JsonNode completion) throws PlannerException, InterruptedException {
        chunk(completion);
        done = true;
    }

    private void chunk(JsonNode chunk) throws PlannerException, InterruptedException {
        JsonNode error = chunk.path("error");
        if (error.isObject() || error.isTextual()) {
            throw new PlannerException(EndpointErrors.midStream(error));
        }
        JsonNode choice = choice(chunk);
        JsonNode delta = choice.path("delta").isObject() ? choice.path("delta") : choice.path("message");
        JsonNode content = delta.path("content");
        // A blank is text: a truthiness test would glue words together.
        if (content.isTextual() && !content.textValue().isEmpty()) {
            wrote = true;
            sink.text(content.textValue());
        }
        if (choice.path("finish_reason").isTextual()) {
            finish = Optional.of(choice.path("finish_reason").textValue());
        }
        JsonNode counts = chunk.path("usage");
        if (counts.isObject()) {
            usage = new TokenUsage(
                    counts.path("prompt_tokens").asLong(0),
                    counts.path("completion_tokens").asLong(0));
        }
    }

    private static JsonNode choice(JsonNode chunk) {
        for (JsonNode choice : chunk.path("choices")) {
            if (choice.path("index").asInt(0) == 0) {
                return choice;
            }
        }
        return Json.mapper().missingNode();
    }

    /**
     * What it all amounts to, once the stream is over.
     *
     * @throws PlannerException if the stream broke off, or ended without any text
     */
    PlanResult result() throws PlannerException {
        String reason = finish.orElse(done ? "stop" : "");
        return switch (reason) {
            case "length" ->
                PlanResult.truncated(
                        "The model reached its length limit; ask for a shorter document or raise LLMI_PLANNER_MAX_TOKENS.",
                        usage);
            case "content_filter" ->
                PlanResult.truncated("The model's content filter stopped the text; rephrase the request.", usage);
            case "" -> throw broken("The model's stream broke off before the text was finished.");
            case "abort", "error" -> throw broken("The model's server aborted the text.");
            default -> {
                if (!wrote) {
                    throw broken("The model ended without writing any text.");
                }
                yield PlanResult.completed(usage);
            }
        };
    }

    private static PlannerException broken(String message) {
        return new PlannerException(new PlannerError.Broken(message));
    }
}
