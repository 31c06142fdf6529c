package io.llmi.toolkit.imagegen.openai;

import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmi.events.Provenance;
import io.llmi.toolkit.imagegen.PictureSize;

/** What the provenance says: what was sent, and what the server says that it did instead. */
final class Disclosure {
    private static final List<String> TRANSPORT =
            List.of("model", "n", "response_format", "output_format", "stream", "partial_images", "seed");
    private static final int MAX_PROMPT = 4000;

    private Disclosure() {}

    /** @param begin of the call, by {@link System#nanoTime()} */
    static Provenance of(
            Dialect dialect, ObjectNode sent, ImagesClient.Made made, Optional<PictureSize> asked, long begin) {
        ObjectNode params = JsonNodeFactory.instance.objectNode();
        params.setAll(sent);
        params.remove(TRANSPORT);
        if (sent.has("seed")) {
            // As a text: JavaScript clients would round a 64-bit number.
            params.put("seed", sent.path("seed").asText());
        }
        JsonNode answer = made.answer();
        for (String name : List.of("size", "quality")) {
            if (answer.path(name).isTextual()) {
                params.set(name, answer.path(name));
            }
        }
        asked.filter(size -> !size.toString().equals(params.path("size").asText()))
                .ifPresent(size -> params.put("asked_size", size.toString()));
        String revised = answer.path("data").path(0).path("revised_prompt").asText("");
        if (!revised.isEmpty() && !revised.equals(sent.path("prompt").asText())) {
            params.put("revised_prompt", revised.length() > MAX_PROMPT ? revised.substring(0, MAX_PROMPT) : revised);
        }
        Provenance provenance =
                Provenance.madeBy(ImagesClient.NAME, params).withDurationMs((System.nanoTime() - begin) / 1_000_000);
        return dialect.model().map(provenance::withModel).orElse(provenance);
    }
}
