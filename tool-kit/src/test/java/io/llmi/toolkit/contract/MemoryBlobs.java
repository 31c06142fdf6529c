package io.llmi.toolkit.contract;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import io.llmi.events.BlobRef;
import io.llmi.toolkit.blob.BlobStore;
import io.llmi.toolkit.blob.BlobStoreException;

/** Blobs and objects in memory; can be out of order. It does not know when objects were written. */
public final class MemoryBlobs implements BlobStore {
    private final Map<String, byte[]> blobs = new ConcurrentHashMap<>();
    private final Map<String, byte[]> objects = new ConcurrentHashMap<>();

    /** Whether reading blobs fails. */
    public volatile boolean broken;

    /** Keeps a PNG and says what a record says of it. */
    public BlobRef picture(byte[] png, int width, int height) {
        return new BlobRef(put(png), "image/png", width, height, png.length);
    }

    /** Keeps a blob under a name that the test chooses. */
    public void keep(String name, byte[] content) {
        blobs.put(name, content);
    }

    @Override
    public String put(byte[] content) {
        try {
            String name = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(content));
            blobs.put(name, content);
            return name;
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public Optional<byte[]> get(String sha256) {
        if (broken) {
            throw new BlobStoreException("the store is out of order", new IllegalStateException());
        }
        return Optional.ofNullable(blobs.get(sha256));
    }

    @Override
    public boolean exists(String sha256) {
        return blobs.containsKey(sha256);
    }

    @Override
    public void delete(String sha256) {
        blobs.remove(sha256);
    }

    @Override
    public boolean createObject(String name, byte[] content) {
        return objects.putIfAbsent(name, content) == null;
    }

    @Override
    public void writeObject(String name, byte[] content) {
        objects.put(name, content);
    }

    @Override
    public Optional<byte[]> readObject(String name) {
        return Optional.ofNullable(objects.get(name));
    }

    @Override
    public void deleteObject(String name) {
        objects.remove(name);
    }

    @Override
    public List<String> listObjects(String prefix) {
        return objects.keySet().stream().filter(name -> name.startsWith(prefix)).toList();
    }

    @Override
    public List<String> objectsOlderThan(String prefix, Instant moment, int limit) {
        throw new UnsupportedOperationException();
    }
}
