package io.llmi.toolkit.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An API key in full: {@code llmi_}, an id of 16 hex digits, {@code _}, and 256 random bits. Because of these a plain
 * SHA-256 protects it at rest: there is nothing to guess.
 */
public record KeyText(String id, String text) {
    private static final Pattern FORM = Pattern.compile("llmi_([0-9a-f]{16})_[A-Za-z0-9_-]{43}");
    private static final int ID_BYTES = 8;
    private static final int SECRET_BYTES = 32;

    /** A new one. */
    public static KeyText random(SecureRandom random) {
        byte[] id = new byte[ID_BYTES];
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(id);
        random.nextBytes(secret);
        String name = HexFormat.of().formatHex(id);
        return new KeyText(
                name,
                "llmi_" + name + "_" + Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
    }

    /** The key that a client sent, if it has the form of one. */
    public static Optional<KeyText> parse(String text) {
        Matcher form = FORM.matcher(text);
        return form.matches() ? Optional.of(new KeyText(form.group(1), text)) : Optional.empty();
    }

    /** In hex. */
    public String sha256() {
        return HexFormat.of().formatHex(digest(text));
    }

    /** Whether two secrets are the same, in a time that does not tell where they differ. */
    static boolean same(String one, String other) {
        return MessageDigest.isEqual(digest(one), digest(other));
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Not the key. */
    @Override
    public String toString() {
        return "llmi_" + id + "_...";
    }
}
