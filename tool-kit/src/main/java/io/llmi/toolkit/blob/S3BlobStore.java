package io.llmi.toolkit.blob;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * The store in a bucket. Blobs are hashed again when they are read. Objects are created by conditional writes
 * ({@code If-None-Match: *}), which the bucket's API has to honour: {@link #requireConditionalWrites} finds out.
 */
public final class S3BlobStore implements BlobStore, AutoCloseable {
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int PRECONDITION_FAILED = 412;

    /** Says which attempt wrote an object, so that a repeated request knows its own work. */
    private static final String WRITER = "writer";

    /** How often a conditional write that met another one is begun anew. */
    private static final int ATTEMPTS = 20;

    private final S3Client s3;
    private final String bucket;
    private final String prefix;

    /** @param prefix of all keys; empty or ending in a slash */
    public S3BlobStore(S3Client s3, String bucket, String prefix) {
        this.s3 = s3;
        this.bucket = bucket;
        this.prefix = prefix;
    }

    /** @throws BlobStoreException if the bucket cannot be used, or its API creates an object twice */
    public void requireConditionalWrites() {
        String name = "probe/" + UUID.randomUUID();
        byte[] content = {'1'};
        boolean first = createObject(name, content);
        boolean second = createObject(name, content);
        deleteObject(name);
        if (!first || second) {
            throw new BlobStoreException(
                    "the S3 API of bucket %s ignores If-None-Match, so two processes could both create the same object; use a store that honours it, or LLMI_BLOBS_STORE=file on a shared directory"
                            .formatted(bucket));
        }
    }

    @Override
    public String put(byte[] content) {
        String sha256 = BlobStore.nameOf(content);
        if (!exists(sha256)) {
            write(blobKey(sha256), content);
        }
        return sha256;
    }

    @Override
    public Optional<byte[]> get(String sha256) {
        Optional<byte[]> content = read(blobKey(sha256));
        if (content.isPresent() && !BlobStore.nameOf(content.get()).equals(sha256)) {
            throw new BlobStoreException("blob " + sha256 + " is damaged: its content has another hash");
        }
        return content;
    }

    @Override
    public boolean exists(String sha256) {
        return writer(blobKey(sha256)).isPresent();
    }

    @Override
    public void delete(String sha256) {
        remove(blobKey(sha256));
    }

    @Override
    public boolean createObject(String name, byte[] content) {
        String key = objectKey(name);
        String writer = UUID.randomUUID().toString();
        PutObjectRequest request = PutObjectRequest.builder()
                .bucket(bucket)
                .key(key)
                .ifNoneMatch("*")
                .metadata(Map.of(WRITER, writer))
                .build();
        for (int attempt = 1; ; attempt++) {
            try {
                s3.putObject(request, RequestBody.fromBytes(content));
                return true;
            } catch (S3Exception e) {
                if (e.statusCode() == PRECONDITION_FAILED) {
                    // The client repeats a request whose answer was lost: then it is our own object that is in the way.
                    return writer(key).filter(writer::equals).isPresent();
                }
                if (e.statusCode() != CONFLICT || attempt == ATTEMPTS) {
                    throw failed("create " + name, e);
                }
            } catch (SdkException e) {
                throw failed("create " + name, e);
            }
        }
    }

    @Override
    public void writeObject(String name, byte[] content) {
        write(objectKey(name), content);
    }

    @Override
    public Optional<byte[]> readObject(String name) {
        return read(objectKey(name));
    }

    @Override
    public void deleteObject(String name) {
        remove(objectKey(name));
    }

    @Override
    public List<String> listObjects(String prefix) {
        return list(prefix, object -> true, Long.MAX_VALUE);
    }

    @Override
    public List<String> objectsOlderThan(String prefix, Instant moment, int limit) {
        return list(prefix, object -> object.lastModified().isBefore(moment), limit);
    }

    @Override
    public void close() {
        s3.close();
    }

    private List<String> list(String under, Predicate<S3Object> wanted, long limit) {
        String keys = objectKey(ObjectName.requirePrefix(under)) + "/";
        return call(
                "list " + under,
                () -> s3
                        .listObjectsV2Paginator(
                                request -> request.bucket(bucket).prefix(keys))
                        .contents()
                        .stream()
                        .filter(wanted)
                        .limit(limit)
                        .map(object -> object.key().substring(objectsPrefix().length()))
                        .toList());
    }

    private void write(String key, byte[] content) {
        call(
                "write " + key,
                () -> s3.putObject(request -> request.bucket(bucket).key(key), RequestBody.fromBytes(content)));
    }

    private Optional<byte[]> read(String key) {
        return call("read " + key, () -> {
            try {
                return Optional.of(
                        s3.getObjectAsBytes(request -> request.bucket(bucket).key(key))
                                .asByteArrayUnsafe());
            } catch (NoSuchKeyException e) {
                return Optional.empty();
            }
        });
    }

    /** Who wrote an object, an empty text if nobody said; empty if there is none. */
    private Optional<String> writer(String key) {
        return call("find " + key, () -> {
            try {
                return Optional.of(
                        s3.headObject(request -> request.bucket(bucket).key(key))
                                .metadata()
                                .getOrDefault(WRITER, ""));
            } catch (S3Exception e) {
                if (e.statusCode() == NOT_FOUND) {
                    return Optional.empty();
                }
                throw e;
            }
        });
    }

    private void remove(String key) {
        call(
                "delete " + key,
                () -> s3.deleteObject(request -> request.bucket(bucket).key(key)));
    }

    private <T> T call(String what, Supplier<T> request) {
        try {
            return request.get();
        } catch (SdkException e) {
            throw failed(what, e);
        }
    }

    private BlobStoreException failed(String what, SdkException e) {
        return new BlobStoreException("cannot %s in bucket %s: %s".formatted(what, bucket, e.getMessage()), e);
    }

    private String blobKey(String sha256) {
        return prefix + "blobs/" + ObjectName.requireBlob(sha256);
    }

    private String objectKey(String name) {
        return objectsPrefix() + ObjectName.requireObject(name);
    }

    private String objectsPrefix() {
        return prefix + "objects/";
    }
}
