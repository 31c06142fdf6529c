package io.llmi.standalone.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.http.StreamResponse;
import com.openai.errors.BadRequestException;
import com.openai.errors.NotFoundException;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.helpers.ResponseAccumulator;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseOutputItem;
import com.openai.models.responses.ResponseRetrieveParams;
import com.openai.models.responses.ResponseStatus;
import com.openai.models.responses.ResponseStreamEvent;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** OpenAI's own clients, unmodified, against the packaged server; the model is a scripted one that can be held. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OpenAiSdkIT {
    private static final String DOCUMENT = "# The tides\n\nThe tide comes in.\n\n"
            + "<imgen>{'source': 'diffusion', 'description': 'A harbour', 'params': {'prompt': 'a harbour'}}</imgen>\n\n"
            + ScriptedPlanner.HOLD
            + "It goes out again.\n\n"
            + "<imgen>{'source': 'search', 'description': 'A lighthouse', 'params': {'query': 'lighthouse'}}</imgen>\n\n"
            + "So it has always been.\n";

    @TempDir
    static Path directory;

    private static ScriptedPlanner planner;
    private static ServiceProcess server;
    private static OpenAIClient client;

    @BeforeAll
    static void start() throws IOException {
        planner = new ScriptedPlanner(DOCUMENT, 4);
        server = ServiceProcess.standalone(
                directory, Map.of("OPENAI_BASE_URL", planner.baseUrl(), "OPENAI_API_KEY", "none"));
        server.awaitReady();
        client = OpenAIOkHttpClient.builder()
                .baseUrl(server.url() + "/v1")
                .apiKey("none")
                .maxRetries(0)
                .build();
    }

    @AfterAll
    static void stop() {
        client.close();
        server.close();
        planner.close();
    }

    @Test
    @Order(1)
    void shouldStopTheModelAndKeepWhatThereIsWhenABackgroundResponseIsCancelled() throws InterruptedException {
        Response queued = client.responses().create(params().background(true).build());
        assertThat(queued.status()).hasValue(ResponseStatus.QUEUED);
        planner.awaitHeld();
        await().until(() -> !client.responses().retrieve(queued.id()).output().isEmpty());

        Response cancelled = client.responses().cancel(queued.id());

        assertThat(cancelled.status()).hasValue(ResponseStatus.CANCELLED);
        assertThat(cancelled.output()).isNotEmpty();
        assertThat(client.responses().cancel(queued.id()).status()).hasValue(ResponseStatus.CANCELLED);
        planner.release();
    }

    @Test
    @Order(2)
    void shouldAnswerWithTheWholeDocumentWhenAskedSynchronously() {
        Response response = client.responses().create(params().build());

        assertThat(response.status()).hasValue(ResponseStatus.COMPLETED);
        assertThat(response.output().stream().filter(ResponseOutputItem::isImageGenerationCall))
                .hasSize(2)
                .allSatisfy(item ->
                        assertThat(item.asImageGenerationCall().result()).isPresent());
        assertThat(response.usage().orElseThrow().totalTokens()).isNotNegative();
    }

    @Test
    @Order(2)
    void shouldStreamEventsThatTheClientsAccumulatorTakes() {
        ResponseAccumulator accumulator = ResponseAccumulator.create();
        try (StreamResponse<ResponseStreamEvent> stream = client.responses().createStreaming(params().build())) {
            stream.stream().forEach(accumulator::accumulate);
        }

        assertThat(accumulator.response().output()).hasSize(5);
    }

    @Test
    @Order(2)
    void shouldGoOnWithTheNextEventWhenABackgroundStreamWasCut() {
        List<ResponseStreamEvent> events = new ArrayList<>();
        try (StreamResponse<ResponseStreamEvent> stream =
                client.responses().createStreaming(params().background(true).build())) {
            stream.stream().limit(6).forEach(events::add);
        }
        String id = events.getFirst().asCreated().response().id();
        ResponseRetrieveParams rest = ResponseRetrieveParams.builder()
                .responseId(id)
                .startingAfter(events.size() - 1)
                .build();
        try (StreamResponse<ResponseStreamEvent> stream = client.responses().retrieveStreaming(rest)) {
            stream.stream().forEach(events::add);
        }

        List<ResponseStreamEvent> again = new ArrayList<>();
        try (StreamResponse<ResponseStreamEvent> stream = client.responses().retrieveStreaming(id)) {
            stream.stream().forEach(again::add);
        }
        assertThat(events).isEqualTo(again);
        assertThat(events.getLast().isCompleted()).isTrue();
    }

    @Test
    @Order(2)
    void shouldBeCollectedLaterWhenSubmittedInTheBackground() {
        String id = client.responses().create(params().background(true).build()).id();

        await().atMost(Duration.ofSeconds(60))
                .until(() -> client.responses()
                        .retrieve(id)
                        .status()
                        .filter(ResponseStatus.COMPLETED::equals)
                        .isPresent());

        client.responses().delete(id);
        assertThatThrownBy(() -> client.responses().retrieve(id)).isInstanceOf(NotFoundException.class);
    }

    @Test
    @Order(2)
    void shouldStreamAChatWithPicturesAsMarkdown() {
        ChatCompletionAccumulator accumulator = ChatCompletionAccumulator.create();
        ChatCompletionCreateParams chat = ChatCompletionCreateParams.builder()
                .model("llm-i")
                .addUserMessage("the tides")
                .build();
        try (StreamResponse<ChatCompletionChunk> stream =
                client.chat().completions().createStreaming(chat)) {
            stream.stream().forEach(accumulator::accumulate);
        }

        String text = accumulator
                .chatCompletion()
                .choices()
                .getFirst()
                .message()
                .content()
                .orElseThrow();
        assertThat(text).contains("The tide comes in.").contains("So it has always been.");
        assertThat(text.split("!\\[", -1)).hasSize(3);
    }

    @Test
    @Order(2)
    void shouldMapErrorsToTheClientsOwn() {
        ResponseCreateParams unknown =
                ResponseCreateParams.builder().model("gpt-none").input("x").build();
        assertThatThrownBy(() -> client.responses().create(unknown))
                .isInstanceOfSatisfying(
                        NotFoundException.class,
                        failure -> assertThat(failure.code()).hasValue("model_not_found"));
        ResponseCreateParams empty = params().input(" ").build();
        assertThatThrownBy(() -> client.responses().create(empty)).isInstanceOf(BadRequestException.class);
    }

    @Test
    @Order(3)
    void shouldServeThePythonClient() throws Exception {
        Path python = Prepared.of("python", "python3");

        Prepared.run(
                python.resolve("bin/python").toString(),
                Prepared.SCRIPTS.resolve("check.py").toString(),
                server.url().toString());
    }

    @Test
    @Order(3)
    void shouldServeTheNodeClient() throws Exception {
        Path node = Prepared.of("node", "npm");
        // A module is looked for beside the script that imports it.
        Path script = Files.copy(
                Prepared.SCRIPTS.resolve("check.mjs"), node.resolve("check.mjs"), StandardCopyOption.REPLACE_EXISTING);

        Prepared.run("node", script.toString(), server.url().toString());
    }

    private static ResponseCreateParams.Builder params() {
        return ResponseCreateParams.builder().model("llm-i").input("the tides");
    }
}
