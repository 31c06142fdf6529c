package io.llmi.gateway.job;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import io.llmi.gateway.GatewayConfig;

/** Collects a request's pictures, base64 or data URIs, and gives each its index. */
public final class PictureFields {
    private final GatewayConfig.Limits limits;
    private final List<RawPicture> pictures = new ArrayList<>();
    private int seen;

    public PictureFields(GatewayConfig.Limits limits) {
        this.limits = limits;
    }

    public List<RawPicture> pictures() {
        return List.copyOf(pictures);
    }

    /** Reads one; returns its index, or empty after an error. */
    public Optional<Integer> add(Fields fields, JsonNode value, String path) {
        seen++;
        if (seen > limits.images()) {
            if (seen == limits.images() + 1) {
                fields.errorAt(path, "too many pictures; at most " + limits.images() + " are accepted");
            }
            return Optional.empty();
        }
        return fields.text(value, path)
                .flatMap(text -> base64(fields, text, path))
                .flatMap(text -> decode(fields, text, path))
                .map(bytes -> {
                    pictures.add(new RawPicture(path, bytes));
                    return pictures.size() - 1;
                });
    }

    private static Optional<String> base64(Fields fields, String text, String path) {
        String start = text.substring(0, Math.min(16, text.length())).toLowerCase(Locale.ROOT);
        if (start.startsWith("http://") || start.startsWith("https://")) {
            fields.errorAt(path, "URLs are not fetched; send the picture itself as base64 or as a data URI");
            return Optional.empty();
        }
        if (!start.startsWith("data:")) {
            return Optional.of(text);
        }
        int comma = text.indexOf(',');
        if (comma < 0 || !text.substring(0, comma).toLowerCase(Locale.ROOT).endsWith(";base64")) {
            fields.errorAt(path, "a data URI must have the form data:image/png;base64,...");
            return Optional.empty();
        }
        return Optional.of(text.substring(comma + 1));
    }

    private Optional<byte[]> decode(Fields fields, String base64, String path) {
        if (base64.length() / 4L * 3 > limits.imageBytes() + 2L) {
            return tooLarge(fields, path);
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(base64);
            return bytes.length > limits.imageBytes() ? tooLarge(fields, path) : Optional.of(bytes);
        } catch (IllegalArgumentException e) {
            fields.errorAt(path, "is not base64; send the picture's bytes as base64 or as a data URI");
            return Optional.empty();
        }
    }

    private Optional<byte[]> tooLarge(Fields fields, String path) {
        fields.errorAt(path, "the picture is too large; at most " + limits.imageBytes() + " bytes are accepted");
        return Optional.empty();
    }
}
