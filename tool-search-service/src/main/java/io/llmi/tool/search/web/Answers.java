package io.llmi.tool.search.web;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.llmi.toolkit.backend.BackendException;
import io.llmi.toolkit.http.BackendHttp;
import io.llmi.toolkit.http.HttpFailures;
import io.llmi.toolkit.http.Said;
import io.llmi.toolkit.http.ServerJson;

/**
 * Reads the answers of one service.
 *
 * @param backend its name, for messages
 * @param secrets what it may repeat and nobody may read
 */
public record Answers(String backend, List<String> secrets) {
    /** Largest answer, unpacked, in bytes: a hundred results with long addresses are a tenth of it. */
    static final int MAX_BYTES = 4 << 20;

    private static final int MAX_SAID = 160;

    public Answers {
        secrets = secrets.stream().filter(secret -> !secret.isBlank()).toList();
    }

    /** The answer with its body unpacked. */
    static BackendHttp.Answer unpacked(String backend, BackendHttp.Answer answer) throws BackendException {
        if (!answer.header("Content-Encoding").orElse("").strip().equalsIgnoreCase("gzip")) {
            return answer;
        }
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(answer.body()))) {
            byte[] body = in.readNBytes(MAX_BYTES + 1);
            if (body.length > MAX_BYTES) {
                throw BackendException.garbage(
                        "The %s backend answered more than %d MiB.".formatted(backend, MAX_BYTES >> 20));
            }
            return new BackendHttp.Answer(answer.status(), answer.headers(), body);
        } catch (IOException e) {
            throw BackendException.garbage("The %s backend's answer cannot be unpacked.".formatted(backend));
        }
    }

    /** The JSON object of an answer; a missing node if it is none, as the bodies of many errors are. */
    public JsonNode object(BackendHttp.Answer answer) {
        return ServerJson.object(answer.body()).orElseGet(MissingNode::getInstance);
    }

    /** The JSON object of an answer that has to be one. */
    public JsonNode promised(BackendHttp.Answer answer) throws BackendException {
        JsonNode object = object(answer);
        if (object.isMissingNode()) {
            throw strange();
        }
        return object;
    }

    /** The answer is not what the protocol promises. */
    public BackendException strange() {
        return BackendException.garbage(
                "The %s backend answered something else than search results; check its address.".formatted(backend));
    }

    /**
     * What the answer's status means, where the protocol has nothing more exact to say.
     *
     * @param said quoted if the request was at fault; what a service says of its own breakdown helps no reader
     */
    public BackendException failure(BackendHttp.Answer answer, String said) {
        String words = answer.status() < 500 ? quoted(said) : "";
        return HttpFailures.of(backend, answer, words, Clock.systemUTC());
    }

    /** The pause that an answer asks for. */
    public static Optional<Duration> pause(BackendHttp.Answer answer) {
        return HttpFailures.retryAfter(answer, Clock.systemUTC());
    }

    /** What a service said, fit for a message: short, on one line and without our secrets. */
    public String quoted(String said) {
        String text = said;
        for (String secret : secrets) {
            text = text.replace(secret, "…");
        }
        return UntrustedText.line(Said.trimmed(text), MAX_SAID);
    }
}
