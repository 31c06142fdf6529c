package io.llmi.toolkit.imagegen.comfyui;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import io.llmi.events.FailureCode;
import io.llmi.toolkit.backend.BackendException;
import io.llmi.toolkit.backend.Remedy;
import io.llmi.toolkit.http.Said;

/** Reads the history and the queue of a server: what became of a run. */
final class History {
    private History() {}

    /** @param history the answer of {@code GET /history/<id>}: empty as long as the run has not ended */
    static Optional<RunState> outcome(JsonNode history, String promptId) {
        JsonNode entry = history.path(promptId);
        if (!entry.isObject()) {
            return Optional.empty();
        }
        JsonNode status = entry.path("status");
        // Old servers write no status.
        if (status.path("status_str").asText("success").equals("error")) {
            return Optional.of(new RunState.Failed(cause(status.path("messages"))));
        }
        return Optional.of(new RunState.Done(pictures(entry.path("outputs"))));
    }

    /** @param queue the answer of {@code GET /queue} */
    static RunState place(JsonNode queue, String promptId) {
        if (holds(queue.path("queue_running"), promptId)) {
            return new RunState.Running();
        }
        return holds(queue.path("queue_pending"), promptId) ? new RunState.Waiting() : new RunState.Unknown();
    }

    private static boolean holds(JsonNode items, String promptId) {
        for (JsonNode item : items) {
            if (promptId.equals(item.path(1).textValue())) {
                return true;
            }
        }
        return false;
    }

    private static List<PictureRef> pictures(JsonNode outputs) {
        List<PictureRef> pictures = new ArrayList<>();
        outputs.forEach(output -> output.path("images").forEach(image -> {
            String filename = image.path("filename").asText("");
            if (!filename.isEmpty()) {
                pictures.add(new PictureRef(
                        filename,
                        image.path("subfolder").asText(""),
                        image.path("type").asText("output")));
            }
        }));
        pictures.sort(Comparator.comparing(picture -> !picture.type().equals("output")));
        return pictures;
    }

    private static BackendException cause(JsonNode messages) {
        JsonNode error = null;
        for (JsonNode message : messages) {
            switch (message.path(0).asText("")) {
                case "execution_interrupted" -> {
                    return BackendException.broken("Somebody interrupted the picture on the ComfyUI server.", null);
                }
                case "execution_error" -> error = message.path(1);
                default -> {
                    // The run's course.
                }
            }
        }
        if (error == null) {
            return BackendException.broken("The ComfyUI workflow failed; its server's log says why.", null);
        }
        String type = error.path("exception_type").asText("");
        String said = error.path("exception_message").asText("");
        if (type.endsWith("OutOfMemoryError")
                || said.contains("out of memory")
                || said.startsWith("Allocation on device")) {
            return BackendException.broken("The ComfyUI server ran out of GPU memory.", null);
        }
        // A node that fails on an input fails on it again, so the same call is not repeated here.
        return new BackendException(
                FailureCode.BACKEND_ERROR,
                "The ComfyUI workflow failed in its node %s.%s"
                        .formatted(Said.trimmed(error.path("node_type").asText("?")), Said.quoted(said)),
                new Remedy.TryNext(),
                null);
    }
}
