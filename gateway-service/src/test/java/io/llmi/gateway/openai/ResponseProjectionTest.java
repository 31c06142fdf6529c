package io.llmi.gateway.openai;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmi.events.DocumentEvent;
import io.llmi.events.JobId;
import io.llmi.events.Json;
import io.llmi.gateway.log.Samples;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever the log, the stream keeps the rules that OpenAI's own clients rely on. */
class ResponseProjectionTest {
    private static final Set<String> LAST = Set.of("response.completed", "response.failed", "response.incomplete");

    @Property
    void shouldNumberEventsWithoutAGapAndEndWithOneTerminalEvent(@ForAll long seed, @ForAll boolean background) {
        List<ObjectNode> stream = stream(RandomLog.of(seed), background);

        for (int i = 0; i < stream.size(); i++) {
            assertThat(stream.get(i).path("sequence_number").asInt()).isEqualTo(i);
        }
        assertThat(type(stream.getFirst())).isEqualTo("response.created");
        assertThat(stream.stream().filter(event -> LAST.contains(type(event)))).containsExactly(stream.getLast());
    }

    /** The Python client indexes its snapshot by output_index and asserts the type that it finds there. */
    @Property
    void shouldAddEveryItemInOrderBeforeAnythingElseIsSaidOfIt(@ForAll long seed) {
        Map<Integer, String> open = new HashMap<>();
        Map<Integer, StringBuilder> texts = new HashMap<>();
        int added = 0;
        for (ObjectNode event : stream(RandomLog.of(seed), true)) {
            int index = event.path("output_index").asInt(-1);
            switch (type(event)) {
                case "response.output_item.added" -> {
                    assertThat(index).isEqualTo(added++);
                    open.put(index, event.path("item").path("type").asText());
                    texts.put(index, new StringBuilder());
                }
                case "response.output_text.delta" -> {
                    assertThat(open).containsEntry(index, "message");
                    assertThat(event.path("logprobs").isArray()).isTrue();
                    texts.get(index).append(event.path("delta").asText());
                }
                case "response.output_text.done" ->
                    assertThat(event.path("text").asText())
                            .isEqualTo(texts.get(index).toString());
                case String type
                when type.startsWith("response.image_generation_call") ->
                    assertThat(open).containsEntry(index, "image_generation_call");
                case "response.output_item.done" ->
                    assertThat(open.remove(index))
                            .isEqualTo(event.path("item").path("type").asText());
                default -> assertThat(event.path("error").isMissingNode()).isTrue();
            }
        }
        assertThat(open).as("items that were never done").isEmpty();
    }

    @Property
    void shouldContinueExactlyWhereAClientStoppedWhereverThatWas(@ForAll long seed, @ForAll int cut) {
        List<DocumentEvent> log = RandomLog.of(seed);
        List<ObjectNode> whole = stream(log, true);
        int after = Math.floorMod(cut, whole.size());

        List<ObjectNode> rest = stream(log, true).stream()
                .filter(event -> event.path("sequence_number").asInt() > after)
                .toList();

        List<ObjectNode> joined = new ArrayList<>(whole.subList(0, after + 1));
        joined.addAll(rest);
        assertThat(joined).isEqualTo(whole);
    }

    @Property
    void shouldGiveTheFinalDocumentAlsoWhenOnlyTheLastEventIsKept(@ForAll long seed) {
        List<DocumentEvent> log = RandomLog.of(seed);

        JsonNode replayed = stream(List.of(log.getLast()), true).getLast().path("response");

        assertThat(replayed).isEqualTo(stream(log, true).getLast().path("response"));
    }

    @Property
    void shouldCarryEveryKeyThatClientsReadUnasked(@ForAll long seed) {
        JsonNode response = stream(RandomLog.of(seed), true).getLast().path("response");

        for (String key : List.of(
                "id",
                "object",
                "created_at",
                "status",
                "error",
                "incomplete_details",
                "instructions",
                "model",
                "tools",
                "output",
                "parallel_tool_calls",
                "metadata",
                "tool_choice",
                "temperature",
                "top_p",
                "background",
                "completed_at",
                "max_output_tokens",
                "previous_response_id",
                "reasoning",
                "service_tier",
                "store",
                "text",
                "truncation",
                "usage",
                "user")) {
            assertThat(response.has(key)).as(key).isTrue();
        }
    }

    private static List<ObjectNode> stream(List<DocumentEvent> log, boolean background) {
        ResponseRecord record = new ResponseRecord(
                JobId.derived("tenant", "log"),
                Samples.AT,
                "llm-i",
                background,
                true,
                true,
                Optional.empty(),
                Json.mapper().createObjectNode());
        OutputItems items = new OutputItems(record.suffix(), blob -> Optional.of(new byte[] {1, 2, 3}));
        ResponseProjection projection = new ResponseProjection(record, items);
        List<ObjectNode> stream = new ArrayList<>(projection.begin());
        log.forEach(event -> stream.addAll(projection.on(event)));
        return stream;
    }

    private static String type(ObjectNode event) {
        return event.path("type").asText();
    }
}
