package io.llmi.toolkit.imagegen.comfyui;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import io.llmi.toolkit.image.ImageInspector;

/** A picture on its way to the server, named by its content so that a repeated call replaces it with itself. */
final class Upload {
    private static final String FOLDER = "llmi";

    private final byte[] picture;
    private final String mediaType;
    private final String hash;

    Upload(byte[] picture) {
        this.picture = picture;
        this.mediaType = ImageInspector.sniff(picture).orElse("application/octet-stream");
        this.hash = sha256(picture);
    }

    /** What the server is expected to call it. */
    String expectedName() {
        return FOLDER + "/" + filename();
    }

    String contentType() {
        return "multipart/form-data; boundary=" + hash;
    }

    /** The form: the file, its folder, and that it may replace an equal one. */
    byte[] body() {
        ByteArrayOutputStream form = new ByteArrayOutputStream();
        text(form, field("type") + "\r\ninput\r\n");
        text(form, field("subfolder") + "\r\n" + FOLDER + "\r\n");
        text(form, field("overwrite") + "\r\ntrue\r\n");
        text(
                form,
                "--%s\r\nContent-Disposition: form-data; name=\"image\"; filename=\"%s\"\r\nContent-Type: %s\r\n\r\n"
                        .formatted(hash, filename(), mediaType));
        form.writeBytes(picture);
        text(form, "\r\n--" + hash + "--\r\n");
        return form.toByteArray();
    }

    private String field(String name) {
        return "--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n".formatted(hash, name);
    }

    private String filename() {
        return hash + "." + mediaType.substring(mediaType.indexOf('/') + 1);
    }

    private static void text(ByteArrayOutputStream form, String text) {
        form.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
