package io.llmi.toolkit.imagegen.comfyui;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import io.llmi.toolkit.http.MultipartForm;
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

    MultipartForm form() {
        return new MultipartForm()
                .field("type", "input")
                .field("subfolder", FOLDER)
                .field("overwrite", "true")
                .file("image", filename(), mediaType, picture);
    }

    private String filename() {
        return hash + "." + mediaType.substring(mediaType.indexOf('/') + 1);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
