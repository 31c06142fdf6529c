package io.llmi.toolkit.blob;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where pictures and finished documents are kept. Blobs are named by the SHA-256 of their content and never change;
 * objects have a name that the caller chooses and are replaced whole. Implementations are thread-safe and blocking.
 *
 * <p>Names of objects are relative paths of {@code [a-z0-9._-]} segments joined by {@code /}.
 *
 * @see FileBlobStore
 * @see S3BlobStore
 */
public interface BlobStore {
    Pattern BLOB_NAME = Pattern.compile("[0-9a-f]{64}");

    /** The name of a content, whether it is stored or not. */
    static String nameOf(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Whether a blob can have this name. */
    static boolean isName(String text) {
        return BLOB_NAME.matcher(text).matches();
    }

    /** Keeps the content and returns its lower-case hex SHA-256; on return it survives a crash of this process. */
    String put(byte[] content);

    /**
     * The content of a blob, or empty if there is none.
     *
     * @throws BlobStoreException if the stored bytes do not hash to their name
     */
    Optional<byte[]> get(String sha256);

    boolean exists(String sha256);

    /** Deletes a blob if it is there. */
    void delete(String sha256);

    /** Creates an object and returns true, or returns false if one of that name exists; atomic among all processes. */
    boolean createObject(String name, byte[] content);

    /** Creates or replaces an object. */
    void writeObject(String name, byte[] content);

    Optional<byte[]> readObject(String name);

    /** Deletes an object if it is there. */
    void deleteObject(String name);

    /**
     * Names of objects under a prefix that ends in {@code /} which were last written before a moment, at most {@code
     * limit} of them, in no particular order.
     */
    List<String> objectsOlderThan(String prefix, Instant moment, int limit);

    /** Names of the objects under a prefix that ends in {@code /}, in no particular order. */
    List<String> listObjects(String prefix);
}
