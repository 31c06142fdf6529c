package io.llmi.judge.opinion;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Marks where material begins and ends, so that it cannot claim to have ended: the mark is made of a digest of the
 * material, which therefore cannot contain it. The same material gets the same mark, so that a judge sees the same
 * thing each time.
 */
record Fence(String mark) {
    private static final int DIGITS = 16;

    static Fence of(String... material) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String piece : material) {
                digest.update(piece.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            }
            return new Fence(HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    String open(String what) {
        return "<<<" + what + " " + mark + ">>>";
    }

    String close(String what) {
        return "<<<end of " + what + " " + mark + ">>>";
    }

    String around(String what, String material) {
        return open(what) + "\n" + material.strip() + "\n" + close(what);
    }
}
