package io.llmi.planner;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import com.sun.net.httpserver.HttpServer;
import io.llmi.planner.backend.PlannerBackend;
import io.llmi.planner.backend.PlannerException;
import io.llmi.planner.prompt.ChatPrompt;
import io.llmi.planner.prompt.UserImages;
import io.llmi.planner.rehearsal.RehearsalBackend;
import io.llmi.toolkit.contract.MemoryBlobs;
import io.llmi.toolkit.contract.TestConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

class PlannerSelectorTest {
    private volatile String models = "{\"data\":[{\"id\":\"first\"},{\"id\":\"second\"}]}";
    private HttpServer server;

    @BeforeEach
    void startServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/models", exchange -> {
            byte[] body = models.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stopServer() {
        server.stop(0);
    }

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private static PlannerConfig config(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.putIfAbsent("llmi.planner.ollama.enabled", "false");
        return TestConfig.of(PlannerConfig.class, all);
    }

    private static PlannerSelector selector(Map<String, String> settings) {
        PlannerConfig config = config(settings);
        return new PlannerSelector(
                config,
                new ChatPrompt(new UserImages(new MemoryBlobs(), 1000)),
                new RehearsalBackend(0),
                HttpClient.newHttpClient(),
                Clock.systemUTC());
    }

    @Test
    void shouldRehearseWhenNothingIsConfigured() throws Exception {
        assertThat(selector(Map.of("llmi.planner.base-url", "", "llmi.planner.api-key", ""))
                        .current()
                        .name())
                .isEqualTo("rehearsal");
    }

    @Test
    void shouldAskTheEndpointForItsFirstModelWhenNoneIsNamed() throws Exception {
        PlannerBackend backend =
                selector(Map.of("llmi.planner.base-url", url() + "/v1")).current();

        assertThat(backend.name()).isEqualTo("openai-compatible");
        assertThat(backend.model()).isEqualTo("first");
    }

    @Test
    void shouldUseOpenAiWhenThereIsOnlyAKey() throws Exception {
        PlannerBackend backend = selector(Map.of("llmi.planner.api-key", "sk-x", "llmi.planner.model", "gpt"))
                .current();

        assertThat(backend.name()).isEqualTo("openai-compatible");
        assertThat(backend.model()).isEqualTo("gpt");
    }

    @Test
    void shouldSayWhatToDoWhenTheEndpointHasNoModel() {
        models = "{\"data\":[]}";

        assertThatThrownBy(() ->
                        selector(Map.of("llmi.planner.base-url", url() + "/v1")).current())
                .isInstanceOf(PlannerException.class)
                .hasMessageContaining("LLMI_PLANNER_MODEL");
    }

    @Test
    void shouldChangeToOllamaWhenItGetsAModel() throws Exception {
        models = "{\"data\":null}";
        PlannerSelector selector = selector(Map.of(
                "llmi.planner.ollama.enabled", "true",
                "llmi.planner.ollama.url", url(),
                "llmi.planner.ollama.probe-timeout", "5s",
                "llmi.planner.ollama.probe-interval", "10ms"));
        assertThat(selector.current().name()).isEqualTo("rehearsal");

        models = "{\"data\":[{\"id\":\"llama\"}]}";

        await().atMost(Duration.ofSeconds(10))
                .until(() -> selector.current().model().equals("llama"));
    }

    @Test
    void shouldHaveTheDocumentedDefaults() {
        PlannerConfig config = config(Map.of());

        assertThat(config.slots()).isEqualTo(16);
        assertThat(config.restarts()).isEqualTo(1);
        assertThat(config.coalesce().interval()).isEqualTo(Duration.ofMillis(25));
        assertThat(config.rehearsal().wordsPerSecond()).isEqualTo(120);
        assertThat(config.temperature()).isEmpty();
    }
}
