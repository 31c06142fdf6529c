package io.llmi.toolkit.image.container;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** The accepted formats, told apart by their first bytes. */
public enum Format {
    PNG("image/png"),
    JPEG("image/jpeg"),
    WEBP("image/webp");

    private static final byte[] PNG_MAGIC = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final byte[] JPEG_MAGIC = {(byte) 0xff, (byte) 0xd8, (byte) 0xff};
    private static final byte[] RIFF = "RIFF".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] WEBP_MAGIC = "WEBP".getBytes(StandardCharsets.US_ASCII);

    private final String mediaType;

    Format(String mediaType) {
        this.mediaType = mediaType;
    }

    public String mediaType() {
        return mediaType;
    }

    /** Empty if the bytes are of none of them. */
    public static Optional<Format> sniff(byte[] bytes) {
        if (has(bytes, 0, PNG_MAGIC)) {
            return Optional.of(PNG);
        }
        if (has(bytes, 0, JPEG_MAGIC)) {
            return Optional.of(JPEG);
        }
        if (has(bytes, 0, RIFF) && has(bytes, 8, WEBP_MAGIC)) {
            return Optional.of(WEBP);
        }
        return Optional.empty();
    }

    static boolean has(byte[] bytes, int from, byte[] expected) {
        return bytes.length - from >= expected.length
                && Arrays.equals(bytes, from, from + expected.length, expected, 0, expected.length);
    }
}
