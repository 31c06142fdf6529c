package io.llmi.judge.http;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.llmi.judge.JudgeConfig;

/** Reads a request body as a JSON array: no duplicate names, nothing after it, bounded nesting. Thread-safe. */
final class BatchReader {
    private final JudgeConfig.Rewards limits;
    private final ObjectMapper mapper;

    BatchReader(JudgeConfig.Rewards limits) {
        this.limits = limits;
        JsonFactory factory = JsonFactory.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(64)
                        // Base64 takes four characters for three bytes, and a data URI some more.
                        .maxStringLength(Math.max(limits.imageBytes() / 3 * 4 + 1024, 4 * 1024 * 1024))
                        .maxNumberLength(100)
                        .maxNameLength(256)
                        .build())
                .build();
        this.mapper = JsonMapper.builder(factory)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();
    }

    /** The items of a batch, not looked into yet. */
    List<JsonNode> read(byte[] body, String path) throws ProblemException {
        JsonNode json = json(body, path);
        if (json == null || !json.isArray() || json.isEmpty()) {
            throw new ProblemException(Problem.malformed(
                    "send a JSON array of items such as [{\"question\": \"...\", \"completion\": \"...\"}]", path));
        }
        if (json.size() > limits.batch()) {
            throw new ProblemException(Problem.tooMany(
                    "the batch has %d items; at most %d are accepted in one request"
                            .formatted(json.size(), limits.batch()),
                    path));
        }
        List<JsonNode> items = new ArrayList<>();
        json.forEach(items::add);
        return items;
    }

    private JsonNode json(byte[] body, String path) throws ProblemException {
        try {
            return mapper.readTree(body);
        } catch (JsonProcessingException e) {
            String where = e.getLocation() == null
                    ? ""
                    : "line %d, column %d: "
                            .formatted(
                                    e.getLocation().getLineNr(), e.getLocation().getColumnNr());
            throw new ProblemException(Problem.malformed(
                    where + e.getOriginalMessage().lines().findFirst().orElse("it cannot be read"), path));
        } catch (IOException e) {
            throw new ProblemException(Problem.malformed("the body is not UTF-8 text", path));
        }
    }
}
