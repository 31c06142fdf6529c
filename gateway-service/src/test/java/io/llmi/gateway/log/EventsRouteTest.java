package io.llmi.gateway.log;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import jakarta.inject.Inject;

import io.llmi.events.DocumentEvent;
import io.llmi.events.JobId;
import io.llmi.events.JobStatus;
import io.llmi.events.Json;
import io.llmi.toolkit.blob.BlobStore;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@QuarkusTest
class EventsRouteTest {
    @Inject
    JobLogs logs;

    @Inject
    EventsRoute route;

    @Inject
    SummaryTable summaries;

    @Inject
    BlobStore blobs;

    @TestHTTPResource
    URI server;

    private JobId job;
    private List<DocumentEvent> events;

    @BeforeEach
    void begin() {
        job = JobId.timeOrdered(Samples.AT);
        events = Samples.log(job, 4);
        summarise(JobStatus.RUNNING);
        logs.begin(job);
    }

    @Test
    void shouldDeliverEachEventWhenItHappensAndEndAfterTheLast() throws IOException {
        try (Stream stream = new Stream("")) {
            assertThat(stream.head)
                    .startsWith("HTTP/1.1 200")
                    .containsIgnoringCase("content-type: text/event-stream")
                    .containsIgnoringCase("cache-control: no-store")
                    .containsIgnoringCase("x-accel-buffering: no")
                    .containsIgnoringCase("x-content-type-options: nosniff");
            for (DocumentEvent event : events) {
                // Nothing of the next event exists before this one was read from the socket.
                append(event);
                assertThat(stream.nextEvent())
                        .containsExactly(
                                "id: " + event.seq(),
                                "event: " + event.name(),
                                "data: " + new String(Samples.json(event), StandardCharsets.UTF_8));
            }
            assertThat(stream.nextEvent()).isEmpty();
        }
    }

    @Test
    void shouldSendCommentsWhenNothingHappens() throws IOException {
        try (Stream stream = new Stream("")) {
            assertThat(stream.reader
                            .lines()
                            .filter(line -> line.equals(": still here"))
                            .limit(2))
                    .hasSize(2);
        }
    }

    @Test
    void shouldLetGoWhenTheClientDisconnects() throws IOException {
        try (Stream stream = new Stream("")) {
            await().until(() -> route.openStreams() == 1);
            assertThat(stream.head).startsWith("HTTP/1.1 200");
        }
        await().until(() -> route.openStreams() == 0);
    }

    @Test
    void shouldDropTheClientWhenItStopsReading() throws IOException {
        String megabyte = "x".repeat(1 << 20);
        try (Stream stream = new Stream("")) {
            // Before the flood: a busy machine may take longer to append it than a client may stall.
            await().until(() -> route.openStreams() == 1);
            append(events.get(0));
            append(events.get(1));
            // More than the socket's buffers hold on both sides.
            for (int seq = 2; seq < 34; seq++) {
                append(new DocumentEvent.TextDelta(job, seq, Samples.AT, 0, megabyte));
            }
            await().atMost(Duration.ofSeconds(20)).until(() -> route.openStreams() == 0);
            // The connection is gone too, and with it what was written and not taken.
            await().until(stream::isRefused);
        }
        logs.forget(job);
    }

    @Test
    void shouldGoOnWithTheOtherStreamsWhenOneOfAConnectionIsGivenUp() throws Exception {
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build()) {
            HttpRequest request = HttpRequest.newBuilder(server.resolve("/v1/jobs/" + job + "/events"))
                    .build();
            HttpResponse<InputStream> first = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            HttpResponse<InputStream> second = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            assertThat(second.version()).isEqualTo(HttpClient.Version.HTTP_2);
            await().until(() -> route.openStreams() == 2);

            first.body().close();

            await().until(() -> route.openStreams() == 1);
            events.forEach(this::append);
            assertThat(ids(new String(second.body().readAllBytes(), StandardCharsets.UTF_8)))
                    .isEqualTo(events.stream().map(DocumentEvent::seq).toList());
        }
    }

    @Test
    void shouldSendExactlyTheRestWhenResumed() throws Exception {
        events.forEach(this::append);
        for (int last = -1; last < events.size(); last++) {
            HttpResponse<String> response = get(last < 0 ? "" : Integer.toString(last), "");
            int from = last + 1;
            assertThat(response.statusCode()).isEqualTo(from == events.size() ? 204 : 200);
            assertThat(ids(response.body()))
                    .isEqualTo(events.stream()
                            .map(DocumentEvent::seq)
                            .filter(seq -> seq >= from)
                            .toList());
        }
        assertThat(ids(get("", "?after=3").body())).first().isEqualTo(4L);
    }

    @ParameterizedTest
    @DisplayName("bad input 85: a forged Last-Event-ID")
    @ValueSource(strings = {"-1", "9223372036854775808", "99999999999999999999999", "text", "1.0", "0x1", "500", "01"})
    void shouldSendTheWholeLogWhenThePositionIsForged(String position) throws Exception {
        events.forEach(this::append);

        assertThat(ids(get(position, "").body()))
                .isEqualTo(events.stream().map(DocumentEvent::seq).toList());
    }

    @Test
    @DisplayName("bad input 79: an event of a version that this gateway does not know")
    void shouldPassAnEventOnAndGoOnWhenOnlyANewerVersionKnowsIt() throws Exception {
        String strange = "{\"type\":\"mood.changed\",\"job\":\"%s\",\"seq\":2,\"at\":\"%s\",\"mood\":\"calm\"}"
                .formatted(job, Samples.AT);
        append(events.get(0));
        append(events.get(1));
        logs.append(job.value(), strange.getBytes(StandardCharsets.UTF_8));
        append(new DocumentEvent.TextDelta(job, 3, Samples.AT, 0, "after"));
        append(new DocumentEvent.Closed(job, 4, Samples.AT, ((DocumentEvent.Closed) events.getLast()).document()));

        String body = get("", "").body();

        assertThat(ids(body)).containsExactly(0L, 1L, 2L, 3L, 4L);
        assertThat(body).contains("id: 2\nevent: mood.changed\ndata: " + strange + "\n\n");
        assertThat(document(".json", "*/*").body()).contains("\"status\":\"partial\"");
    }

    @Test
    void shouldSendTheArchivedDocumentWhenTheLogIsGone() throws Exception {
        logs.forget(job);
        summarise(JobStatus.PARTIAL);
        DocumentEvent.Closed closed = (DocumentEvent.Closed) events.getLast();
        blobs.writeObject("documents/" + job + ".json", Json.mapper().writeValueAsBytes(closed.document()));

        String body = get("", "").body();

        assertThat(body).contains("event: document.closed\ndata: {");
        assertThat(ids(body)).containsExactly(0L);
    }

    @Test
    void shouldServeTheDocumentInEveryFormWhenTheJobEnded() throws Exception {
        events.forEach(this::append);

        assertThat(document(".json", "*/*").body()).contains("\"status\":\"partial\"", "\"media_type\":\"image/png\"");
        assertThat(document("", "text/html").body())
                .startsWith("<!DOCTYPE html>")
                .contains("Picture 2 is missing");
        assertThat(document("", "text/markdown;q=0.9, application/zip;q=0.1").body())
                .contains("![a lighthouse](");
        assertThat(document(".zip", "*/*").headers().firstValue("content-disposition"))
                .hasValue("attachment; filename=\"" + job + ".zip\"");
        HttpResponse<String> html = document(".html", "*/*");
        assertThat(html.headers().allValues("content-security-policy"))
                .singleElement()
                .asString()
                .contains("'none'");
        assertThat(document("", "image/gif").statusCode()).isEqualTo(406);
        assertThat(document(".gif", "*/*").statusCode()).isEqualTo(404);
    }

    private HttpResponse<String> document(String suffix, String accept) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(server.resolve("/v1/jobs/" + job + "/document" + suffix))
                                .header("Accept", accept)
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String lastEventId, String query) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve("/v1/jobs/" + job + "/events" + query));
        if (!lastEventId.isEmpty()) {
            request.header("Last-Event-ID", lastEventId);
        }
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static List<Long> ids(String body) {
        return body.lines()
                .filter(line -> line.startsWith("id: "))
                .map(line -> Long.parseLong(line.substring(4)))
                .toList();
    }

    private void append(DocumentEvent event) {
        logs.append(job.value(), Samples.json(event));
    }

    private void summarise(JobStatus status) {
        summaries.apply(job.value(), Optional.of(Samples.json(Samples.summary(job, status))));
    }

    /** A stream read byte by byte from a plain socket, without a client that might wait for more. */
    private final class Stream implements AutoCloseable {
        private final Socket socket = new Socket(server.getHost(), server.getPort());
        private final BufferedReader reader;
        private final String head;

        Stream(String query) throws IOException {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write("GET /v1/jobs/%s/events%s HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
                            .formatted(job, query)
                            .getBytes(StandardCharsets.US_ASCII));
            reader = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8), 1);
            head = String.join("\n", linesUntilEmpty());
        }

        /** The next event's lines, without comments and the chunked coding's own lines; empty at the end. */
        List<String> nextEvent() throws IOException {
            while (true) {
                List<String> lines = linesUntilEmpty().stream()
                        .filter(line -> line.matches("(id|event|data): .*"))
                        .toList();
                if (!lines.isEmpty()) {
                    return lines;
                }
                if (ended) {
                    return List.of();
                }
            }
        }

        /** Whether the server resets the connection when something is sent; nothing is read. */
        boolean isRefused() {
            try {
                socket.getOutputStream().write('x');
                return false;
            } catch (IOException e) {
                return true;
            }
        }

        private boolean ended;

        private List<String> linesUntilEmpty() throws IOException {
            List<String> lines = new ArrayList<>();
            for (String line = reader.readLine(); ; line = reader.readLine()) {
                if (line == null) {
                    ended = true;
                    return lines;
                }
                if (line.isEmpty()) {
                    return lines;
                }
                lines.add(line);
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
