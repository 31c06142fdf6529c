package io.llmi.gateway.openai;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmi.events.Document;
import io.llmi.events.Document.ImagePart;
import io.llmi.events.Document.ImageStatus;
import io.llmi.events.Document.TextPart;
import io.llmi.events.DocumentEvent;
import io.llmi.events.Json;

/**
 * A job's events as the events of OpenAI's Responses stream. It depends on nothing but the log, so every gateway makes
 * the same stream of it and a client may resume anywhere by {@code sequence_number}.
 *
 * <p>Each part of the document is one output item. When a planner starts again, what the parts so far became is closed
 * as incomplete and the new parts follow; the final response object has only these.
 *
 * <p>For one stream and one thread.
 */
final class ResponseProjection {
    private final ResponseRecord response;
    private final ResponseObject object;
    private final OutputItems items;
    private final Map<Integer, Integer> outputOfPart = new HashMap<>();
    private final Map<Integer, Pending> pendingImages = new HashMap<>();
    private final StringBuilder text = new StringBuilder();
    private Optional<Integer> openText = Optional.empty();
    private List<ObjectNode> out = new ArrayList<>();
    private int outputs;
    private long sequence;
    private boolean begun;
    private boolean inProgress;

    /** A picture that is awaited as this output item. */
    private record Pending(int index, ImagePart image) {}

    ResponseProjection(ResponseRecord response, OutputItems items) {
        this.response = response;
        this.items = items;
        this.object = new ResponseObject(response, items);
    }

    /** The events before any output; further calls add nothing. */
    List<ObjectNode> begin() {
        if (!begun) {
            begun = true;
            String status = response.background() ? "queued" : "in_progress";
            event("response.created").set("response", object.unfinished(status));
            if (response.background()) {
                event("response.queued").set("response", object.unfinished(status));
            } else {
                start();
            }
        }
        return taken();
    }

    /** What an event of the log becomes; possibly nothing. */
    List<ObjectNode> on(DocumentEvent event) {
        switch (event) {
            case DocumentEvent.Accepted e -> {
                // The response object exists before.
            }
            case DocumentEvent.DraftStarted e -> start();
            case DocumentEvent.Reset e -> reset();
            case DocumentEvent.TextDelta e -> text(e.part(), e.text());
            case DocumentEvent.ImagePending e ->
                imagePending(e.part(), ImagePart.pending(e.index(), e.tool(), e.description()));
            case DocumentEvent.ImagePreview e -> preview(e);
            case DocumentEvent.CandidateProgress e -> {
                // The API knows no candidates.
            }
            case DocumentEvent.Unknown e -> {
                // Nor what is newer than this version.
            }
            case DocumentEvent.ImageReady e ->
                imageDone(e.part(), pending(e.part()).image().ready(e.alt(), e.blob(), e.provenance()));
            case DocumentEvent.ImageFailed e ->
                imageDone(e.part(), pending(e.part()).image().failed(e.error()));
            case DocumentEvent.Closed e -> close(e.document());
        }
        return taken();
    }

    private List<ObjectNode> taken() {
        List<ObjectNode> events = out;
        out = new ArrayList<>();
        return events;
    }

    private void start() {
        if (!inProgress) {
            inProgress = true;
            event("response.in_progress").set("response", object.unfinished("in_progress"));
        }
    }

    private void text(int part, String delta) {
        if (!outputOfPart.containsKey(part)) {
            closeText("completed");
            int index = newOutput(part);
            openText = Optional.of(index);
            itemEvent("response.output_item.added", index).set("item", items.message(index, "in_progress"));
            partEvent("response.content_part.added", index).set("part", OutputItems.text(""));
        }
        openText.ifPresent(index -> {
            text.append(delta);
            ObjectNode event = partEvent("response.output_text.delta", index);
            event.put("delta", delta);
            event.putArray("logprobs");
        });
    }

    private void closeText(String status) {
        openText.ifPresent(index -> {
            String whole = text.toString();
            ObjectNode done = partEvent("response.output_text.done", index);
            done.put("text", whole);
            done.putArray("logprobs");
            partEvent("response.content_part.done", index).set("part", OutputItems.text(whole));
            itemEvent("response.output_item.done", index).set("item", items.message(index, status, whole));
        });
        openText = Optional.empty();
        text.setLength(0);
    }

    private void imagePending(int part, ImagePart image) {
        closeText("completed");
        int index = newOutput(part);
        pendingImages.put(part, new Pending(index, image));
        itemEvent("response.output_item.added", index)
                .set("item", items.image(index, image.tool(), image.description()));
        image("response.image_generation_call.in_progress", index);
        image("response.image_generation_call.generating", index);
    }

    private void preview(DocumentEvent.ImagePreview preview) {
        ObjectNode event = image(
                "response.image_generation_call.partial_image",
                pending(preview.part()).index());
        event.put("partial_image_index", preview.number());
        // Also where the bytes are gone: every replay has the same numbers.
        event.put("partial_image_b64", items.base64(preview.blob()).orElse(""));
        event.put("output_format", OutputItems.format(preview.blob()));
    }

    private Pending pending(int part) {
        return Optional.ofNullable(pendingImages.get(part))
                .orElseThrow(() -> new IllegalStateException(response.job() + ": no picture is awaited at " + part));
    }

    private void imageDone(int part, ImagePart image) {
        int index = pending(part).index();
        pendingImages.remove(part);
        if (image.status() == ImageStatus.READY) {
            image("response.image_generation_call.completed", index);
        }
        itemEvent("response.output_item.done", index).set("item", items.image(index, image));
    }

    private void reset() {
        closeText("incomplete");
        pendingImages.values().stream()
                .sorted(Comparator.comparing(Pending::index))
                .forEach(pending -> {
                    ImagePart image = pending.image();
                    ObjectNode item = items.image(pending.index(), image.tool(), image.description());
                    item.put("status", "failed");
                    itemEvent("response.output_item.done", pending.index()).set("item", item);
                });
        pendingImages.clear();
        outputOfPart.clear();
    }

    /** What the log did not say is made up from the final document: all of it where the log is gone. */
    private void close(Document document) {
        start();
        for (int part = 0; part < document.parts().size(); part++) {
            switch (document.parts().get(part)) {
                case TextPart written -> {
                    if (!outputOfPart.containsKey(part)) {
                        text(part, written.text());
                    }
                }
                case ImagePart image -> {
                    if (!outputOfPart.containsKey(part)) {
                        imagePending(part, image);
                    }
                    if (pendingImages.containsKey(part)) {
                        imageDone(part, image);
                    }
                }
            }
        }
        ObjectNode last = object.of(document);
        String status = last.path("status").asText();
        closeText(status.equals("completed") ? "completed" : "incomplete");
        // There is no event for a cancelled response; the object in the last one tells.
        String name = switch (status) {
            case "completed" -> "response.completed";
            case "failed" -> "response.failed";
            default -> "response.incomplete";
        };
        event(name).set("response", last);
    }

    private int newOutput(int part) {
        int index = outputs++;
        outputOfPart.put(part, index);
        return index;
    }

    private ObjectNode image(String type, int index) {
        ObjectNode event = event(type);
        event.put("item_id", items.imageId(index));
        event.put("output_index", index);
        return event;
    }

    private ObjectNode itemEvent(String type, int index) {
        ObjectNode event = event(type);
        event.put("output_index", index);
        return event;
    }

    private ObjectNode partEvent(String type, int index) {
        ObjectNode event = event(type);
        event.put("item_id", items.messageId(index));
        event.put("output_index", index);
        event.put("content_index", 0);
        return event;
    }

    private ObjectNode event(String type) {
        ObjectNode event = Json.mapper().createObjectNode();
        event.put("type", type);
        event.put("sequence_number", sequence++);
        out.add(event);
        return event;
    }
}
