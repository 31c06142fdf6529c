package io.llmi.toolkit.ledger;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Object names {@code <prefix><2 hex digits>/<64 hex digits>}: safe whatever they stand for, in 256 even shards. */
final class ShardedName {
    static final int SHARDS = 256;

    private ShardedName() {}

    static String of(String prefix, String what) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(what.getBytes(StandardCharsets.UTF_8));
            String hex = HexFormat.of().formatHex(digest);
            return shard(prefix, digest[0] & 0xff) + hex;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** The prefix of one shard, 0 to 255. */
    static String shard(String prefix, int number) {
        return prefix + HexFormat.of().toHexDigits((byte) number) + "/";
    }
}
