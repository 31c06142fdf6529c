package io.llmi.toolkit.http;

import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A form with files (RFC 7578). Not thread-safe; names and filenames are the program's own, so they need no escaping. */
public final class MultipartForm {
    private final String boundary = "llmi-" + UUID.randomUUID();
    private final List<byte[]> parts = new ArrayList<>();

    public MultipartForm field(String name, String value) {
        parts.add(bytes(
                "--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n".formatted(boundary, name, value)));
        return this;
    }

    public MultipartForm file(String name, String filename, String mediaType, byte[] content) {
        parts.add(
                bytes("--%s\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"%s\"\r\nContent-Type: %s\r\n\r\n"
                        .formatted(boundary, name, filename, mediaType)));
        parts.add(content);
        parts.add(bytes("\r\n"));
        return this;
    }

    /** Makes the request post this form as it is now. */
    public HttpRequest.Builder postedBy(HttpRequest.Builder request) {
        List<byte[]> all = new ArrayList<>(parts);
        all.add(bytes("--" + boundary + "--\r\n"));
        long length = all.stream().mapToLong(part -> part.length).sum();
        return request.header("Content-Type", "multipart/form-data; boundary=" + boundary)
                // With its length: some servers refuse forms that are sent in chunks.
                .POST(HttpRequest.BodyPublishers.fromPublisher(HttpRequest.BodyPublishers.ofByteArrays(all), length));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
