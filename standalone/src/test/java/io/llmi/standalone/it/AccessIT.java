package io.llmi.standalone.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.llmi.events.Json;
import io.llmi.standalone.broker.FreePort;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A system that asks who calls, with keys that are made and revoked while it runs. */
class AccessIT {
    private static final String ADMIN = "the-first-key-from-a-secret-store-0123456789";

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TempDir
    private static Path directory;

    private static ServiceProcess system;

    @BeforeAll
    static void start() {
        system = ServiceProcess.standalone(
                directory, FreePort.find(), Map.of("LLMI_ACCESS_ADMIN_KEY", ADMIN, "LLMI_GATEWAY_QUOTA_STREAMS", "3"));
        system.awaitReady();
    }

    @AfterAll
    static void stop() {
        system.close();
    }

    @Test
    void shouldAnswer401WhenAKeyIsMissingWrongOrRevoked() {
        JsonNode made = make("tenant-a", "submit", "read");
        String key = made.path("key").asText();
        assertThat(get("/v1/jobs", key).statusCode()).isEqualTo(200);

        assertThat(send("DELETE", "/v1/keys/" + made.path("id").asText(), ADMIN, "")
                        .statusCode())
                .isEqualTo(204);

        for (String wrong : List.of("", key, "llmi_0123456789abcdef_" + "A".repeat(43), "sk-whatever")) {
            HttpResponse<String> response = get("/v1/jobs", wrong);
            assertThat(response.statusCode()).isEqualTo(401);
            assertThat(response.headers().firstValue("WWW-Authenticate")).isPresent();
            assertThat(json(response).path("type").asText()).isEqualTo("urn:llmi:problem:unauthorized");
            JsonNode error = json(get("/v1/models", wrong)).path("error");
            assertThat(error.path("code").asText()).isEqualTo("invalid_api_key");
            assertThat(error.path("message").asText()).isNotEmpty();
            assertThat(send("POST", "/v1/rewards", wrong, "[]").statusCode()).isEqualTo(401);
        }
        assertThat(get("/", "").statusCode()).isEqualTo(200);
        assertThat(get("/q/health/ready", "").statusCode()).isEqualTo(200);
    }

    @Test
    void shouldRefuseKeysInAddressesAndPathsThatHideSomething() {
        String key = key("tenant-a", "read");
        assertThat(get("/v1/jobs?api_key=" + key, "").statusCode()).isEqualTo(400);
        assertThat(get("/v1/jobs?limit=1&access_token=" + key, key).statusCode())
                .isEqualTo(400);
        for (String path : List.of(
                "/page/../v1/jobs",
                "//v1/jobs",
                "/v1//jobs",
                "/%76%31/jobs",
                "/v1;a=b/jobs",
                "/q/../v1/jobs",
                "/V1/jobs")) {
            assertThat(get(path, "").statusCode()).as(path).isIn(400, 401, 404);
        }
    }

    @Test
    void shouldKeepTenantsApart() {
        String a = key("tenant-a", "submit", "read");
        String b = key("tenant-b", "submit", "read");
        String job = submit(a, "A page about rivers without pictures", 202)
                .path("id")
                .asText();
        awaitEnd(job, a);
        String response = json(send(
                        "POST", "/v1/responses", a, "{\"model\":\"llm-i\",\"input\":\"A page about rivers\"}"))
                .path("id")
                .asText();
        assertThat(response).startsWith("resp_");

        for (String path : List.of("", "/events", "/document", "/document.html", "/document.zip")) {
            assertThat(get("/v1/jobs/" + job + path, b).statusCode()).as(path).isEqualTo(404);
        }
        assertThat(send("POST", "/v1/jobs/" + job + "/cancel", b, "").statusCode())
                .isEqualTo(404);
        assertThat(send("DELETE", "/v1/jobs/" + job, b, "").statusCode()).isEqualTo(404);
        assertThat(send("POST", "/v1/jobs/" + job + "/images/0", a, "{}").body())
                .contains("the document has no pictures");
        assertThat(send("POST", "/v1/jobs/" + job + "/images/0", b, "{}").body())
                .contains("there is no job of this id");
        assertThat(get("/v1/responses/" + response, b).statusCode()).isEqualTo(404);
        assertThat(send("DELETE", "/v1/responses/" + response, b, "").statusCode())
                .isEqualTo(404);
        assertThat(send("POST", "/v1/jobs", b, "{\"prompt\":\"go on\",\"previous_job_id\":\"" + job + "\"}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(send(
                                "POST",
                                "/v1/responses",
                                b,
                                "{\"model\":\"llm-i\",\"input\":\"go on\",\"previous_response_id\":\"" + response
                                        + "\"}")
                        .statusCode())
                .isBetween(400, 404);
        assertThat(get("/v1/jobs?limit=100", b).body()).doesNotContain(job);
        assertThat(get("/v1/jobs?limit=100", a).body()).contains(job);
        assertThat(get("/v1/jobs?limit=100", ADMIN).body()).contains(job);

        // The same idempotency key of another tenant is another job.
        String mine = idempotent(a);
        assertThat(idempotent(a)).isEqualTo(mine);
        assertThat(idempotent(b)).isNotEqualTo(mine);
    }

    @Test
    void shouldRefuseWhatAKeyHasNoScopeFor() {
        String reader = key("tenant-a", "read");
        String submitter = key("tenant-a", "submit");

        assertThat(submit(reader, "x", 403).path("detail").asText()).contains("submit");
        assertThat(get("/v1/jobs", submitter).statusCode()).isEqualTo(403);
        assertThat(send("POST", "/v1/rewards", submitter, "[]").statusCode()).isEqualTo(403);
        assertThat(send("POST", "/v1/keys", submitter, "{}").statusCode()).isEqualTo(403);
        assertThat(send("POST", "/v1/rewards", key("tenant-a", "reward"), "[]").statusCode())
                .isNotIn(401, 403);
    }

    @Test
    void shouldSayWhenALimitIsReachedAndHowTheCallerStands() {
        String key = json(send(
                        "POST",
                        "/v1/keys",
                        ADMIN,
                        "{\"tenant\":\"limited\",\"scopes\":[\"submit\",\"read\"],\"quota\":{\"jobs_per_minute\":2}}"))
                .path("key")
                .asText();
        HttpResponse<String> first = send("POST", "/v1/jobs", key, "{\"prompt\":\"no pictures\",\"image_count\":0}");
        assertThat(first.statusCode()).isEqualTo(202);
        assertThat(first.headers().firstValue("RateLimit-Remaining")).contains("1");
        assertThat(first.headers().firstValue("x-ratelimit-limit-requests")).contains("2");
        submit(key, "no pictures", 202);

        HttpResponse<String> refused = send("POST", "/v1/jobs", key, "{\"prompt\":\"no pictures\"}");
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValueAsLong("Retry-After").orElse(0)).isBetween(1L, 60L);
        assertThat(refused.headers().firstValue("RateLimit-Remaining")).contains("0");
        JsonNode error = json(send("POST", "/v1/responses", key, "{\"model\":\"llm-i\",\"input\":\"x\"}"))
                .path("error");
        assertThat(error.path("type").asText()).isEqualTo("rate_limit_error");
        assertThat(error.path("code").asText()).isEqualTo("rate_limit_exceeded");
        // What is no submission is not counted.
        assertThat(submit(key, "", 400).path("errors").size()).isPositive();
    }

    @Test
    void shouldAnswer429WhenOneTenantOpensTooManyStreams() throws Exception {
        String key = key("streamer", "submit", "read");
        String job = submit(key, "A long page with a painting, a chart and a photograph", 202)
                .path("id")
                .asText();
        // A job that has ended answers at once and holds nothing.
        List<HttpResponse<Stream<String>>> open = new ArrayList<>();
        int refused = 0;
        for (int i = 0; i < 6; i++) {
            HttpResponse<Stream<String>> response =
                    HTTP.send(request("/v1/jobs/" + job + "/events", key).build(), BodyHandlers.ofLines());
            if (response.statusCode() == 429) {
                refused++;
            }
            open.add(response);
        }
        open.forEach(response -> response.body().close());
        assertThat(refused).isPositive();
        await("the streams are counted no longer")
                .until(() -> get("/v1/jobs/" + job + "/events", key).statusCode() == 200);
    }

    @Test
    void shouldKeepABrowsersKeyInACookieThatNoScriptReads() throws Exception {
        String key = key("browser", "submit", "read");
        assertThat(send("POST", "/session", "", "{\"key\":\"llmi_no\"}").statusCode())
                .isEqualTo(401);
        HttpResponse<String> response = send("POST", "/session", "", "{\"key\":\"" + key + "\"}");

        assertThat(response.statusCode()).isEqualTo(204);
        String cookie = response.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(cookie)
                .containsIgnoringCase("HttpOnly")
                .contains("SameSite=Strict")
                .contains("Path=/");
        HttpRequest.Builder request = request("/v1/jobs", "").header("Cookie", cookie.split(";")[0]);
        assertThat(HTTP.send(request.build(), BodyHandlers.ofString()).statusCode())
                .isEqualTo(200);
        assertThat(send("DELETE", "/session", "", "")
                        .headers()
                        .firstValue("Set-Cookie")
                        .orElseThrow())
                .contains("Max-Age=0");
    }

    @Test
    void shouldAskForAKeyOnThePageAndGoOnWithIt() {
        String key = key("browser", "submit", "read");
        try (Browser browser = new Browser()) {
            Page page = browser.open(system.url().toString(), 1280, 900, ColorScheme.LIGHT);
            Locator dialog = page.getByRole(AriaRole.DIALOG);
            dialog.getByLabel("API key").fill("llmi_wrong");
            dialog.getByLabel("API key").press("Enter");
            PlaywrightAssertions.assertThat(dialog.getByRole(AriaRole.ALERT)).containsText("not known");
            dialog.getByLabel("API key").fill(key);
            dialog.getByLabel("API key").press("Enter");
            PlaywrightAssertions.assertThat(dialog).not().isVisible();

            page.getByLabel("What should it be about?").fill("A painting of a boat");
            page.getByLabel("What should it be about?").press("Control+Enter");
            PlaywrightAssertions.assertThat(page.getByRole(AriaRole.STATUS))
                    .hasText(Pattern.compile("Completed"), new LocatorAssertions.HasTextOptions().setTimeout(60_000));
            PlaywrightAssertions.assertThat(page.locator(".past li")).hasCount(1);
        }
    }

    @Test
    void shouldBeAdministeredByACommandAndNeverWriteAKeyDown() throws Exception {
        String key = command("keys", "create", "--tenant", "by-command", "--label", "laptop");
        assertThat(key).matches("llmi_[0-9a-f]{16}_[A-Za-z0-9_-]{43}");
        assertThat(get("/v1/jobs", key).statusCode()).isEqualTo(200);
        String id = key.split("_")[1];
        assertThat(command("keys", "list")).contains(id).contains("by-command").contains("laptop");
        command("keys", "revoke", id);
        assertThat(get("/v1/jobs", key).statusCode()).isEqualTo(401);

        String secret = key.substring("llmi_".length() + 17);
        assertThat(Files.readString(system.log())).contains(id).doesNotContain(secret, ADMIN);
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(secret))
                        .as(file.toString())
                        .isFalse();
            }
        }
    }

    private static String command(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-jar",
                Path.of("target/quarkus-app/quarkus-run.jar").toAbsolutePath().toString()));
        command.addAll(List.of(arguments));
        Path output = Files.createTempFile(directory.getParent(), "command", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(output.toFile());
        builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("LLMI_URL", system.url().toString());
        builder.environment().put("LLMI_API_KEY", ADMIN);
        Process process = builder.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        String text = Files.readString(output).strip();
        Files.delete(output);
        return text;
    }

    private static JsonNode make(String tenant, String... scopes) {
        var request = Json.mapper().createObjectNode().put("tenant", tenant);
        List.of(scopes).forEach(request.putArray("scopes")::add);
        HttpResponse<String> response = send("POST", "/v1/keys", ADMIN, request.toString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
        return json(response);
    }

    private static String key(String tenant, String... scopes) {
        return make(tenant, scopes).path("key").asText();
    }

    private static JsonNode submit(String key, String prompt, int expected) {
        HttpResponse<String> response = send(
                "POST",
                "/v1/jobs",
                key,
                Json.mapper().createObjectNode().put("prompt", prompt).toString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(expected);
        return json(response);
    }

    private static String idempotent(String key) {
        HttpRequest.Builder request = request("/v1/jobs", key)
                .header("Idempotency-Key", "one")
                .POST(BodyPublishers.ofString("{\"prompt\":\"once\",\"image_count\":0}"));
        return json(send(request)).path("id").asText();
    }

    private static void awaitEnd(String job, String key) {
        await("the end of " + job)
                .atMost(Duration.ofSeconds(60))
                .until(() -> List.of("completed", "partial", "failed")
                        .contains(
                                json(get("/v1/jobs/" + job, key)).path("status").asText()));
    }

    private static HttpResponse<String> get(String path, String key) {
        return send(request(path, key));
    }

    private static HttpResponse<String> send(String method, String path, String key, String body) {
        return send(request(path, key).method(method, BodyPublishers.ofString(body)));
    }

    private static HttpRequest.Builder request(String path, String key) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(system.url() + path)).header("Content-Type", "application/json");
        Optional.of(key)
                .filter(text -> !text.isEmpty())
                .ifPresent(text -> request.header("Authorization", "Bearer " + text));
        return request;
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode json(HttpResponse<String> response) {
        try {
            return Json.mapper().readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(response.body(), e);
        }
    }
}
