package io.llmi.standalone.it;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmi.events.Document;
import io.llmi.events.JobStatus;
import io.llmi.events.Json;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** Rewards of completions that really go through parser, tools and assembler, without any model. */
class RewardsIT {
    @TempDir
    static Path directory;

    private static ServiceProcess server;
    private static ApiClient api;

    @BeforeAll
    static void start() {
        server = ServiceProcess.standalone(directory, Map.of("OPENAI_BASE_URL", "", "OPENAI_API_KEY", ""));
        server.awaitReady();
        api = new ApiClient(server.url());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void shouldScoreABatchInItsOrderWhenOneCompletionsToolFails() {
        ArrayNode batch = Json.mapper().createArrayNode();
        item(batch, 2, "code", "edit")
                .put(
                        "completion",
                        "# The tide\n\nThe water rises for six hours.\n\n"
                                // As the published models write them: a Python literal.
                                + "<imgen>{'source': 'code', 'description': 'The height of the water over half a day',"
                                + " 'params': {'code': 'plt.plot([0, 6, 12], [2.1, 4.8, 2.2])'}}</imgen>\n\n"
                                + "At night it looks the same.\n\n"
                                + "<imgen>{\"source\": \"edit\", \"description\": \"The same chart in black and white\","
                                + " \"params\": {\"img_index\": 0, \"prompt\": \"make it black and white\"}}</imgen>\n");
        item(batch, 1, "code")
                .put(
                        "completion",
                        "# A chart\n\nThe numbers are wrong.\n\n<imgen>{\"source\": \"code\", \"description\": \"A chart of the"
                                + " water height\", \"params\": {\"code\": \"plt.plot(undefined_name)\"}}</imgen>\n");
        item(batch, -1).put("completion", "<think>No picture here.</think># Words\n\nOnly words, as you asked.");
        item(batch, 99, "search", "diffusion")
                .put(
                        "completion",
                        "# A harbour\n\n<imgen>{\"source\": \"search\", \"description\": \"Boats in a harbour\", \"params\":"
                                + " {\"query\": \"harbour\"}}</imgen>\n\n<imgen>{\"source\": \"diffusion\", \"description\": \"A"
                                + " painted harbour at dawn\", \"params\": {\"prompt\": \"a harbour at dawn\"}}</imgen>\n");

        HttpResponse<String> response = api.post("/v1/rewards", batch.toString());

        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        JsonNode results = ApiClient.json(response.body()).path("results");
        assertThat(results).as(response.body()).hasSize(4);

        JsonNode charts = results.path(0);
        assertThat(charts.at("/tools/by_tool/code/succeeded").asInt()).isEqualTo(1);
        assertThat(charts.at("/tools/by_tool/edit/succeeded").asInt()).isEqualTo(1);
        assertThat(charts.at("/components/rule").asDouble()).isEqualTo(1);
        assertThat(charts.at("/components/tool").asDouble()).isEqualTo(1);
        assertThat(charts.at("/mllm/source").asText()).isEqualTo("heuristic");
        assertThat(charts.at("/mllm/breakdown/contrast").asDouble()).isGreaterThan(0.3);

        JsonNode broken = results.path(1);
        assertThat(broken.path("status").asText()).isEqualTo("partial");
        assertThat(broken.at("/components/rule").asDouble()).isZero();
        assertThat(broken.at("/components/tool").asDouble()).isEqualTo(0.5);
        assertThat(broken.at("/tools/by_tool/code/failures").size()).isEqualTo(1);
        double llm = broken.at("/components/llm").asDouble();
        assertThat(broken.path("reward").asDouble()).isCloseTo(0.5 * llm, within(1e-9));

        JsonNode words = results.path(2);
        assertThat(words.at("/components/rule").asDouble()).isEqualTo(1);
        assertThat(words.at("/mllm/source").asText()).isEqualTo("rule");

        JsonNode harbour = results.path(3);
        assertThat(harbour.at("/pictures/made").asInt()).isEqualTo(2);
        assertThat(harbour.at("/components/tool").asDouble()).isEqualTo(1);
        assertThat(harbour.at("/llm/scores/text").asDouble()).isGreaterThan(1);

        Document judged = api.document(words.path("job").asText());
        assertThat(judged.status()).isEqualTo(JobStatus.COMPLETED);
        assertThat(judged.parts().toString()).contains("Only words").doesNotContain("No picture here");
    }

    @Test
    void shouldSpeakOfWhatIsWrongWithTheRequest() {
        HttpResponse<String> response = api.post("/v1/rewards", "{\"question\": \"x\"}");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
    }

    private static ObjectNode item(ArrayNode batch, int imageNum, String... tools) {
        ObjectNode item = batch.addObject().put("question", "Write about the tide and a harbour");
        item.put("image_num", imageNum).put("split", "eval");
        ArrayNode required = item.putArray("tools");
        for (String tool : tools) {
            required.add(tool);
        }
        return item;
    }
}
