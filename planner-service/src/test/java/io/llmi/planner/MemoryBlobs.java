package io.llmi.planner;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import io.llmi.toolkit.blob.BlobStore;

/** Blobs under names that the test chooses. */
public final class MemoryBlobs implements BlobStore {
    public final Map<String, byte[]> blobs = new ConcurrentHashMap<>();

    @Override
    public String put(byte[] content) {
        String name = Integer.toHexString(java.util.Arrays.hashCode(content));
        blobs.put(name, content);
        return name;
    }

    @Override
    public Optional<byte[]> get(String sha256) {
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
        return blobs.putIfAbsent(name, content) == null;
    }

    @Override
    public void writeObject(String name, byte[] content) {
        blobs.put(name, content);
    }

    @Override
    public Optional<byte[]> readObject(String name) {
        return get(name);
    }

    @Override
    public void deleteObject(String name) {
        delete(name);
    }

    @Override
    public List<String> listObjects(String prefix) {
        return blobs.keySet().stream().filter(name -> name.startsWith(prefix)).toList();
    }

    @Override
    public List<String> objectsOlderThan(String prefix, Instant moment, int limit) {
        throw new UnsupportedOperationException();
    }
}
