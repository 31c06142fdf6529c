package io.llmi.gateway.render;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** The style of rendered documents, inlined so that they need no other file. */
final class Stylesheet {
    static final String CSS = read();
    /** What a content security policy names it by. */
    static final String HASH = "'sha256-" + hash() + "'";

    private Stylesheet() {}

    private static String read() {
        try (InputStream in = Stylesheet.class.getResourceAsStream("document.css")) {
            if (in == null) {
                throw new IllegalStateException("document.css is missing from the gateway's jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String hash() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(CSS.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
