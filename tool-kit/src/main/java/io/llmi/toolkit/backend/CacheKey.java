package io.llmi.toolkit.backend;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import io.llmi.events.Json;

/** Names a result by all that decides it. */
final class CacheKey {
    private static final ObjectMapper CANONICAL = Json.configure(JsonMapper.builder()
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED)
            .addModule(new SimpleModule().addSerializer(byte[].class, new Hashed()))
            .build());

    private CacheKey() {}

    /**
     * The key of a backend's answer.
     *
     * @param request as canonical JSON; content of pictures in it counts by its hash
     * @param inputs pictures to work on
     * @return 64 hex digits
     * @throws IllegalStateException if the request cannot be written as JSON: a defect of the tool
     */
    static String of(String tool, Backend<?> backend, Object request, List<byte[]> inputs) {
        MessageDigest digest = sha256();
        piece(digest, tool.getBytes(StandardCharsets.UTF_8));
        piece(digest, backend.name().getBytes(StandardCharsets.UTF_8));
        piece(digest, backend.identity().getBytes(StandardCharsets.UTF_8));
        try {
            piece(digest, CANONICAL.writeValueAsBytes(request));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(
                    "a %s cannot be written as JSON, so its result has no name"
                            .formatted(request.getClass().getSimpleName()),
                    e);
        }
        inputs.forEach(input -> piece(digest, input));
        return HexFormat.of().formatHex(digest.digest());
    }

    /** With its length ahead, so that no two lists of pieces run together to the same bytes. */
    private static void piece(MessageDigest digest, byte[] bytes) {
        digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
        digest.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static final class Hashed extends StdSerializer<byte[]> {
        private static final long serialVersionUID = 1L;

        Hashed() {
            super(byte[].class);
        }

        @Override
        public void serialize(byte[] value, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeString(HexFormat.of().formatHex(sha256().digest(value)));
        }
    }
}
