package io.llmi.gateway;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import io.llmi.toolkit.blob.BlobStore;

/** Named objects in memory; blobs are not used by the tests that use this. */
public final class MemoryBlobs implements BlobStore {
    private final Map<String, byte[]> objects = new ConcurrentHashMap<>();

    @Override
    public String put(byte[] content) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<byte[]> get(String sha256) {
        return Optional.empty();
    }

    @Override
    public boolean exists(String sha256) {
        return false;
    }

    @Override
    public void delete(String sha256) {
        throw new UnsupportedOperationException();
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
