package io.llmi.planner.openai;

import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import io.llmi.events.ImageCount;
import io.llmi.events.Json;
import io.llmi.events.Message;
import io.llmi.events.PlanOutcome;
import io.llmi.events.TokenUsage;
import io.llmi.planner.Jobs;
import io.llmi.planner.backend.PlanRequest;
import io.llmi.planner.backend.PlanResult;
import io.llmi.planner.backend.PlannerError;
import io.llmi.planner.backend.PlannerException;
import io.llmi.planner.prompt.ChatPrompt;
import io.llmi.planner.prompt.UserImages;
import io.llmi.toolkit.contract.MemoryBlobs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class OpenAiBackendTest {
    private static final String OPENAI = """
            data: {"id":"c","choices":[{"index":0,"delta":{"role":"assistant","content":""},"finish_reason":null}],"usage":null}

            data: {"id":"c","choices":[{"index":0,"delta":{"content":"Grüße"},"finish_reason":null}],"usage":null}

            data: {"id":"c","choices":[{"index":0,"delta":{"content":" "},"finish_reason":null}],"usage":null}

            data: {"id":"c","choices":[{"index":0,"delta":{"content":"\\ud83d\\ude00 潮"},"finish_reason":null}],"usage":null}

            data: {"id":"c","choices":[{"index":0,"delta":{},"finish_reason":"stop"}],"usage":null}

            data: {"id":"c","choices":[],"usage":{"prompt_tokens":12,"completion_tokens":5,"total_tokens":17}}

            data: [DONE]

            """;
    private static final String VLLM = """
            data: {"choices":[{"index":0,"delta":{"role":"assistant","content":""}}]}

            data: {"choices":[{"index":0,"delta":{"reasoning":"hm, what to write"}}]}

            data: {"choices":[{"index":0,"delta":{"reasoning_content":"more thought"}}]}

            data: {"choices":[{"index":0,"delta":{"content":"Grüße "}}],"usage":{"prompt_tokens":12,"completion_tokens":2}}

            data: {"choices":[{"index":0,"delta":{"content":"😀 潮"},"finish_reason":"stop","stop_reason":null}]}

            data: {"choices":[],"usage":{"prompt_tokens":12,"completion_tokens":5}}

            data: [DONE]

            """;
    private static final String SGLANG = """
            data: {"choices":[{"index":0,"delta":{"role":"assistant","content":"","reasoning_content":null,"tool_calls":null},"logprobs":null,"finish_reason":null,"matched_stop":null}]}

            data: {"choices":[{"index":0,"delta":{"role":null,"content":"Grüße 😀 潮"},"logprobs":null,"finish_reason":null,"matched_stop":null}]}

            data: {"choices":[{"index":0,"delta":{"content":null},"finish_reason":"stop","matched_stop":151645}]}

            data: {"choices":[],"sglext":{}}

            data: {"choices":[],"usage":{"prompt_tokens":12,"completion_tokens":5}}

            data: [DONE]

            """;
    private static final String LLAMA_CPP =
            ":\n\ndata:{\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":null},\"finish_reason\":null}]}\r\n\r\n"
                    + "data:{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Grüße 😀\"}}]}\r\n\r\n: ping\r\n\r\n"
                    + "data:{\"choices\":[{\"index\":0,\"delta\":{\"content\":\" 潮\"}}]}\r\n\r\n"
                    + "data:{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\r\n\r\n"
                    + "data:{\"choices\":[],\"usage\":{\"prompt_tokens\":12,\"completion_tokens\":5},\"timings\":{}}\r\ndata: [DONE]";
    private static final String OLLAMA = """
            data: {"id":"chatcmpl-7","choices":[{"index":0,"delta":{"role":"assistant","content":"Grüße","reasoning":""},"finish_reason":null}]}

            data: {"id":"chatcmpl-7","choices":[{"index":0,"delta":{"role":"assistant","content":" 😀 潮"},"finish_reason":"stop"}]}

            data: {"id":"chatcmpl-7","choices":[],"usage":{"prompt_tokens":12,"completion_tokens":5}}

            data: [DONE]""";

    private final StringBuffer text = new StringBuffer();

    private static OpenAiSettings settings(Duration idle, int retries) {
        return new OpenAiSettings(
                OptionalDouble.of(0.5),
                100,
                retries,
                Duration.ofMillis(5),
                Duration.ofMillis(40),
                Duration.ofSeconds(20),
                idle,
                Duration.ofSeconds(60));
    }

    private static OpenAiBackend backend(Endpoint endpoint, Duration idle, int retries) {
        return new OpenAiBackend(
                endpoint,
                "m",
                settings(idle, retries),
                new ChatPrompt(new UserImages(new MemoryBlobs(), 1_000_000)),
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build(),
                Clock.systemUTC());
    }

    private PlanResult run(SocketEndpoint server) throws PlannerException, InterruptedException {
        return backend(server.endpoint(), Duration.ofSeconds(20), 3).stream(Jobs.request("Tides"), text::append);
    }

    static Stream<org.junit.jupiter.params.provider.Arguments> streams() {
        return Stream.of(OPENAI, VLLM, SGLANG, LLAMA_CPP, OLLAMA)
                .flatMap(body -> Stream.of(1, 3, 7, 10_000)
                        .map(bytes -> org.junit.jupiter.params.provider.Arguments.of(body, bytes)));
    }

    @ParameterizedTest
    @MethodSource("streams")
    void shouldReadEveryVendorsStreamHoweverItIsCut(String body, int bytes) throws Exception {
        try (SocketEndpoint server = new SocketEndpoint(SocketEndpoint.stream(body, bytes))) {
            PlanResult result = run(server);

            assertThat(text).hasToString("Grüße 😀 潮");
            assertThat(result).isEqualTo(PlanResult.completed(new TokenUsage(12, 5)));
        }
    }

    @Test
    void shouldSendExactlyThisRequest() throws Exception {
        try (SocketEndpoint server = new SocketEndpoint(SocketEndpoint.stream(OPENAI, 1000))) {
            PlanRequest request =
                    new PlanRequest(Jobs.job(List.of(Message.user("Tides")), 0, ImageCount.NONE), List.of());

            backend(server.endpoint(), Duration.ofSeconds(20), 0).stream(request, text::append);

            String sent = server.requests.getFirst();
            assertThat(sent)
                    .startsWith("POST /v1/chat/completions HTTP/1.1\r\n")
                    .contains("Authorization: Bearer sk-test-secret");
            JsonNode body = Json.mapper().readTree(sent.substring(sent.indexOf("\r\n\r\n") + 4));
            String system = body.at("/messages/0/content").asText();
            assertThat(system).contains("no pictures");
            assertThat(body).isEqualTo(Json.mapper().readTree("""
                                    {"model":"m","messages":[{"role":"system","content":%s},{"role":"user","content":"Tides"}],
                                     "stream":true,"stream_options":{"include_usage":true},"temperature":0.5,"max_tokens":100}
                                    """.formatted(
                            Json.mapper().writeValueAsString(system))));
        }
    }

    @Test
    void shouldTryAgainWhenTheEndpointIsBusyBeforeTheFirstToken() throws Exception {
        try (SocketEndpoint server = new SocketEndpoint(
                SocketEndpoint.status(429, "Retry-After: 30\r\n", "{\"error\":{\"message\":\"slow down\"}}"),
                SocketEndpoint.status(503, "", "{\"error\":{\"code\":503,\"message\":\"Loading model\"}}"),
                SocketEndpoint.stream("data: {\"error\":{\"message\":\"boom\",\"code\":500}}\n\ndata: [DONE]\n\n", 9),
                SocketEndpoint.stream(OPENAI, 100))) {
            PlanResult result = run(server);

            assertThat(result.outcome()).isEqualTo(PlanOutcome.COMPLETED);
            assertThat(server.requests).hasSize(4);
        }
    }

    @Test
    void shouldNotTryAgainWhenTextIsAlreadyOut() throws Exception {
        String begun = "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Begun\"}}]}\n\n";
        try (SocketEndpoint server = new SocketEndpoint(SocketEndpoint.stream(
                begun
                        + "data: {\"error\":{\"object\":\"error\",\"message\":\"CUDA\",\"code\":500}}\n\ndata: [DONE]\n\n",
                50))) {
            PlannerException broken = catchThrowableOfType(PlannerException.class, () -> run(server));

            assertThat(broken.error()).isInstanceOf(PlannerError.Broken.class);
            assertThat(broken).hasMessageContaining("CUDA");
            assertThat(text).hasToString("Begun");
            assertThat(server.requests).hasSize(1);
        }
    }

    @Test
    void shouldReportABrokenStreamWhenItEndsWithoutAFinish() throws Exception {
        String begun = "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Begun\"}}]}\n\n";
        try (SocketEndpoint server = new SocketEndpoint(SocketEndpoint.stream(begun, 50))) {
            PlannerException broken = catchThrowableOfType(PlannerException.class, () -> run(server));

            assertThat(broken.error()).isInstanceOf(PlannerError.Broken.class);
        }
    }

    @Test
    void shouldReportTruncationWhenTheLengthLimitIsReached() throws Exception {
        String body =
                "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Begun\"},\"finish_reason\":\"length\"}]}\n\ndata: [DONE]";
        try (SocketEndpoint server = new SocketEndpoint(SocketEndpoint.stream(body, 50))) {
            assertThat(run(server).outcome()).isEqualTo(PlanOutcome.TRUNCATED);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 404, 422})
    void shouldGiveUpAtOnceWhenTheRequestIsRefused(int status) throws Exception {
        try (SocketEndpoint server =
                new SocketEndpoint(SocketEndpoint.status(status, "", "{\"detail\":\"bad sk-test-secret\"}"))) {
            PlannerException refused = catchThrowableOfType(PlannerException.class, () -> run(server));

            assertThat(refused.error()).isInstanceOf(PlannerError.Terminal.class);
            assertThat(refused.getMessage()).doesNotContain("secret");
            assertThat(server.requests).hasSize(1);
        }
    }

    @Test
    void shouldReportAnIdleStreamWhenNothingComes() throws Exception {
        String begun = "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Begun\"}}]}\n\n";
        SocketEndpoint[] self = new SocketEndpoint[1];
        try (SocketEndpoint server =
                new SocketEndpoint(out -> self[0].hang(begun, false).answer(out))) {
            self[0] = server;
            OpenAiBackend backend = backend(server.endpoint(), Duration.ofMillis(100), 0);

            PlannerException idle = catchThrowableOfType(
                    PlannerException.class, () -> backend.stream(Jobs.request("Tides"), text::append));

            assertThat(idle.error()).isInstanceOf(PlannerError.Idle.class);
        }
    }

    @Test
    void shouldCloseTheStreamWhenInterrupted() throws Exception {
        String begun = "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Begun\"}}]}\n\n";
        SocketEndpoint[] self = new SocketEndpoint[1];
        try (SocketEndpoint server =
                new SocketEndpoint(out -> self[0].hang(begun, true).answer(out))) {
            self[0] = server;
            FutureTask<PlanResult> task = new FutureTask<>(() -> run(server));
            Thread worker = Thread.ofVirtual().start(task);
            org.awaitility.Awaitility.await().until(() -> !text.isEmpty());

            worker.interrupt();

            assertThat(catchThrowableOfType(
                            java.util.concurrent.ExecutionException.class, () -> task.get(10, TimeUnit.SECONDS)))
                    .hasCauseInstanceOf(InterruptedException.class);
            assertThat(server.peerGone.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void shouldNameTheEndpointAndNotTheKeyWhenItCannotBeReached() throws Exception {
        SocketEndpoint closed = new SocketEndpoint();
        closed.close();
        OpenAiBackend backend = backend(closed.endpoint(), Duration.ofSeconds(1), 1);

        PlannerException unreachable =
                catchThrowableOfType(PlannerException.class, () -> backend.stream(Jobs.request("Tides"), text::append));

        assertThat(unreachable.error()).isInstanceOf(PlannerError.Unreachable.class);
        assertThat(unreachable).hasMessageContaining("127.0.0.1").hasMessageNotContaining("sk-test");
    }
}
