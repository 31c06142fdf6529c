package io.llmi.judge;

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

/** Blobs in memory; can be out of order. The judge uses no objects. */
public final class MemoryBlobs implements BlobStore {
    private final Map<String, byte[]> blobs = new ConcurrentHashMap<>();
    public volatile boolean broken;

    public BlobRef picture(byte[] png, int width, int height) {
        return new BlobRef(put(png), "image/png", width, height, png.length);
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
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean createObject(String name, byte[] content) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void writeObject(String name, byte[] content) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<byte[]> readObject(String name) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void deleteObject(String name) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<String> listObjects(String prefix) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<String> objectsOlderThan(String prefix, Instant moment, int limit) {
        throw new UnsupportedOperationException();
    }
}
