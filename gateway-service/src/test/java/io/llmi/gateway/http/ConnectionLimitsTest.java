package io.llmi.gateway.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasSize;

/** Connections that are not what they seem. */
@QuarkusTest
@TestProfile(ConnectionLimitsTest.Impatient.class)
class ConnectionLimitsTest {
    private static final String BODY = "{\"prompt\":\"smuggled\"}";

    @TestHTTPResource
    URI server;

    /** Gives silent connections up within a second, and takes small bodies only. */
    public static class Impatient implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.http.idle-timeout", "1s", "quarkus.http.limits.max-body-size", "100K");
        }
    }

    @Test
    @DisplayName("bad input 87: a request that begins and falls silent")
    void shouldCloseAConnectionThatBeginsARequestAndFallsSilent() throws IOException {
        try (Socket socket = open()) {
            send(socket, "POST /v1/jobs HTTP/1.1\r\nHost: x\r\nContent-Ty");
            assertThat(rest(socket)).doesNotContain("HTTP/1.1 2");
        }
    }

    @Test
    @DisplayName("bad input 88: two lengths")
    void shouldTakeNoRequestOfTwoLengths() throws IOException {
        try (Socket socket = open()) {
            send(
                    socket,
                    "POST /v1/jobs HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 3\r\n"
                            + "Content-Length: " + BODY.length() + "\r\n\r\n" + BODY);
            assertThat(rest(socket)).startsWith("HTTP/1.1 400");
        }
        given().get("/v1/jobs").then().statusCode(200).body("data", hasSize(0));
    }

    @ParameterizedTest
    @DisplayName("bad input 91: a body too large that does not say so")
    @ValueSource(strings = {"/v1/jobs", "/v1/responses", "/v1/chat/completions"})
    void shouldRefuseABodyWhenItsChunksBecomeTooMany(String path) throws IOException {
        try (Socket socket = open()) {
            String chunk = "x".repeat(50_000);
            send(
                    socket,
                    "POST " + path + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                            + "Transfer-Encoding: chunked\r\n\r\n");
            // Never ended: the answer comes before the body does.
            for (int i = 0; i < 4; i++) {
                send(socket, Integer.toHexString(chunk.length()) + "\r\n" + chunk + "\r\n");
            }
            assertThat(socket.getInputStream().readNBytes("HTTP/1.1 413".length()))
                    .asString(StandardCharsets.US_ASCII)
                    .isEqualTo("HTTP/1.1 413");
        }
        given().get("/v1/jobs").then().statusCode(200).body("data", hasSize(0));
    }

    /** The server's codec drops the length before we see it: chunks alone decide, as RFC 9112, 6.3 has it. */
    @Test
    @DisplayName("bad input 88: a length beside chunks")
    void shouldReadChunksAloneWhenALengthStandsBesideThem() throws IOException {
        try (Socket socket = open()) {
            String smuggled = "GET /v1/keys HTTP/1.1\r\nHost: x\r\n\r\n";
            send(
                    socket,
                    "POST /v1/jobs HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 5\r\n"
                            + "Transfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(smuggled.length()) + "\r\n"
                            + smuggled + "\r\n0\r\n\r\n");
            String answer = rest(socket);
            // What stands in the body is the body, and no second request.
            assertThat(answer).startsWith("HTTP/1.1 400").contains("malformed-json");
            assertThat(answer.split("HTTP/1.1 ", -1)).hasSize(2);
        }
    }

    private Socket open() throws IOException {
        Socket socket = new Socket(server.getHost(), server.getPort());
        socket.setSoTimeout(10_000);
        return socket;
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** All until the server closes the connection; fails if it does not within ten seconds. */
    private static String rest(Socket socket) throws IOException {
        try {
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (SocketException e) {
            // Closed without ceremony.
            return "";
        }
    }
}
