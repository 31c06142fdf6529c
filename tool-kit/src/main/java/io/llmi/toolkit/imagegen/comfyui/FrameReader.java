package io.llmi.toolkit.imagegen.comfyui;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.llmi.events.Json;

/**
 * Reads the frames of ComfyUI's socket: texts {@code {"type", "data"}}, and binary ones that begin with a big-endian
 * event number. What is unknown, broken or of no interest is empty: the run's history decides, never the socket.
 */
final class FrameReader {
    private static final int PREVIEW = 1;
    private static final int PREVIEW_WITH_METADATA = 4;

    private FrameReader() {}

    static Optional<RunEvent> text(String frame) {
        JsonNode message;
        try {
            message = Json.mapper().readTree(frame);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
        JsonNode data = message.path("data");
        String promptId = data.path("prompt_id").asText("");
        if (promptId.isEmpty()) {
            return Optional.empty();
        }
        return switch (message.path("type").asText("")) {
            case "execution_start", "execution_cached", "executed", "progress", "progress_state" ->
                Optional.of(new RunEvent.Working(promptId));
            case "executing" ->
                Optional.of(data.path("node").isNull() ? new RunEvent.Ended(promptId) : new RunEvent.Working(promptId));
            case "execution_success", "execution_error", "execution_interrupted" ->
                Optional.of(new RunEvent.Ended(promptId));
            default -> Optional.empty();
        };
    }

    static Optional<RunEvent> binary(ByteBuffer frame) {
        try {
            return switch (frame.getInt()) {
                case PREVIEW -> {
                    // The format, which the picture's own first bytes say as well.
                    frame.getInt();
                    yield Optional.of(new RunEvent.Preview(Optional.empty(), rest(frame)));
                }
                case PREVIEW_WITH_METADATA -> {
                    byte[] metadata = new byte[length(frame)];
                    frame.get(metadata);
                    yield Optional.of(new RunEvent.Preview(promptId(metadata), rest(frame)));
                }
                default -> Optional.empty();
            };
        } catch (BufferUnderflowException e) {
            return Optional.empty();
        }
    }

    private static int length(ByteBuffer frame) {
        int length = frame.getInt();
        if (length < 0 || length > frame.remaining()) {
            throw new BufferUnderflowException();
        }
        return length;
    }

    private static Optional<String> promptId(byte[] metadata) {
        try {
            return Optional.ofNullable(Json.mapper()
                    .readTree(new String(metadata, StandardCharsets.UTF_8))
                    .path("prompt_id")
                    .textValue());
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static byte[] rest(ByteBuffer frame) {
        byte[] rest = new byte[frame.remaining()];
        frame.get(rest);
        return rest;
    }
}
