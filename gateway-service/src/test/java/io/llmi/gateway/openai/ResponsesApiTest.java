package io.llmi.gateway.openai;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Inject;

import io.llmi.events.JobId;
import io.llmi.events.JobStatus;
import io.llmi.events.JobSummary;
import io.llmi.events.Json;
import io.llmi.gateway.log.SummaryTable;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
class ResponsesApiTest {
    private static final Instant NOW = Instant.parse("2026-05-04T12:00:00Z");

    @Inject
    ResponseRecords records;

    @Inject
    SummaryTable summaries;

    @TestHTTPResource
    URI server;

    @Test
    void shouldWaitForTheJobWhenAnotherGatewayTookTheResponseInAMomentAgo() throws Exception {
        ResponseRecord record = record("late");
        records.write(record);
        CompletableFuture<HttpResponse<String>> answer = HttpClient.newHttpClient()
                .sendAsync(
                        HttpRequest.newBuilder(server.resolve("/v1/responses/" + record.id()))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        CompletableFuture.delayedExecutor(400, TimeUnit.MILLISECONDS)
                .execute(() -> summaries.accepted(summary(record.job())));

        HttpResponse<String> response = answer.get(10, TimeUnit.SECONDS);

        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(response.body()).contains(record.id());
    }

    @Test
    void shouldKnowNoResponseWhoseJobNeverComes() throws Exception {
        ResponseRecord record = record("never");
        records.write(record);

        HttpResponse<String> response = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(server.resolve("/v1/responses/" + record.id()))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body()).contains(record.id());
    }

    private static ResponseRecord record(String name) {
        return new ResponseRecord(
                JobId.derived("responses", name),
                NOW,
                "llm-i",
                true,
                true,
                true,
                Optional.empty(),
                Json.mapper().createObjectNode());
    }

    private static JobSummary summary(JobId job) {
        return new JobSummary(
                job,
                "default",
                JobStatus.QUEUED,
                NOW,
                Instant.now().plusSeconds(60),
                Optional.empty(),
                "",
                0,
                Map.of());
    }
}
