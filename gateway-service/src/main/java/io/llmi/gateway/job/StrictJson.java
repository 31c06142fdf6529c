package io.llmi.gateway.job;

import java.io.IOException;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmi.gateway.http.ProblemException;

/** Reads a request body as one JSON object: no duplicate names, nothing after it, bounded nesting. Thread-safe. */
final class StrictJson {
    private final ObjectMapper mapper;

    /** @param maxStringChars the longest string accepted, a picture in base64 */
    StrictJson(int maxStringChars) {
        JsonFactory factory = JsonFactory.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(64)
                        .maxStringLength(maxStringChars)
                        .maxNumberLength(100)
                        .maxNameLength(256)
                        .build())
                .build();
        this.mapper = JsonMapper.builder(factory)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();
    }

    /** @throws ProblemException naming the line and column if the body is not a JSON object */
    ObjectNode object(byte[] body) {
        try {
            JsonNode node = mapper.readTree(body);
            if (node instanceof ObjectNode object) {
                return object;
            }
            throw ProblemException.malformed(
                    body.length == 0
                            ? "the body is empty; send a JSON object such as {\"prompt\": \"...\"}"
                            : "the body is JSON but not an object; send one such as {\"prompt\": \"...\"}");
        } catch (JsonProcessingException e) {
            throw ProblemException.malformed(position(e.getLocation()) + firstLine(e.getOriginalMessage()));
        } catch (IOException e) {
            throw ProblemException.malformed("the body is not UTF-8 text");
        }
    }

    private static String position(JsonLocation location) {
        return location == null ? "" : "line " + location.getLineNr() + ", column " + location.getColumnNr() + ": ";
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("it cannot be read");
    }
}
